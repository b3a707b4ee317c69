package mail

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Postfix is the dialect of Postfix 3.
var Postfix = &Dialect{
	Name: "postfix", Product: "Postfix",
	Replies: postfixReplies, Failures: postfixFailures, Bounce: postfixBounce,
	HopLimit: 50,
	NewID:    postfixID, Received: postfixReceived, Wrote: postfixWrote, Facts: postfixFacts,
}

// postfixID is a short queue id: the microseconds of the clock in five hex
// digits, then the number of the file in the queue directory.
func postfixID(at time.Time, chance *rand.Rand) string {
	const smallest, many = 0x10000, 0xffffff - 0x10000
	return fmt.Sprintf("%05X%X", at.Nanosecond()/1000, smallest+chance.IntN(many))
}

var postfixReplies = Replies{
	Greeting:     Reply{220, "", "{host} ESMTP Postfix"},
	LMTPGreeting: Reply{220, "", "{host} LMTP ready"},
	Hello:        Reply{250, "", "{host}"},
	Bye:          Reply{221, "2.0.0", "Bye"},
	OK:           Reply{250, "2.0.0", "Ok"},
	Help:         Reply{502, "5.5.1", "Error: command not implemented"},
	CannotVerify: Reply{252, "2.0.0", "{address}"},
	Timeout:      Reply{421, "4.4.2", "{host} Error: timeout exceeded"},
	ShuttingDown: Reply{421, "4.3.2", "{host} Service unavailable, closing transmission channel"},
	TooManyBad:   Reply{421, "4.7.0", "{host} Error: too many errors"},

	Unknown:        Reply{502, "5.5.2", "Error: command not recognized"},
	NotImplemented: Reply{502, "5.5.1", "Error: command not implemented"},
	BadSyntax:      Reply{500, "5.5.2", "Error: bad syntax"},
	BadHello:       Reply{501, "", "Syntax: {command} hostname"},
	BadHelloName:   Reply{501, "5.5.2", "<{peer}>: Helo command rejected: Invalid name"},
	BadMail:        Reply{501, "5.5.4", "Syntax: MAIL FROM:<address>"},
	BadRcpt:        Reply{501, "5.5.4", "Syntax: RCPT TO:<address>"},
	BadSender:      Reply{501, "5.1.7", "Bad sender address syntax"},
	BadRecipient:   Reply{501, "5.1.3", "Bad recipient address syntax"},
	BadParameter:   Reply{555, "5.5.4", "Unsupported option: {command}"},
	NeedHello:      Reply{503, "5.5.1", "Error: send HELO/EHLO first"},
	NestedMail:     Reply{503, "5.5.1", "Error: nested MAIL command"},
	NeedMail:       Reply{503, "5.5.1", "Error: need MAIL command"},
	NeedRcpt:       Reply{503, "5.5.1", "Error: need RCPT command"},

	StartTLS:        Reply{220, "2.0.0", "Ready to start TLS"},
	TLSActive:       Reply{554, "5.5.1", "Error: TLS already active"},
	TLSUnavailable:  Reply{454, "4.7.0", "TLS not available due to local problem"},
	NeedTLS:         Reply{530, "5.7.0", "Must issue a STARTTLS command first"},
	AuthOK:          Reply{235, "2.7.0", "Authentication successful"},
	AuthFailed:      Reply{535, "5.7.8", "Error: authentication failed: authentication failure"},
	AuthUnavailable: Reply{454, "4.7.0", "Temporary authentication failure: Connection lost to authentication server"},
	AuthNeedsTLS:    Reply{538, "5.7.11", "Encryption required for requested authentication mechanism"},
	AuthNotOffered:  Reply{503, "5.5.1", "Error: authentication not enabled"},
	AuthActive:      Reply{503, "5.5.1", "Error: already authenticated"},
	AuthMechanism:   Reply{535, "5.7.8", "Error: authentication failed: Invalid authentication mechanism"},
	NeedAuth:        Reply{530, "5.7.0", "Authentication required"},

	MailOK:            Reply{250, "2.1.0", "Ok"},
	RcptOK:            Reply{250, "2.1.5", "Ok"},
	UserUnknown:       Reply{550, "5.1.1", "<{address}>: Recipient address rejected: User unknown in local recipient table"},
	RelayDenied:       Reply{554, "5.7.1", "<{address}>: Relay access denied"},
	SenderNotOwned:    Reply{553, "5.7.1", "<{address}>: Sender address rejected: not owned by user {user}"},
	SenderNoDomain:    Reply{450, "4.1.8", "<{address}>: Sender address rejected: Domain not found"},
	TooManyRecipients: Reply{452, "4.5.3", "Error: too many recipients"},
	MailboxFull:       Reply{452, "4.2.2", "<{address}>: Recipient address rejected: Mailbox is full"},
	TooBig:            Reply{552, "5.3.4", "Message size exceeds fixed limit"},
	StorageFull:       Reply{452, "4.3.1", "Insufficient system storage"},

	GoAhead:      Reply{354, "", "End data with <CR><LF>.<CR><LF>"},
	Queued:       Reply{250, "2.0.0", "Ok: queued as {id}"},
	Saved:        Reply{250, "2.0.0", "<{address}> {id} Saved"},
	TooBigInData: Reply{552, "5.3.4", "Error: message file too big"},
	TooManyHops:  Reply{554, "5.4.0", "Error: too many hops"},
	Rejected:     Reply{550, "5.7.1", "{reason}"},
	Deferred:     Reply{451, "4.7.1", "{reason}"},
}

var postfixFailures = Failures{
	Said:        Reply{451, "", "host {peer}[{ip}] said: {reply} (in reply to {command} command)"},
	Refused:     Reply{451, "4.4.1", "connect to {peer}[{ip}]:{port}: Connection refused"},
	TimedOut:    Reply{451, "4.4.1", "connect to {peer}[{ip}]:{port}: Connection timed out"},
	Unreachable: Reply{451, "4.4.1", "connect to {peer}[{ip}]:{port}: Network is unreachable"},
	Lost:        Reply{451, "4.4.2", "lost connection with {peer}[{ip}] while sending {command}"},
	TalkTimeout: Reply{451, "4.4.2", "conversation with {peer}[{ip}] timed out while sending {command}"},
	TLSFailed:   Reply{451, "4.7.5", "Cannot start TLS: handshake failure with {peer}[{ip}]: {reason}"},
	NoDomain:    Reply{550, "5.4.4", "Host or domain name not found. Name service error for name={domain} type=MX: Host not found"},
	DNSFailed:   Reply{451, "4.4.3", "Host or domain name not found. Name service error for name={domain} type=MX: Host not found, try again"},
	NoAddress:   Reply{550, "5.4.4", "Host or domain name not found. Name service error for name={peer} type=A: Host found but no data record of requested type"},
	NullMX:      Reply{556, "5.1.10", "Domain {domain} does not accept mail (nullMX)"},
	LoopsBack:   Reply{554, "5.4.6", "mail for {domain} loops back to myself"},
	Expired:     Reply{554, "5.4.7", "delivery time expired: {reason}"},
}

var postfixBounce = Bounce{
	FromName:       "Mail Delivery System",
	FromLocal:      "MAILER-DAEMON",
	FailedSubject:  "Undelivered Mail Returned to Sender",
	DelayedSubject: "Delayed Mail (still being retried)",
	Failed: `This is the mail system at host {host}.

Sorry: your message did not reach everybody it was meant for. Below you
find who is missing and why, and after that your message as it came here.

Should you need help, write to the postmaster and put this report into
your letter. You may cut off the message at its end.

                   The mail system
`,
	Delayed: `This is the mail system at host {host}.

This is only a warning: there is nothing that you need to do now.

Your message could not be delivered yet. It is safe here, and we go on
trying. If we ever have to give up, you will hear from us again.

                   The mail system
`,
	FailedRecipient:  "<{address}>: {reason}\n",
	DelayedRecipient: "<{address}>: {reason}\n",
	LocalDiagnostic:  "X-Postfix",
}
