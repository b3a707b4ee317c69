package imap

import (
	"crypto/tls"
	"fmt"
	"net"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/secure"
	"mailflow/sim/vnet"
)

// server is the library's server for all connections of one host.
type server struct {
	cfg     Config
	library *imapserver.Server
	before  *imapserver.Server // for connections on which TLS is still to begin
}

func newServer(cfg Config) *server {
	s := &server{cfg: cfg}
	// TLS, where there is any, is below the front: the library sees none.
	s.library = s.instance(true, nil)
	s.before = s.instance(false, cfg.TLS)
	return s
}

// instance is a server of the library. With a certificate it offers STARTTLS,
// and the front does it.
func (s *server) instance(login bool, certificate *tls.Config) *imapserver.Server {
	return imapserver.New(&imapserver.Options{
		NewSession: func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			f := c.NetConn().(*front)
			return &session{cfg: s.cfg, front: f, conn: c}, nil, nil
		},
		Caps: imap.CapSet{
			imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {},
			imap.CapSpecialUse: {}, imap.CapChildren: {}, imap.CapBinary: {},
		},
		Logger:       &logger{s.cfg.Host},
		InsecureAuth: login,
		TLSConfig:    certificate,
	})
}

// talk hands a connection to the library, which serves it in a goroutine of its
// own and closes it.
func (s *server) talk(c *secure.Conn) {
	f := newFront(s.cfg.Host, c)
	if s.cfg.StartTLS && !c.TLS() {
		f.offers = s
		s.before.Serve(&single{conn: f})
		return
	}
	s.library.Serve(&single{conn: f})
}

// single is a listener for one connection.
type single struct{ conn *front }

// Accept implements [net.Listener].
func (l *single) Accept() (net.Conn, error) {
	c := l.conn
	if c == nil {
		return nil, net.ErrClosed
	}
	l.conn = nil
	return c, nil
}

// Close implements [net.Listener].
func (l *single) Close() error { return nil }

// Addr implements [net.Listener].
func (l *single) Addr() net.Addr { return nil }

// logger is told by the library of broken connections, which the trace knows
// about, and of panics that it caught, which are faults of ours.
type logger struct{ host *vnet.Host }

// Printf implements [imapserver.Logger].
func (l *logger) Printf(format string, args ...any) {
	if strings.HasPrefix(format, "panic") {
		defer l.host.Catch()
		panic(fmt.Sprintf(format, args...))
	}
}
