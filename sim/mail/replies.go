package mail

// Replies is what a server says to an SMTP or LMTP client. The comments name
// the placeholders that a wording may use.
type Replies struct {
	// The session.
	Greeting     Reply // {host}
	LMTPGreeting Reply // {host}
	Hello        Reply // {host}; EHLO adds a line for each extension
	Bye          Reply // {host}
	OK           Reply // to RSET and NOOP
	Help         Reply
	CannotVerify Reply // to VRFY (RFC 5321 §7.3); {address}
	Timeout      Reply // {host}
	ShuttingDown Reply // {host}
	TooManyBad   Reply // too many commands that failed; {host}

	// What the protocol does not allow.
	Unknown        Reply // no such command
	NotImplemented Reply // a command that is switched off
	BadSyntax      Reply // not even a command
	BadHello       Reply // HELO or EHLO without a name; {command}
	BadHelloName   Reply // a name that no host can have; {peer}
	BadMail        Reply // MAIL is not followed by FROM:<address>
	BadRcpt        Reply // RCPT is not followed by TO:<address>
	BadSender      Reply // the address is not well formed
	BadRecipient   Reply
	BadParameter   Reply // {command}
	NeedHello      Reply
	NestedMail     Reply
	NeedMail       Reply
	NeedRcpt       Reply

	// TLS and AUTH (RFC 3207, RFC 4954).
	StartTLS        Reply
	TLSActive       Reply
	TLSUnavailable  Reply
	NeedTLS         Reply
	AuthOK          Reply
	AuthFailed      Reply
	AuthUnavailable Reply // the passwords cannot be checked now
	AuthNeedsTLS    Reply
	AuthNotOffered  Reply
	AuthActive      Reply
	AuthMechanism   Reply // a mechanism that is not offered
	NeedAuth        Reply

	// The envelope.
	MailOK            Reply
	RcptOK            Reply
	UserUnknown       Reply // {address}
	RelayDenied       Reply // {address}
	SenderNotOwned    Reply // {address}, {user}
	SenderNoDomain    Reply // the sender's domain does not exist; {address}
	TooManyRecipients Reply
	MailboxFull       Reply // {address}
	TooBig            Reply // as declared with SIZE
	StorageFull       Reply

	// The message.
	GoAhead      Reply // the answer to DATA
	Queued       Reply // {id}, {host}
	Saved        Reply // by an LMTP server, for one recipient; {address}, {id}
	TooBigInData Reply
	TooManyHops  Reply
	Rejected     Reply // {reason}
	Deferred     Reply // not now, by a rule of the house; {reason}
}

// Failures is what a client writes down when it cannot pass a message on, each
// as the reply that would have meant the same: the code gives the class, so
// that a queue treats all that can go wrong alike.
type Failures struct {
	Said        Reply // the other host said no; the code is the other host's; {peer}, {ip}, {reply}, {command}
	Refused     Reply // nothing listens; {peer}, {ip}, {port}
	TimedOut    Reply // nobody answers; {peer}, {ip}, {port}
	Unreachable Reply // no way to the network; {peer}, {ip}, {port}
	Lost        Reply // the connection broke off; {peer}, {ip}, {command}
	TalkTimeout Reply // the other host fell silent; {peer}, {ip}, {command}
	TLSFailed   Reply // {peer}, {ip}, {reason}
	NoDomain    Reply // the domain does not exist; {domain}
	DNSFailed   Reply // the name servers gave no answer; {domain}
	NoAddress   Reply // the mail host has no address; {peer}
	NullMX      Reply // the domain takes no mail (RFC 7505); {domain}
	LoopsBack   Reply // the best mail host is this one; {domain}
	Expired     Reply // the queue's patience is over; {reason}
}
