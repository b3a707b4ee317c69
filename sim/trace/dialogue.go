package trace

// Protocol names what is spoken on a connection.
type Protocol string

const (
	SMTP Protocol = "smtp"
	LMTP Protocol = "lmtp"
	IMAP Protocol = "imap"
	POP3 Protocol = "pop3"
)

// SMTPCommand is one command line, told by the client as it sends it. Secrets
// are kept: this is a classroom, and seeing how little AUTH hides is a lesson.
type SMTPCommand struct {
	Protocol Protocol `json:"protocol"`
	Verb     string   `json:"verb"` // upper case; empty for a line inside AUTH
	Line     Octets   `json:"line"` // without CRLF
	TLS      bool     `json:"tls,omitempty"`
}

// Kind implements [Body].
func (SMTPCommand) Kind() Kind { return "smtp.command" }

// SMTPReply is one whole reply, told by the server as it sends it.
type SMTPReply struct {
	Protocol Protocol `json:"protocol"`
	Code     int      `json:"code"`
	Enhanced string   `json:"enhanced,omitempty"` // RFC 3463, e.g. "2.1.5"
	Lines    []Octets `json:"lines"`              // as sent, code included, without CRLF
	To       string   `json:"to,omitempty"`       // the verb that it answers; empty for the greeting
	TLS      bool     `json:"tls,omitempty"`
}

// Kind implements [Body].
func (SMTPReply) Kind() Kind { return "smtp.reply" }

// SMTPContent is the message on the wire, told by the client as it sends it.
type SMTPContent struct {
	Protocol Protocol `json:"protocol"`
	Octets   int      `json:"octets"` // without dot-stuffing and the final dot
	TLS      bool     `json:"tls,omitempty"`
}

// Kind implements [Body].
func (SMTPContent) Kind() Kind { return "smtp.content" }

// IMAPCommand is one command line or continuation, told by the client.
type IMAPCommand struct {
	Tag  string `json:"tag,omitempty"`
	Name string `json:"name,omitempty"` // upper case
	Line Octets `json:"line"`
	TLS  bool   `json:"tls,omitempty"`
}

// Kind implements [Body].
func (IMAPCommand) Kind() Kind { return "imap.command" }

// IMAPResponse is what the server sends at one go: untagged data, a
// continuation request, or the tagged end of a command.
type IMAPResponse struct {
	Tag   string   `json:"tag,omitempty"`
	Lines []Octets `json:"lines"` // literals are shown as {n octets}
	TLS   bool     `json:"tls,omitempty"`
}

// Kind implements [Body].
func (IMAPResponse) Kind() Kind { return "imap.response" }

// POP3Command is one command line, told by the client.
type POP3Command struct {
	Verb string `json:"verb"`
	Line Octets `json:"line"`
	TLS  bool   `json:"tls,omitempty"`
}

// Kind implements [Body].
func (POP3Command) Kind() Kind { return "pop3.command" }

// POP3Response is one response, told by the server.
type POP3Response struct {
	OK     bool     `json:"ok"`
	Lines  []Octets `json:"lines"`            // a message itself is left out
	Octets int      `json:"octets,omitempty"` // how many octets of message followed
	TLS    bool     `json:"tls,omitempty"`
}

// Kind implements [Body].
func (POP3Response) Kind() Kind { return "pop3.response" }

// ProtocolViolation reports what a server did about input that its protocol
// does not allow.
type ProtocolViolation struct {
	Protocol Protocol `json:"protocol,omitempty"`
	Problem  string   `json:"problem"`         // one plain sentence
	Input    Octets   `json:"input,omitempty"` // the beginning of it
	Effect   string   `json:"effect"`          // replied, closed, ignored
}

// Kind implements [Body].
func (ProtocolViolation) Kind() Kind { return "protocol.violation" }

// AuthOK reports a login, at the server.
type AuthOK struct {
	Protocol  Protocol `json:"protocol"`
	Mechanism string   `json:"mechanism"` // PLAIN, LOGIN, USER …
	User      string   `json:"user"`
}

// Kind implements [Body].
func (AuthOK) Kind() Kind { return "auth.ok" }

// AuthFailed reports a failed login, at the server.
type AuthFailed struct {
	Protocol  Protocol `json:"protocol"`
	Mechanism string   `json:"mechanism"`
	User      Octets   `json:"user"`
	Locked    bool     `json:"locked,omitempty"` // the account takes no password at all for a while
}

// Kind implements [Body].
func (AuthFailed) Kind() Kind { return "auth.failed" }
