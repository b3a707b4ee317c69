package mail

import (
	"math/rand/v2"
	"strconv"
	"time"
)

// Exchange is the dialect of Microsoft Exchange Server 2019.
var Exchange = &Dialect{
	Name: "exchange", Product: "Exchange",
	Replies: exchangeReplies, Failures: exchangeFailures, Bounce: exchangeBounce,
	HopLimit: 60,
	NewID:    exchangeID, Received: exchangeReceived, Filed: exchangeFiled, Wrote: exchangeWrote, Facts: exchangeFacts,
}

// exchangeID is the number that the reply calls InternalId. No Received field
// shows it.
func exchangeID(_ time.Time, chance *rand.Rand) string {
	const smallest = 1e13
	return strconv.FormatInt(smallest+chance.Int64N(9*smallest), 10)
}

var exchangeReplies = Replies{
	Greeting:     Reply{220, "", "{host} Microsoft ESMTP MAIL Service ready"},
	LMTPGreeting: Reply{220, "", "{host} Microsoft LMTP MAIL Service ready"},
	Hello:        Reply{250, "", "{host} Hello [{ip}]"},
	Bye:          Reply{221, "2.0.0", "Service closing transmission channel"},
	OK:           Reply{250, "2.0.0", "OK"},
	Help:         Reply{214, "", "This server supports the following commands:\nHELO EHLO STARTTLS RCPT DATA RSET MAIL QUIT HELP AUTH BDAT"},
	CannotVerify: Reply{252, "2.1.5", "Cannot VRFY user"},
	Timeout:      Reply{451, "4.7.0", "Timeout waiting for client input"},
	ShuttingDown: Reply{421, "4.3.2", "Service not available"},
	TooManyBad:   Reply{421, "4.7.0", "Too many errors on this connection, closing transmission channel"},

	Unknown:        Reply{500, "5.3.3", "Unrecognized command '{command}'"},
	NotImplemented: Reply{502, "5.3.3", "Command not implemented"},
	BadSyntax:      Reply{500, "5.3.3", "Unrecognized command"},
	BadHello:       Reply{501, "5.0.0", "{command} requires a domain address"},
	BadHelloName:   Reply{501, "5.5.4", "Invalid domain name"},
	BadMail:        Reply{501, "5.5.4", "Unrecognized parameter"},
	BadRcpt:        Reply{501, "5.5.4", "Unrecognized parameter"},
	BadSender:      Reply{501, "5.1.7", "Invalid address"},
	BadRecipient:   Reply{501, "5.1.3", "Invalid address"},
	BadParameter:   Reply{501, "5.5.4", "Unrecognized parameter"},
	NeedHello:      Reply{503, "5.5.2", "Send hello first"},
	NestedMail:     Reply{503, "5.5.2", "Sender already specified"},
	NeedMail:       Reply{503, "5.5.2", "Need mail command"},
	NeedRcpt:       Reply{503, "5.5.2", "Need rcpt command"},

	StartTLS:        Reply{220, "2.0.0", "SMTP server ready"},
	TLSActive:       Reply{503, "5.5.2", "Only one STARTTLS command can be issued per session"},
	TLSUnavailable:  Reply{454, "4.7.0", "TLS not available due to temporary reason"},
	NeedTLS:         Reply{530, "5.7.0", "Must issue a STARTTLS command first"},
	AuthOK:          Reply{235, "2.7.0", "Authentication successful"},
	AuthFailed:      Reply{535, "5.7.3", "Authentication unsuccessful"},
	AuthUnavailable: Reply{454, "4.7.0", "Temporary authentication failure"},
	AuthNeedsTLS:    Reply{538, "5.7.11", "Encryption required for requested authentication mechanism"},
	AuthNotOffered:  Reply{503, "5.5.2", "Authentication is not offered here"},
	AuthActive:      Reply{503, "5.5.2", "Already authenticated"},
	AuthMechanism:   Reply{504, "5.7.4", "Unrecognized authentication type"},
	NeedAuth:        Reply{530, "5.7.1", "Client was not authenticated"},

	MailOK:            Reply{250, "2.1.0", "Sender OK"},
	RcptOK:            Reply{250, "2.1.5", "Recipient OK"},
	UserUnknown:       Reply{550, "5.1.1", "RESOLVER.ADR.RecipNotFound; not found"},
	RelayDenied:       Reply{550, "5.7.1", "Unable to relay"},
	SenderNotOwned:    Reply{550, "5.7.1", "Client does not have permissions to send as this sender"},
	SenderNoDomain:    Reply{450, "4.1.8", "The domain of {address} cannot be found"},
	TooManyRecipients: Reply{452, "4.5.3", "Too many recipients"},
	MailboxFull:       Reply{452, "4.2.2", "The mailbox of {address} is full"},
	TooBig:            Reply{552, "5.3.4", "Message size exceeds fixed maximum message size"},
	StorageFull:       Reply{452, "4.3.1", "Insufficient system resources"},

	GoAhead:      Reply{354, "", "Start mail input; end with <CRLF>.<CRLF>"},
	Queued:       Reply{250, "2.6.0", "[InternalId={id}, Hostname={host}] Queued mail for delivery"},
	Saved:        Reply{250, "2.6.0", "<{address}> [InternalId={id}] Delivered to the mailbox"},
	TooBigInData: Reply{552, "5.3.4", "Message size exceeds fixed maximum message size"},
	TooManyHops:  Reply{554, "5.4.6", "Hop count exceeded - possible mail loop"},
	Rejected:     Reply{550, "5.7.1", "{reason}"},
	Deferred:     Reply{451, "4.7.1", "{reason}"},
}

var exchangeFailures = Failures{
	Said:        Reply{451, "", "{peer} gave this error: {reply}"},
	Refused:     Reply{451, "4.4.1", "Error encountered while communicating with primary target IP address {ip}: connection refused"},
	TimedOut:    Reply{451, "4.4.1", "Error encountered while communicating with primary target IP address {ip}: connection timed out"},
	Unreachable: Reply{451, "4.4.1", "Error encountered while communicating with primary target IP address {ip}: network unreachable"},
	Lost:        Reply{451, "4.4.2", "{peer} ({ip}) dropped the connection at {command}"},
	TalkTimeout: Reply{451, "4.4.2", "{peer} ({ip}) did not answer {command} in time"},
	TLSFailed:   Reply{451, "4.7.5", "TLS negotiation with {peer} failed: {reason}"},
	NoDomain:    Reply{550, "5.4.4", "SMTPSEND.DNS.NonExistentDomain; nonexistent domain {domain}"},
	DNSFailed:   Reply{451, "4.4.3", "SMTPSEND.DNS.Failed; the query for {domain} failed"},
	NoAddress:   Reply{550, "5.4.4", "{peer} has no address in the DNS"},
	NullMX:      Reply{556, "5.1.10", "The domain {domain} does not accept mail (null MX)"},
	LoopsBack:   Reply{554, "5.4.6", "The mail hosts of {domain} lead back to this server"},
	Expired:     Reply{550, "5.4.7", "QUEUE.Expired; message expired; last: {reason}"},
}

var exchangeBounce = Bounce{
	FromName:       "Microsoft Outlook",
	FromLocal:      "postmaster",
	FailedSubject:  "Undeliverable: {subject}",
	DelayedSubject: "Delivery delayed: {subject}",
	Failed: `Your message did not get through to these recipients or groups:
`,
	Delayed: `Your message has not reached these recipients or groups yet, and {host}
has been trying for {age}. It goes on; you need not send the message again.
`,
	FailedRecipient:  "{address}\n    The message couldn't be delivered.\n    Diagnostic information for administrators: {reason}\n",
	DelayedRecipient: "{address}\n    Diagnostic information for administrators: {reason}\n",
	LocalDiagnostic:  "X-Exchange",
}
