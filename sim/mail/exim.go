package mail

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Exim is the dialect of Exim 4. It gives no codes of RFC 3463.
var Exim = &Dialect{
	Name: "exim", Product: "Exim",
	Replies: eximReplies, Failures: eximFailures, Bounce: eximBounce,
	HopLimit: 30,
	NewID:    eximID, Received: eximReceived, Wrote: eximWrote, Facts: eximFacts,
}

// eximID is a message id as since Exim 4.97: the second, the number of the
// process and the fraction of the second, in base 62.
func eximID(at time.Time, chance *rand.Rand) string {
	const processes = 1 << 22
	return fmt.Sprintf("1%s-%s-%s", base62(at.Unix(), 5), base62(int64(1000+chance.IntN(processes-1000)), 11), base62(int64(at.Nanosecond()/1000), 4))
}

// base62 writes the last digits of a number.
func base62(n int64, digits int) string {
	const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
	b := make([]byte, digits)
	for i := digits - 1; i >= 0; i-- {
		b[i] = alphabet[n%62]
		n /= 62
	}
	return string(b)
}

var eximReplies = Replies{
	Greeting:     Reply{220, "", "{host} ESMTP Exim 4.98"},
	LMTPGreeting: Reply{220, "", "{host} LMTP Exim 4.98"},
	Hello:        Reply{250, "", "{host} Hello {peer} [{ip}]"},
	Bye:          Reply{221, "", "{host} closing connection"},
	OK:           Reply{250, "", "OK"},
	Help:         Reply{214, "", "Commands supported: AUTH STARTTLS HELO EHLO MAIL RCPT DATA BDAT NOOP QUIT RSET HELP"},
	CannotVerify: Reply{252, "", "Administrative prohibition"},
	Timeout:      Reply{421, "", "{host}: SMTP command timeout - closing connection"},
	ShuttingDown: Reply{421, "", "{host}: Service not available - closing connection"},
	TooManyBad:   Reply{421, "", "{host}: Too many errors - closing connection"},

	Unknown:        Reply{500, "", "unrecognized command"},
	NotImplemented: Reply{502, "", "command not available"},
	BadSyntax:      Reply{500, "", "unrecognized command"},
	BadHello:       Reply{501, "", "Syntactically invalid {command} argument(s)"},
	BadHelloName:   Reply{501, "", "Syntactically invalid HELO argument(s): {peer}"},
	BadMail:        Reply{501, "", "MAIL must have an address operand"},
	BadRcpt:        Reply{501, "", "RCPT must have an address operand"},
	BadSender:      Reply{501, "", "malformed sender address"},
	BadRecipient:   Reply{501, "", "malformed recipient address"},
	BadParameter:   Reply{555, "", "unsupported option {command}"},
	NeedHello:      Reply{503, "", "HELO or EHLO required"},
	NestedMail:     Reply{503, "", "sender already given"},
	NeedMail:       Reply{503, "", "sender not yet given"},
	NeedRcpt:       Reply{503, "", "valid RCPT command must precede DATA"},

	StartTLS:        Reply{220, "", "TLS go ahead"},
	TLSActive:       Reply{503, "", "STARTTLS command used when not advertised"},
	TLSUnavailable:  Reply{454, "", "TLS currently unavailable"},
	NeedTLS:         Reply{550, "", "a TLS-encrypted connection is required"},
	AuthOK:          Reply{235, "", "Authentication succeeded"},
	AuthFailed:      Reply{535, "", "Incorrect authentication data"},
	AuthUnavailable: Reply{435, "", "Unable to authenticate at present"},
	AuthNeedsTLS:    Reply{503, "", "AUTH command used when not advertised"},
	AuthNotOffered:  Reply{503, "", "AUTH command used when not advertised"},
	AuthActive:      Reply{503, "", "already authenticated"},
	AuthMechanism:   Reply{504, "", "authentication mechanism not supported"},
	NeedAuth:        Reply{550, "", "authentication required"},

	MailOK:            Reply{250, "", "OK"},
	RcptOK:            Reply{250, "", "Accepted"},
	UserUnknown:       Reply{550, "", "<{address}>: Unrouteable address"},
	RelayDenied:       Reply{550, "", "<{address}>: relay not permitted"},
	SenderNotOwned:    Reply{550, "", "<{address}>: sender address is not one of {user}'s"},
	SenderNoDomain:    Reply{451, "", "<{address}>: Sender verify failed"},
	TooManyRecipients: Reply{452, "", "too many recipients"},
	MailboxFull:       Reply{452, "", "<{address}>: mailbox is full"},
	TooBig:            Reply{552, "", "Message size exceeds maximum permitted"},
	StorageFull:       Reply{452, "", "space shortage, please try later"},

	GoAhead:      Reply{354, "", `Enter message, ending with "." on a line by itself`},
	Queued:       Reply{250, "", "OK id={id}"},
	Saved:        Reply{250, "", "<{address}> saved, id={id}"},
	TooBigInData: Reply{552, "", "Message size exceeds maximum permitted"},
	TooManyHops:  Reply{550, "", `Too many "Received" headers - suspected mail loop`},
	Rejected:     Reply{550, "", "{reason}"},
	Deferred:     Reply{451, "", "{reason}"},
}

var eximFailures = Failures{
	Said:        Reply{451, "", "host {peer} [{ip}]: SMTP error from remote mail server after {command}: {reply}"},
	Refused:     Reply{451, "4.4.1", "{peer} [{ip}]:{port}: Connection refused"},
	TimedOut:    Reply{451, "4.4.1", "{peer} [{ip}]:{port}: Connection timed out"},
	Unreachable: Reply{451, "4.4.1", "{peer} [{ip}]:{port}: Network is unreachable"},
	Lost:        Reply{451, "4.4.2", "{peer} [{ip}]: Remote host closed connection in response to {command}"},
	TalkTimeout: Reply{451, "4.4.2", "{peer} [{ip}]: SMTP timeout after {command}"},
	TLSFailed:   Reply{451, "4.7.5", "{peer} [{ip}]: TLS session: handshake failed: {reason}"},
	NoDomain:    Reply{550, "5.1.2", "Unrouteable address: the domain {domain} does not exist"},
	DNSFailed:   Reply{451, "4.4.3", "host lookup for {domain} did not complete"},
	NoAddress:   Reply{550, "5.4.4", "all relevant MX records point to non-existent hosts: {peer}"},
	NullMX:      Reply{556, "5.1.10", "an MX record indicated that {domain} accepts no mail"},
	LoopsBack:   Reply{554, "5.4.6", "lowest numbered MX record of {domain} points to local host"},
	Expired:     Reply{554, "5.4.7", "{reason}: retry timeout exceeded"},
}

var eximBounce = Bounce{
	FromName:       "Mail Delivery System",
	FromLocal:      "Mailer-Daemon",
	FailedSubject:  "Mail delivery failed: returning message to sender",
	DelayedSubject: "Warning: message {id} delayed {age}",
	Failed: `The mail delivery software of {host} wrote this message by itself.

One or more recipients of a message that you sent cannot be reached, and it
will not be tried again. These addresses failed:
`,
	Delayed: `The mail delivery software of {host} wrote this message by itself.

Your message {id} has been waiting on that host for {age}. Nothing is lost
and nothing needs doing: it is tried again from time to time, and if that
comes to an end, you are told. Still to be delivered:
`,
	FailedRecipient:  "  {address}\n    {reason}\n",
	DelayedRecipient: "  {address}\n    {reason}\n",
	LocalDiagnostic:  "X-Exim",
}
