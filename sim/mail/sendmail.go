package mail

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Sendmail is the dialect of Sendmail 8.
var Sendmail = &Dialect{
	Name: "sendmail", Product: "Sendmail",
	Replies: sendmailReplies, Failures: sendmailFailures, Bounce: sendmailBounce,
	HopLimit: 25,
	NewID:    sendmailID, Received: sendmailReceived, Wrote: sendmailWrote, Facts: sendmailFacts,
}

// sendmailID is a queue id as since Sendmail 8.12: year, month, day, hour,
// minute and second in base 60, a sequence of two digits, and the number of the
// process.
func sendmailID(at time.Time, chance *rand.Rand) string {
	const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwx"
	at = at.UTC()
	b := make([]byte, 0, 15)
	for _, n := range []int{at.Year() - 1900, int(at.Month()) - 1, at.Day(), at.Hour(), at.Minute(), at.Second(), chance.IntN(60), chance.IntN(60)} {
		b = append(b, digits[n%60])
	}
	return fmt.Sprintf("%s%06d", b, 1000+chance.IntN(999000))
}

var sendmailReplies = Replies{
	Greeting:     Reply{220, "", "{host} ESMTP Sendmail 8.18.1/8.18.1"},
	LMTPGreeting: Reply{220, "", "{host} LMTP Sendmail 8.18.1/8.18.1 ready"},
	Hello:        Reply{250, "", "{host} Hello {peer} [{ip}], pleased to meet you"},
	Bye:          Reply{221, "2.0.0", "{host} closing connection"},
	OK:           Reply{250, "2.0.0", "OK"},
	Help:         Reply{214, "2.0.0", "This is sendmail version 8.18.1"},
	CannotVerify: Reply{252, "2.5.2", "Cannot VRFY user; try RCPT to attempt delivery (or try finger)"},
	Timeout:      Reply{421, "4.4.1", "{host} Lost input channel from [{ip}]: timeout"},
	ShuttingDown: Reply{421, "4.3.2", "{host} Service not available, closing transmission channel"},
	TooManyBad:   Reply{421, "4.7.0", "{host} Too many bad commands; closing connection"},

	Unknown:        Reply{500, "5.5.1", "Command unrecognized"},
	NotImplemented: Reply{502, "5.5.1", "Sorry, that command is not available here"},
	BadSyntax:      Reply{500, "5.5.1", "Command unrecognized"},
	BadHello:       Reply{501, "5.0.0", "{command} requires domain address"},
	BadHelloName:   Reply{501, "5.0.0", "Invalid domain name"},
	BadMail:        Reply{501, "5.5.2", "Syntax error in parameters scanning MAIL"},
	BadRcpt:        Reply{501, "5.5.2", "Syntax error in parameters scanning RCPT"},
	BadSender:      Reply{553, "5.1.7", "Sender address is not well formed"},
	BadRecipient:   Reply{553, "5.1.3", "Recipient address is not well formed"},
	BadParameter:   Reply{555, "5.5.4", "{command} parameter unrecognized"},
	NeedHello:      Reply{503, "5.0.0", "Polite people say HELO first"},
	NestedMail:     Reply{503, "5.5.0", "Sender already specified"},
	NeedMail:       Reply{503, "5.0.0", "Need MAIL before RCPT"},
	NeedRcpt:       Reply{503, "5.0.0", "Need RCPT (recipient)"},

	StartTLS:        Reply{220, "2.0.0", "Ready to start TLS"},
	TLSActive:       Reply{503, "5.5.0", "TLS already active"},
	TLSUnavailable:  Reply{454, "4.3.3", "TLS not available after start"},
	NeedTLS:         Reply{530, "5.7.0", "Must issue a STARTTLS command first"},
	AuthOK:          Reply{235, "2.0.0", "OK Authenticated"},
	AuthFailed:      Reply{535, "5.7.0", "authentication failed"},
	AuthUnavailable: Reply{454, "4.3.0", "Temporary authentication failure"},
	AuthNeedsTLS:    Reply{538, "5.7.11", "Encryption required for requested authentication mechanism"},
	AuthNotOffered:  Reply{503, "5.3.3", "AUTH not available"},
	AuthActive:      Reply{503, "5.5.0", "Already Authenticated"},
	AuthMechanism:   Reply{504, "5.3.3", "AUTH mechanism not available"},
	NeedAuth:        Reply{530, "5.7.0", "Authentication required"},

	MailOK:            Reply{250, "2.1.0", "Sender ok"},
	RcptOK:            Reply{250, "2.1.5", "Recipient ok"},
	UserUnknown:       Reply{550, "5.1.1", "<{address}>... User unknown"},
	RelayDenied:       Reply{550, "5.7.1", "<{address}>... Relaying denied"},
	SenderNotOwned:    Reply{553, "5.7.1", "<{address}>... Sender address does not belong to {user}"},
	SenderNoDomain:    Reply{451, "4.1.8", "Domain of sender address {address} does not resolve"},
	TooManyRecipients: Reply{452, "4.5.3", "Too many recipients"},
	MailboxFull:       Reply{452, "4.2.2", "<{address}>... Mailbox full"},
	TooBig:            Reply{552, "5.2.3", "Message size exceeds maximum value"},
	StorageFull:       Reply{452, "4.4.5", "Insufficient disk space; try again later"},

	GoAhead:      Reply{354, "", `Enter mail, end with "." on a line by itself`},
	Queued:       Reply{250, "2.0.0", "{id} Message accepted for delivery"},
	Saved:        Reply{250, "2.1.5", "<{address}>... Saved as {id}"},
	TooBigInData: Reply{552, "5.2.3", "Message exceeds maximum fixed size"},
	TooManyHops:  Reply{554, "5.4.6", "Too many hops"},
	Rejected:     Reply{554, "5.7.1", "{reason}"},
	Deferred:     Reply{451, "4.7.1", "{reason}"},
}

var sendmailFailures = Failures{
	Said:        Reply{451, "", "{peer} [{ip}] answered {command} with: {reply}"},
	Refused:     Reply{451, "4.4.1", "Deferred: Connection refused by {peer}."},
	TimedOut:    Reply{451, "4.4.1", "Deferred: Connection timed out with {peer}."},
	Unreachable: Reply{451, "4.4.1", "Deferred: Network is unreachable ({peer})"},
	Lost:        Reply{451, "4.4.2", "Deferred: Connection reset by {peer} during {command}"},
	TalkTimeout: Reply{451, "4.4.2", "Deferred: timeout waiting for input from {peer} during {command}"},
	TLSFailed:   Reply{451, "4.7.5", "Deferred: {peer}: TLS handshake failed: {reason}"},
	NoDomain:    Reply{550, "5.1.2", "Host unknown (Name server: {domain}: host not found)"},
	DNSFailed:   Reply{451, "4.4.3", "Deferred: Name server: {domain}: host name lookup failure"},
	NoAddress:   Reply{550, "5.1.2", "Host unknown (Name server: {peer}: no data known)"},
	NullMX:      Reply{556, "5.1.10", "Host {domain} does not accept mail (null MX)"},
	LoopsBack:   Reply{553, "5.3.5", "{domain}. config error: mail loops back to me (MX problem?)"},
	Expired:     Reply{554, "5.4.7", "Cannot send message for too long; last: {reason}"},
}

var sendmailBounce = Bounce{
	FromName:       "Mail Delivery Subsystem",
	FromLocal:      "MAILER-DAEMON",
	FailedSubject:  "Returned mail: see transcript for details",
	DelayedSubject: "Warning: could not send message for past {age}",
	Failed: `{host} took the original message from {sender}, as {id}.

   ----- These addresses had permanent errors -----
`,
	Delayed: `    **********************************************
    **      A WARNING, AND NOTHING MORE         **
    **   THE MESSAGE NEED NOT BE SENT AGAIN     **
    **********************************************

{host} took the original message from {sender}, as {id}.

   ----- These addresses had transient errors -----
`,
	FailedRecipient:  "<{address}>\n    (reason: {reason})\n",
	DelayedRecipient: "<{address}>\n    (reason: {reason})\n",
	LocalDiagnostic:  "X-Sendmail",
}
