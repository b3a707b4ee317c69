package mail

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Qmail is the dialect of qmail 1.03 and its heirs. Codes of RFC 3463 stand at
// the end of its replies, in parentheses, where programs do not look for them.
var Qmail = &Dialect{
	Name: "qmail", Product: "qmail",
	Replies: qmailReplies, Failures: qmailFailures, Bounce: qmailBounce,
	HopLimit: 100,
	NewID:    qmailID, Received: qmailReceived, Wrote: qmailWrote, Facts: qmailFacts,
}

// qmailID is what qmail tells a client that it has taken a message from: the
// second, and the number of the process that wrote it to the queue.
func qmailID(at time.Time, chance *rand.Rand) string {
	return fmt.Sprintf("%d qp %d", at.Unix(), 1000+chance.IntN(1<<22-1000))
}

var qmailReplies = Replies{
	Greeting:     Reply{220, "", "{host} ESMTP"},
	LMTPGreeting: Reply{220, "", "{host} LMTP"},
	Hello:        Reply{250, "", "{host}"},
	Bye:          Reply{221, "", "{host}"},
	OK:           Reply{250, "", "ok"},
	Help:         Reply{214, "", "qmail: see its manual, qmail-smtpd(8)"},
	CannotVerify: Reply{252, "", "send some mail, i'll try my best"},
	Timeout:      Reply{451, "", "timeout (#4.4.2)"},
	ShuttingDown: Reply{421, "", "{host} shutting down (#4.3.2)"},
	TooManyBad:   Reply{421, "", "{host} too many errors (#4.7.0)"},

	Unknown:        Reply{502, "", "unimplemented (#5.5.1)"},
	NotImplemented: Reply{502, "", "unimplemented (#5.5.1)"},
	BadSyntax:      Reply{502, "", "unimplemented (#5.5.1)"},
	BadHello:       Reply{501, "", "{command} needs a name (#5.5.4)"},
	BadHelloName:   Reply{501, "", "sorry, nobody can be called {peer} (#5.5.2)"},
	BadMail:        Reply{555, "", "syntax error (#5.5.4)"},
	BadRcpt:        Reply{555, "", "syntax error (#5.5.4)"},
	BadSender:      Reply{555, "", "syntax error (#5.5.4)"},
	BadRecipient:   Reply{555, "", "syntax error (#5.5.4)"},
	BadParameter:   Reply{555, "", "syntax error (#5.5.4)"},
	NeedHello:      Reply{503, "", "HELO first (#5.5.1)"},
	NestedMail:     Reply{503, "", "one MAIL at a time (#5.5.1)"},
	NeedMail:       Reply{503, "", "MAIL first (#5.5.1)"},
	NeedRcpt:       Reply{503, "", "RCPT first (#5.5.1)"},

	StartTLS:        Reply{220, "", "ready for tls"},
	TLSActive:       Reply{503, "", "tls is on already (#5.5.1)"},
	TLSUnavailable:  Reply{454, "", "tls not available (#4.3.0)"},
	NeedTLS:         Reply{530, "", "STARTTLS first (#5.7.0)"},
	AuthOK:          Reply{235, "", "ok, go ahead (#2.0.0)"},
	AuthFailed:      Reply{535, "", "authorization failed (#5.7.0)"},
	AuthUnavailable: Reply{454, "", "oops, unable to check the password (#4.3.0)"},
	AuthNeedsTLS:    Reply{538, "", "auth not available without tls (#5.3.3)"},
	AuthNotOffered:  Reply{503, "", "auth not available (#5.3.3)"},
	AuthActive:      Reply{503, "", "you're already authenticated (#5.5.0)"},
	AuthMechanism:   Reply{504, "", "auth type unimplemented (#5.5.1)"},
	NeedAuth:        Reply{530, "", "authentication required (#5.7.1)"},

	MailOK:            Reply{250, "", "ok"},
	RcptOK:            Reply{250, "", "ok"},
	UserUnknown:       Reply{550, "", "sorry, no mailbox here by that name (#5.1.1)"},
	RelayDenied:       Reply{553, "", "sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)"},
	SenderNotOwned:    Reply{553, "", "sorry, {address} is not {user}'s address (#5.7.1)"},
	SenderNoDomain:    Reply{451, "", "sorry, i can't find the domain of your envelope sender (#4.1.8)"},
	TooManyRecipients: Reply{452, "", "too many recipients (#4.5.3)"},
	MailboxFull:       Reply{452, "", "sorry, the mailbox of {address} is full (#4.2.2)"},
	TooBig:            Reply{552, "", "sorry, that message size exceeds my databytes limit (#5.3.4)"},
	StorageFull:       Reply{452, "", "out of disk space (#4.3.1)"},

	GoAhead:      Reply{354, "", "go ahead"},
	Queued:       Reply{250, "", "ok {id}"},
	Saved:        Reply{250, "", "ok {id}"},
	TooBigInData: Reply{552, "", "sorry, that message size exceeds my databytes limit (#5.3.4)"},
	TooManyHops:  Reply{554, "", "too many hops, this message is looping (#5.4.6)"},
	Rejected:     Reply{554, "", "{reason} (#5.7.1)"},
	Deferred:     Reply{451, "", "{reason} (#4.7.1)"},
}

var qmailFailures = Failures{
	Said:        Reply{451, "", "{ip} does not like {command}. Remote host said: {reply}"},
	Refused:     Reply{451, "4.4.1", "Sorry, I wasn't able to establish an SMTP connection with {peer} at {ip}: refused. (#4.4.1)"},
	TimedOut:    Reply{451, "4.4.1", "Sorry, I wasn't able to establish an SMTP connection with {peer} at {ip}: timed out. (#4.4.1)"},
	Unreachable: Reply{451, "4.4.1", "Sorry, I wasn't able to establish an SMTP connection with {peer} at {ip}: unreachable. (#4.4.1)"},
	Lost:        Reply{451, "4.4.2", "Connected to {ip} but connection died during {command}. (#4.4.2)"},
	TalkTimeout: Reply{451, "4.4.2", "Connected to {ip} but it fell silent at {command}. (#4.4.2)"},
	TLSFailed:   Reply{451, "4.7.5", "Connected to {ip} but TLS failed: {reason} (#4.7.5)"},
	NoDomain:    Reply{550, "5.1.2", "Sorry, I couldn't find any host named {domain}. (#5.1.2)"},
	DNSFailed:   Reply{451, "4.4.3", "DNS lookup of {domain} failed temporarily. (#4.4.3)"},
	NoAddress:   Reply{550, "5.1.2", "Sorry, I couldn't find any host named {peer}. (#5.1.2)"},
	NullMX:      Reply{556, "5.1.10", "Sorry, {domain} takes no mail at all. (#5.1.10)"},
	LoopsBack:   Reply{554, "5.4.6", "Sorry. Although I'm listed as a best-preference MX for {domain}, it isn't one of my domains. (#5.4.6)"},
	Expired:     Reply{554, "5.4.7", "{reason} I'm not going to try again; this message has been in the queue too long."},
}

var qmailBounce = Bounce{
	FromLocal:      "MAILER-DAEMON",
	FailedSubject:  "failure notice",
	DelayedSubject: "delay notice",
	Failed: `Hi. This is the qmail-send program at {host}.
Your message could not be brought to everybody. What is said below is final:
I have stopped trying. Sorry about that.
`,
	Delayed: `Hi. This is the qmail-send program at {host}.
Your message has been here for {age}, and I am still trying.
`,
	FailedRecipient:  "<{address}>:\n{reason}\n",
	DelayedRecipient: "<{address}>:\n{reason}\n",
	LocalDiagnostic:  "X-qmail",
}
