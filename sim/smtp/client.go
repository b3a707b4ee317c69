package smtp

import (
	"bufio"
	"crypto/tls"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// How long a client waits (RFC 5321 §4.5.3.2).
const (
	connectTimeout = 30 * time.Second
	commandTimeout = 5 * time.Minute  // for the greeting and for any reply not named below
	dataTimeout    = 2 * time.Minute  // for the 354
	blockTimeout   = 3 * time.Minute  // for each part of the message to be taken
	contentTimeout = 10 * time.Minute // for the reply to the message
)

// block is how many octets of a message are written at a time.
const block = 16 << 10

// Options are what a client wants.
type Options struct {
	Role     trace.Role
	Protocol trace.Protocol // SMTP or LMTP
	Hello    string         // its own name
	TLS      *tls.Config    // for Implicit
	Implicit bool           // TLS from the first octet
	Mark     trace.Mark     // what the connection is for
	Timeout  time.Duration  // for the connection to open; 30 s if zero
}

// Client is one connection to a server. Its methods block the caller. An error
// means that the connection is of no more use; a no is a Reply.
type Client struct {
	opts  Options
	raw   *vnet.Conn
	wire  net.Conn
	in    *bufio.Reader
	tls   *tls.ConnectionState
	mark  trace.Mark
	last  string // the verb sent last, for reports
	out   []byte // a line to be sent, for reuse
	heard []byte // a reply, for reuse
	offer string // the server's extensions, one a line
}

// Dial connects and reads the greeting. An error of [vnet.Host.Dial] or of TLS
// is returned as it is; a greeting other than 220 is in the Reply.
func Dial(h *vnet.Host, to netip.AddrPort, o Options) (*Client, mail.Reply, error) {
	if o.Timeout == 0 {
		o.Timeout = connectTimeout
	}
	raw, err := h.Dial(to, vnet.Dial{Role: o.Role, Timeout: o.Timeout, Mark: o.Mark})
	if err != nil {
		return nil, mail.Reply{}, err
	}
	c := &Client{opts: o, raw: raw, wire: raw, in: bufio.NewReaderSize(raw, maxReplyLine), mark: o.Mark}
	c.last = "connect"
	c.out, c.heard = make([]byte, 0, 128), make([]byte, 0, 256)
	if o.Implicit {
		if err := c.handshake(o.TLS, true); err != nil {
			c.Close()
			return nil, mail.Reply{}, err
		}
	}
	greeting, err := c.read(commandTimeout)
	if err != nil {
		c.Close()
		return nil, mail.Reply{}, err
	}
	return c, greeting, nil
}

// ID is the connection's name in the trace.
func (c *Client) ID() string { return c.raw.ID() }

// PeerName is the server's host, for the trace only.
func (c *Client) PeerName() string { return c.raw.PeerName() }

// Mark is what was heard last: the cause of what the client does next.
func (c *Client) Mark() trace.Mark { return c.mark }

// About sets the message that the next commands are about, and what led to it.
func (c *Client) About(m trace.Mark) { c.mark = m }

// TLS is the state of TLS; nil without.
func (c *Client) TLS() *tls.ConnectionState { return c.tls }

// Doing is the verb of the command that was sent last.
func (c *Client) Doing() string { return c.last }

// Hello greets with EHLO, or LHLO in LMTP. If the server does not know EHLO it
// greets with HELO (RFC 5321 §3.2).
func (c *Client) Hello() (mail.Reply, error) {
	verb := "EHLO"
	if c.opts.Protocol == trace.LMTP {
		verb = "LHLO"
	}
	name := mail.Clean(c.opts.Hello)
	c.offer = ""
	r, err := c.Command(verb + " " + name)
	if err == nil && r.Permanent() && verb == "EHLO" {
		return c.Command("HELO " + name)
	}
	if err == nil && r.Positive() {
		_, c.offer, _ = strings.Cut(r.Text, "\n")
	}
	return r, err
}

// Offers reports whether the server offered an extension, and its parameters.
func (c *Client) Offers(extension string) (params string, ok bool) {
	for line := range strings.SplitSeq(c.offer, "\n") {
		name, params, _ := strings.Cut(line, " ")
		if strings.EqualFold(name, extension) {
			return params, true
		}
	}
	return "", false
}

// Mail begins a transaction. The size, in octets, is told where the server
// wants to know it (RFC 1870).
func (c *Client) Mail(from mail.Address, size int, eightBit bool) (mail.Reply, error) {
	line := "MAIL FROM:<" + mail.Clean(from.String()) + ">"
	if _, ok := c.Offers("SIZE"); ok && size > 0 {
		line += " SIZE=" + strconv.Itoa(size)
	}
	if _, ok := c.Offers("8BITMIME"); ok && eightBit {
		line += " BODY=8BITMIME"
	}
	return c.Command(line)
}

// Rcpt names a recipient.
func (c *Client) Rcpt(to mail.Address) (mail.Reply, error) {
	return c.Command("RCPT TO:<" + mail.Clean(to.String()) + ">")
}

// Reset gives the transaction up.
func (c *Client) Reset() (mail.Reply, error) { return c.Command("RSET") }

// Quit says goodbye, waits for the answer and closes.
func (c *Client) Quit() {
	c.mark.Message = ""
	c.Command("QUIT")
	c.Close()
}

// Close hangs up.
func (c *Client) Close() { c.wire.Close() }

// Command sends any line, without its CRLF, and reads the reply. The line goes
// out as it is: line ends in it make it several.
func (c *Client) Command(line string) (mail.Reply, error) {
	if err := c.Send(line); err != nil {
		return mail.Reply{}, err
	}
	return c.read(commandTimeout)
}

// Send sends a line, without its CRLF, and does not wait for a reply.
func (c *Client) Send(line string) error {
	verb, _, _ := strings.Cut(line, " ")
	c.last = strings.ToUpper(verb)
	return c.send(c.last, line)
}

func (c *Client) send(verb, line string) error {
	if c.raw.Host().Records(trace.Wire) {
		c.tell(trace.SMTPCommand{Protocol: c.opts.Protocol, Verb: verb, Line: trace.Octets(line), TLS: c.tls != nil})
	} else {
		c.raw.Say(c.mark)
	}
	c.out = append(append(c.out[:0], line...), '\r', '\n')
	return c.write(c.out, commandTimeout)
}

// tell records what the client sends, and makes it what the next octets are
// about.
func (c *Client) tell(body trace.Body) {
	c.mark.Cause = c.raw.Host().Emit(c.about(nil), body)
	c.raw.Say(c.mark)
}

func (c *Client) about(why *trace.Reason) trace.About {
	return trace.About{
		Role: c.opts.Role, Peer: c.raw.PeerName(), Conn: c.raw.ID(),
		Message: c.mark.Message, Cause: c.mark.Cause, Reason: why,
	}
}

// write sends octets, and gives the server so much time to take each block.
func (c *Client) write(b []byte, patience time.Duration) error {
	for len(b) > 0 {
		n := min(len(b), block)
		c.raw.SetWriteDeadline(c.raw.Host().Now().Add(patience))
		if _, err := c.wire.Write(b[:n]); err != nil {
			return err
		}
		b = b[n:]
	}
	return nil
}
