package pop3

import (
	"bufio"
	"crypto/tls"
	"errors"
	"net/netip"
	"strings"
	"time"

	"mailflow/sim/secure"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

const (
	// patienceForAnswer is how long the client waits unless told otherwise.
	patienceForAnswer = time.Minute
	// longestResponse is more than the 512 octets of RFC 2449 §4: a client is
	// generous in what it reads.
	longestResponse = 4000
)

// ErrProtocol is an answer that is no POP3.
var ErrProtocol = errors.New("pop3: the server does not speak POP3")

// Refused is a server's -ERR.
type Refused struct {
	Command string // the verb that was refused; empty for the connection itself
	Text    string // the server's words
}

// Error implements error.
func (r *Refused) Error() string { return "pop3: " + r.Command + " refused: " + r.Text }

// Code is the response code in brackets, e.g. IN-USE or AUTH; empty if there is
// none (RFC 2449 §8).
func (r *Refused) Code() string {
	code, _, ok := strings.Cut(strings.TrimPrefix(r.Text, "["), "]")
	if !ok || r.Text[0] != '[' {
		return ""
	}
	return strings.ToUpper(code)
}

// Options says how to connect. The zero value is a connection without
// encryption.
type Options struct {
	TLS      *tls.Config   // nil: no encryption
	StartTLS bool          // TLS begins after the greeting, and not with the first octet
	Role     trace.Role    // of the program; that of a mail program if empty
	Mark     trace.Mark    // what the connection is for
	Timeout  time.Duration // for the connection and for each answer; a minute if zero
}

// Client is a mail program's connection. Its methods block the caller's
// goroutine until the server has answered; only one may run at a time. Their
// errors are *Refused, [ErrProtocol], and the network's.
type Client struct {
	conn    *secure.Conn
	host    *vnet.Host
	in      *bufio.Reader
	role    trace.Role
	heard   trace.Mark
	timeout time.Duration
}

// Dial connects and waits for the greeting.
func Dial(host *vnet.Host, to netip.AddrPort, o Options) (*Client, error) {
	if o.Timeout <= 0 {
		o.Timeout = patienceForAnswer
	}
	if o.Role == "" {
		o.Role = trace.MUA
	}
	wire, err := host.Dial(to, vnet.Dial{Role: o.Role, Timeout: o.Timeout, Mark: o.Mark})
	if err != nil {
		return nil, err
	}
	conn := secure.Plain(wire)
	if o.TLS != nil && !o.StartTLS {
		mark := o.Mark
		if conn, err = secure.Client(wire, o.TLS, o.Role, &mark, true); err != nil {
			return nil, err
		}
	}
	c := &Client{conn: conn, host: host, role: o.Role, in: bufio.NewReader(conn), timeout: o.Timeout}
	if _, err = c.answer(""); err == nil && o.StartTLS {
		err = c.startTLS(o.TLS)
	}
	if err != nil {
		c.Close()
		return nil, err
	}
	return c, nil
}

// startTLS is STLS (RFC 2595 §4).
func (c *Client) startTLS(cfg *tls.Config) error {
	if _, err := c.ask("STLS", ""); err != nil {
		return err
	}
	conn, err := secure.Client(c.conn.Wire, cfg, c.role, &c.heard, false)
	if err != nil {
		return err
	}
	c.conn, c.in = conn, bufio.NewReader(conn)
	return nil
}

// Heard is what the server's latest answer is about. After Retr and Top its
// Message is the identity of the message that came.
func (c *Client) Heard() trace.Mark { return c.heard }

// Conn is the connection's name in the trace.
func (c *Client) Conn() string { return c.conn.Wire.ID() }

// Peer is the server's name in the trace.
func (c *Client) Peer() string { return c.conn.Wire.PeerName() }

// Close breaks off without QUIT: nothing that was marked goes.
func (c *Client) Close() error { return c.conn.Close() }

// ask sends a line and waits for the first line of the answer.
func (c *Client) ask(verb, arg string) (string, error) {
	line := verb
	if arg != "" {
		line += " " + arg
	}
	if err := c.send(verb, line); err != nil {
		return "", err
	}
	return c.answer(verb)
}

func (c *Client) send(verb, line string) error {
	w := c.conn.Wire
	about := trace.About{Role: c.role, Peer: w.PeerName(), Conn: w.ID(), Cause: c.heard.Cause}
	seq := c.host.Emit(about, trace.POP3Command{Verb: verb, Line: trace.Octets(line), TLS: c.conn.TLS()})
	w.Say(trace.Mark{Cause: seq})
	c.conn.SetDeadline(c.host.Now().Add(c.timeout))
	_, err := c.conn.Write([]byte(line + "\r\n"))
	return err
}

func (c *Client) answer(verb string) (string, error) {
	line, err := c.line()
	if err != nil {
		return "", err
	}
	status, text, _ := strings.Cut(line, " ")
	switch status {
	case "+OK", "+":
		return text, nil
	case "-ERR":
		return "", &Refused{Command: verb, Text: text}
	}
	return "", ErrProtocol
}

func (c *Client) line() (string, error) {
	c.conn.SetReadDeadline(c.host.Now().Add(c.timeout))
	line, err := readLine(c.in, longestResponse)
	c.heard = c.conn.Wire.Heard()
	if errors.Is(err, errLongLine) {
		err = ErrProtocol
	}
	return string(line), err
}
