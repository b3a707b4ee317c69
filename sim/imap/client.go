package imap

import (
	"bufio"
	"crypto/tls"
	"errors"
	"net/netip"
	"strings"
	"sync"
	"time"

	"mailflow/sim/secure"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// patienceForAnswer is how long the client waits unless told otherwise.
const patienceForAnswer = time.Minute

// UID numbers the messages of a folder, see [store.UID].
type UID = store.UID

// ErrProtocol is an answer that is no IMAP.
var ErrProtocol = errors.New("imap: the server does not speak IMAP")

// Refused is a server's NO, BAD or BYE.
type Refused struct {
	Command string // what was refused; empty for the connection itself
	Status  string // NO, BAD or BYE
	Code    string // the response code, e.g. AUTHENTICATIONFAILED; mostly empty
	Text    string // the server's words
}

// Error implements error.
func (r *Refused) Error() string {
	return "imap: " + strings.TrimSpace(r.Command+" refused: "+r.Status+" "+r.Text)
}

// Options says how to connect. The zero value is a connection without
// encryption.
type Options struct {
	TLS      *tls.Config   // nil: no encryption
	StartTLS bool          // TLS begins after the greeting, and not with the first octet
	Mark     trace.Mark    // what the connection is for
	Timeout  time.Duration // for the connection and for each answer; a minute if zero
}

// Client is a mail program's connection. Its methods block the caller's
// goroutine until the server has answered; only one may run at a time, apart
// from Stop. Their errors are *Refused, [ErrProtocol], and the network's.
type Client struct {
	conn    *secure.Conn
	host    *vnet.Host
	in      *bufio.Reader
	timeout time.Duration
	out     []byte // the command under way, as it is sent
	tags    int
	bye     *Refused // the server's last words

	mu    sync.Mutex // guards what Stop uses as well
	heard trace.Mark
	cause trace.Seq // of the next command; zero: what was heard last
	idle  idleState
}

// Dial connects and waits for the greeting.
func Dial(host *vnet.Host, to netip.AddrPort, o Options) (*Client, error) {
	if o.Timeout <= 0 {
		o.Timeout = patienceForAnswer
	}
	wire, err := host.Dial(to, vnet.Dial{Role: trace.MUA, Timeout: o.Timeout, Mark: o.Mark})
	if err != nil {
		return nil, err
	}
	conn := secure.Plain(wire)
	if o.TLS != nil && !o.StartTLS {
		mark := o.Mark
		if conn, err = secure.Client(wire, o.TLS, trace.MUA, &mark, true); err != nil {
			return nil, err
		}
	}
	c := &Client{conn: conn, host: host, timeout: o.Timeout}
	c.in = bufio.NewReader(source{c})
	if err = c.greeting(); err == nil && o.StartTLS {
		err = c.startTLS(o.TLS)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// startTLS is STARTTLS (RFC 9051 §6.2.1).
func (c *Client) startTLS(cfg *tls.Config) error {
	if _, err := c.do("STARTTLS", nil); err != nil {
		return err
	}
	mark := c.Heard()
	conn, err := secure.Client(c.conn.Wire, cfg, trace.MUA, &mark, false)
	if err != nil {
		return err
	}
	c.conn = conn
	c.in.Reset(source{c})
	c.Because(mark.Cause)
	return nil
}

func (c *Client) greeting() error {
	r, err := c.reply()
	switch {
	case err != nil:
		return err
	case r.name == "OK" || r.name == "PREAUTH":
		return nil
	case r.name == "BYE":
		return r.refused("")
	}
	return ErrProtocol
}

// Login says who the user is.
func (c *Client) Login(user, password string) error {
	_, err := c.do("LOGIN", nil, astring(user), astring(password))
	return err
}

// Noop asks for nothing, and so keeps the connection alive.
func (c *Client) Noop() error {
	_, err := c.do("NOOP", nil)
	return err
}

// Logout says goodbye and closes the connection.
func (c *Client) Logout() error {
	_, err := c.do("LOGOUT", nil)
	if e := c.Close(); err == nil {
		err = e
	}
	return err
}

// Close breaks off without a goodbye.
func (c *Client) Close() error { return c.conn.Close() }

// Heard is what the server's latest answer is about.
func (c *Client) Heard() trace.Mark {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.heard
}

// Because names the event that leads to the next command, where that is not the
// server's latest answer: a connection may live for days.
func (c *Client) Because(cause trace.Seq) {
	c.mu.Lock()
	c.cause = cause
	c.mu.Unlock()
}

// Conn is the connection's name in the trace.
func (c *Client) Conn() string { return c.conn.Wire.ID() }

// Peer is the server's name in the trace.
func (c *Client) Peer() string { return c.conn.Wire.PeerName() }

// source reads from the wire, never longer than the client's patience lasts, and
// notes what was heard.
type source struct{ c *Client }

func (s source) Read(b []byte) (int, error) {
	c := s.c
	c.mu.Lock()
	deadline := c.host.Now().Add(c.timeout)
	if c.idle == idles {
		deadline = time.Time{}
	}
	c.mu.Unlock()
	c.conn.SetReadDeadline(deadline)
	n, err := c.conn.Read(b)
	c.mu.Lock()
	c.heard = c.conn.Wire.Heard()
	c.mu.Unlock()
	return n, err
}
