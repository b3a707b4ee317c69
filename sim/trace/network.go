package trace

// NodeUp reports that a host runs.
type NodeUp struct {
	Addresses []string `json:"addresses,omitempty"`
	Roles     []Role   `json:"roles,omitempty"`
}

// Kind implements [Body].
func (NodeUp) Kind() Kind { return "node.up" }

// NodeDown reports that a host stopped: what it knew in memory is gone, what
// it had on disk waits for its return.
type NodeDown struct{}

// Kind implements [Body].
func (NodeDown) Kind() Kind { return "node.down" }

// LinkDown reports a cut.
type LinkDown struct {
	Link string `json:"link"`
}

// Kind implements [Body].
func (LinkDown) Kind() Kind { return "link.down" }

// LinkUp reports the end of a cut.
type LinkUp struct {
	Link string `json:"link"`
}

// Kind implements [Body].
func (LinkUp) Kind() Kind { return "link.up" }

// Transport is the protocol below the application's.
type Transport string

const (
	TCP Transport = "tcp"
	UDP Transport = "udp"
)

// LinkLost reports a packet that did not arrive.
type LinkLost struct {
	Transport Transport `json:"transport"`
	Link      string    `json:"link,omitempty"` // the line that lost it, where one did
	Port      int       `json:"port"`           // the server's port
	Octets    int       `json:"octets"`
}

// Kind implements [Body].
func (LinkLost) Kind() Kind { return "link.lost" }

// LinkBlocked reports that a site's own rule keeps its hosts from a port
// outside; the event's node is the host that tried, and hears nothing of it.
type LinkBlocked struct {
	Transport Transport `json:"transport"`
	Link      string    `json:"link"` // the line out of the site
	Site      string    `json:"site"` // whose rule it is
	Port      int       `json:"port"` // the server's port
}

// Kind implements [Body].
func (LinkBlocked) Kind() Kind { return "link.blocked" }

// ConnOpened reports an established connection; the event's node opened it.
type ConnOpened struct {
	Local   string `json:"local"`   // address:port of the client
	Remote  string `json:"remote"`  // address:port of the server
	Service string `json:"service"` // what listens there: smtp, submission, lmtp, imap …
}

// Kind implements [Body].
func (ConnOpened) Kind() Kind { return "conn.opened" }

// ConnTranslated reports that a router changed the addresses of a connection on
// its way to the event's node, which sees nothing but the changed ones.
type ConnTranslated struct {
	Local  string `json:"local"`  // address:port of the client, as it is
	Remote string `json:"remote"` // address:port to which it connected
	Client string `json:"client"` // address:port that the server takes for the client's
	Server string `json:"server"` // address:port of the server, as it is
}

// Kind implements [Body].
func (ConnTranslated) Kind() Kind { return "conn.translated" }

// ConnRefused reports that nothing listens there.
type ConnRefused struct {
	Remote string `json:"remote"`
}

// Kind implements [Body].
func (ConnRefused) Kind() Kind { return "conn.refused" }

// ConnUnreachable reports that no network has that address.
type ConnUnreachable struct {
	Remote string `json:"remote"`
}

// Kind implements [Body].
func (ConnUnreachable) Kind() Kind { return "conn.unreachable" }

// ConnTimeout reports that the node gave up waiting.
type ConnTimeout struct {
	Remote  string `json:"remote"`
	Phase   string `json:"phase"`   // "connect": nobody answered; "talk": the peer fell silent
	Seconds int    `json:"seconds"` // how long it waited
}

// Kind implements [Body].
func (ConnTimeout) Kind() Kind { return "conn.timeout" }

// ConnReset reports a connection broken off; the event's node noticed it.
type ConnReset struct{}

// Kind implements [Body].
func (ConnReset) Kind() Kind { return "conn.reset" }

// ConnClosed reports the first close of a connection; the event's node closed.
type ConnClosed struct{}

// Kind implements [Body].
func (ConnClosed) Kind() Kind { return "conn.closed" }

// TLSEstablished reports a finished handshake, as the client sees it.
type TLSEstablished struct {
	Version  string `json:"version"` // e.g. "TLS 1.3"
	Cipher   string `json:"cipher"`
	Server   string `json:"server"`   // the name that the client asked for
	Implicit bool   `json:"implicit"` // from the first octet (RFC 8314 §3), not after STARTTLS
	Verified bool   `json:"verified"` // the client checked the certificate against its authorities
}

// Kind implements [Body].
func (TLSEstablished) Kind() Kind { return "tls.established" }

// TLSFailed reports a handshake that failed, at the node that gave it up.
type TLSFailed struct {
	Error string `json:"error"`
}

// Kind implements [Body].
func (TLSFailed) Kind() Kind { return "tls.failed" }
