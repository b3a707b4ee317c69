package smtp

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"time"

	gosmtp "github.com/emersion/go-smtp"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

const (
	// idleTimeout is how long a server waits for the next command (RFC 5321
	// §4.5.3.2.7).
	idleTimeout = 5 * time.Minute
	// maxCommand is the longest command line in octets, more than the 512 that
	// RFC 5321 §4.5.3.1.4 asks for, since extensions and AUTH need more.
	maxCommand = 12288
	// maxRecipients is the fewest recipients that a server must take (RFC 5321
	// §4.5.3.1.8), times ten.
	maxRecipients = 1000
)

// Config is what a server is like.
type Config struct {
	Protocol  trace.Protocol // SMTP or LMTP
	Role      trace.Role
	Dialect   *mail.Dialect
	TLS       *tls.Config // nil: no TLS
	Implicit  bool        // TLS from the first octet (RFC 8314 §3.3) instead of STARTTLS
	Auth      bool        // offer AUTH; with TLS set only under TLS
	MaxOctets int64       // SIZE; 0 is without limit
	Domain    string      // completes addresses that have none (RFC 6409 §4.2); empty: they are refused
	New       func(*Session) Handler
}

// Serve opens the port. A server without connections costs nothing.
func Serve(h *vnet.Host, port int, cfg Config) error {
	_, err := h.Serve(port, cfg.Role, func(c *vnet.Conn) { serve(c, &cfg) })
	return err
}

// serve runs go-smtp on one connection. A server of its own for each costs
// little, and leaves no accept loop behind on an idle port.
func serve(c *vnet.Conn, cfg *Config) {
	f := newFront(c, cfg)
	if !f.open() {
		f.Close()
		return
	}
	srv := gosmtp.NewServer(gosmtp.BackendFunc(func(*gosmtp.Conn) (gosmtp.Session, error) { return (*backend)(f), nil }))
	srv.LMTP = cfg.Protocol == trace.LMTP
	srv.MaxLineLength = 0        // go-smtp gets no line that the front has not bounded
	srv.AllowInsecureAuth = true // the front sees to that
	srv.ErrorLog = silent
	srv.Serve(&once{conn: f}) // always fails, after the one connection
}

var silent = log.New(io.Discard, "", 0)

// once is a listener with one connection.
type once struct{ conn net.Conn }

func (o *once) Accept() (net.Conn, error) {
	c := o.conn
	o.conn = nil
	if c == nil {
		return nil, net.ErrClosed
	}
	return c, nil
}

func (o *once) Close() error   { return nil }
func (o *once) Addr() net.Addr { return nil }
