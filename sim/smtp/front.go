package smtp

import (
	"bytes"
	"crypto/tls"
	"io"
	"net"
	"strconv"
	"strings"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// front is the connection that go-smtp talks to.
type front struct {
	Session
	handler Handler
	raw     *vnet.Conn
	wire    net.Conn // raw, or TLS over it

	in   []byte // read from the wire and not yet looked at
	buf  []byte // in's memory
	give []byte // for go-smtp, to be read next
	out  []byte // a reply of go-smtp, so far

	verb    string // of the command that go-smtp is at; empty at the greeting
	reading input
	chunk   int64    // octets of BDAT still to come
	tail    int      // how much of the end of DATA has been seen
	answers []Answer // the handler's, to stand in for go-smtp's
	begun   bool     // MAIL was accepted
	deaf    bool     // STARTTLS happened: nothing counts before the next hello
	bad     int      // lines that the front itself turned down
}

// input is what the next octets from the wire are.
type input int

const (
	commands input = iota
	message        // after DATA, to CRLF.CRLF
	chunk          // after BDAT, counted
	skipping       // a BDAT that nobody wants, counted
	response       // one line inside AUTH
)

// maxBad is how many lines the front turns down before it hangs up.
const maxBad = 10

func newFront(c *vnet.Conn, cfg *Config) *front {
	f := &front{raw: c, wire: c}
	f.cfg, f.conn, f.Host = cfg, c, c.Host()
	if a, ok := c.RemoteAddr().(*net.TCPAddr); ok {
		f.Client = a.AddrPort().Addr().Unmap()
	}
	if a, ok := c.LocalAddr().(*net.TCPAddr); ok {
		f.Port = a.Port
	}
	f.cause = c.Heard().Cause
	f.handler = cfg.New(&f.Session)
	return f
}

// Read implements [net.Conn] for go-smtp. It gets one command at a time, and
// no octet of the next command together with the end of a message.
func (f *front) Read(b []byte) (n int, err error) {
	defer f.Host.Catch()
	for {
		if len(f.give) > 0 {
			n = copy(b, f.give)
			f.give = f.give[n:]
			return n, nil
		}
		if len(f.in) > 0 {
			switch f.reading {
			case message:
				return f.takeMessage(b), nil
			case chunk:
				return f.takeChunk(b), nil
			case skipping:
				f.skip()
				continue
			default:
				if done, err := f.takeLine(); err != nil {
					return 0, err
				} else if done {
					continue
				}
			}
		}
		if err := f.fill(); err != nil {
			return 0, f.ended(err)
		}
	}
}

// open does what comes before the greeting. It is false if there will be none.
func (f *front) open() bool {
	f.raw.SetDeadline(f.Host.Now().Add(idleTimeout))
	if f.cfg.Implicit && f.startTLS() != nil {
		return false
	}
	g, ok := f.handler.(Greeter)
	if !ok {
		return true
	}
	a := g.Connect(&f.Session)
	if a.Code == 0 || a.Positive() {
		return true
	}
	f.refused(trace.AtConnect, a, mail.Address{})
	f.say(a.Reply)
	return false
}

// fill reads more from the wire.
func (f *front) fill() error {
	if f.buf == nil {
		f.buf = make([]byte, 4096)
	}
	if len(f.in) > 0 { // an unfinished line: make room behind it
		if len(f.in) == len(f.buf) {
			f.buf = make([]byte, 2*len(f.buf))
		}
		copy(f.buf, f.in)
	}
	n, err := f.wire.Read(f.buf[len(f.in):])
	f.in = f.buf[:len(f.in)+n]
	if n > 0 {
		f.heard()
		return nil
	}
	return err
}

// heard makes what came over the wire the cause of what follows.
func (f *front) heard() {
	m := f.raw.Heard()
	f.cause = m.Cause
	if m.Message != "" {
		f.Message = m.Message
	}
}

// takeLine looks at one line and either answers it or gives it to go-smtp.
func (f *front) takeLine() (done bool, err error) {
	end := bytes.IndexByte(f.in, '\n')
	if end < 0 || end >= maxCommand {
		if len(f.in) < maxCommand {
			return false, nil
		}
		f.violation("a command line has more than "+strconv.Itoa(maxCommand)+" octets", f.in, "replied, closed")
		f.say(mail.Reply{Code: 500, Enhanced: "5.5.2", Text: "Error: line too long"})
		return false, net.ErrClosed
	}
	line := f.in[:end+1]
	f.in = f.in[end+1:]
	if f.reading == response {
		f.reading = commands
		f.give = line
		return true, nil
	}
	if f.command(strings.TrimRight(string(line), "\r\n")) {
		f.give = line
	}
	if f.bad > maxBad {
		f.say(f.cfg.Dialect.Replies.TooManyBad.With(f.words()))
		return false, net.ErrClosed
	}
	return true, nil
}

// takeMessage gives go-smtp octets of a message, up to its end.
func (f *front) takeMessage(b []byte) int {
	n := 0
	for n < len(b) && n < len(f.in) {
		c := f.in[n]
		b[n] = c
		n++
		switch {
		case c == endOfMessage[f.tail]:
			f.tail++
		case c == '\r':
			f.tail = 1
		default:
			f.tail = 0
		}
		if f.tail == len(endOfMessage) {
			f.reading = commands
			break
		}
	}
	f.in = f.in[n:]
	return n
}

const endOfMessage = "\r\n.\r\n"

func (f *front) takeChunk(b []byte) int {
	n := copy(b, f.in[:min(int64(len(f.in)), f.chunk)])
	f.in = f.in[n:]
	if f.chunk -= int64(n); f.chunk == 0 {
		f.reading = commands
	}
	return n
}

func (f *front) skip() {
	n := min(int64(len(f.in)), f.chunk)
	f.in = f.in[n:]
	if f.chunk -= n; f.chunk == 0 {
		f.reading = commands
	}
}

// ended tells the trace if the connection ended where it must not, and makes
// sure that go-smtp does not take half a message for a whole one.
func (f *front) ended(err error) error {
	if f.reading == message || f.reading == chunk {
		f.violation("the connection ended in the middle of a message", nil, "the message is forgotten")
		if err == io.EOF {
			return io.ErrUnexpectedEOF
		}
	}
	return err
}

// violation tells the trace about input that the protocol does not allow.
func (f *front) violation(problem string, input []byte, effect string) {
	f.Emit(nil, trace.ProtocolViolation{
		Protocol: f.cfg.Protocol, Problem: problem, Input: trace.Octets(input[:min(len(input), 80)]), Effect: effect,
	})
}

func (f *front) words() mail.Words {
	return mail.Words{Host: f.Host.Name(), Peer: f.HelloAs, IP: f.Client.String(), Command: f.verb}
}

// startTLS puts TLS between the wire and us. What the client sent before is
// thrown away: it could have been put there by somebody on the way (RFC 3207
// §6).
func (f *front) startTLS() error {
	conn := tls.Server(f.raw, f.cfg.TLS)
	if err := conn.Handshake(); err != nil {
		f.Emit(trace.Why("Without keys there is nothing to talk with, so the server hangs up.", "", "RFC 3207 §4.1"),
			trace.TLSFailed{Error: err.Error()})
		return net.ErrClosed
	}
	state := conn.ConnectionState()
	f.TLS, f.wire, f.in = &state, conn, nil
	return nil
}

// Close implements [net.Conn].
func (f *front) Close() error { return f.wire.Close() }

// LocalAddr implements [net.Conn].
func (f *front) LocalAddr() net.Addr { return f.raw.LocalAddr() }

// RemoteAddr implements [net.Conn].
func (f *front) RemoteAddr() net.Addr { return f.raw.RemoteAddr() }

// SetDeadline implements [net.Conn].
func (f *front) SetDeadline(t time.Time) error { return f.raw.SetDeadline(t) }

// SetReadDeadline implements [net.Conn].
func (f *front) SetReadDeadline(t time.Time) error { return f.raw.SetReadDeadline(t) }

// SetWriteDeadline implements [net.Conn].
func (f *front) SetWriteDeadline(t time.Time) error { return f.raw.SetWriteDeadline(t) }
