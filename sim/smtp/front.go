package smtp

import (
	"errors"
	"io"
	"net"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// front is the connection that go-smtp talks to. What comes from the wire it
// reads, judges and takes apart; go-smtp gets one short command at a time, in a
// spelling that it cannot misread, and never an octet of a message.
type front struct {
	Session
	net.Conn // the wire, or TLS over it
	raw      *vnet.Conn
	handler  Handler
	ip       string // the client's
	over     bool   // nothing more is read or said

	in   []byte     // read from the wire and not yet looked at
	buf  []byte     // in's memory
	mark trace.Mark // came with what was read last
	give string     // for go-smtp, to be read next
	out  []byte     // a reply, for reuse

	// The command that is being answered.
	line string
	verb string // in upper case; empty at the greeting
	arg  string
	mute bool // go-smtp's next reply is not for the client

	reading input
	answers []pending // to stand in for what go-smtp says
	said    int       // of them
	bad     int       // commands that the protocol does not allow, so far

	greeted Answer // what the handler thinks of the client's name
	asked   bool   // it was asked

	// The transaction.
	begun     bool         // MAIL was accepted
	recipient mail.Address // whom RCPT names, before the handler has decided
	text      content      // the message
	whole     bool         // all of it is there
	chunked   bool         // it comes by BDAT
	chunk     chunk
}

// input is what the next octets from the wire are.
type input int

const (
	commands input = iota
	response       // one line inside AUTH
	dotted         // a message after DATA, to the dot
	counted        // a chunk after BDAT
)

func newFront(c *vnet.Conn, cfg *Config) *front {
	f := &front{Conn: c, raw: c, buf: make([]byte, 2048), out: make([]byte, 0, 256)}
	f.cfg, f.conn, f.Host = cfg, c, c.Host()
	f.Client = c.RemoteAddr().(*net.TCPAddr).AddrPort().Addr().Unmap()
	f.ip = f.Client.String()
	f.Port = c.LocalAddr().(*net.TCPAddr).Port
	f.mark = c.Heard()
	f.follow()
	f.handler = cfg.New(&f.Session)
	return f
}

// open does what comes before the greeting. It is false if there will be none.
func (f *front) open() bool {
	if f.cfg.Implicit && !f.startTLS() {
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
	f.refused(trace.AtConnect, a, "", "")
	f.say(a.Reply)
	return false
}

// Read implements [net.Conn] for go-smtp.
func (f *front) Read(b []byte) (n int, err error) {
	err = net.ErrClosed // remains if there is a panic
	defer f.Host.Catch()
	for f.give == "" {
		if f.over {
			return 0, io.EOF
		}
		if f.take() {
			continue
		}
		if err := f.fill(); err != nil {
			f.ended(err)
		}
	}
	n = copy(b, f.give)
	f.give = f.give[n:]
	return n, nil
}

// take makes something of what was read; false if there is not enough of it.
func (f *front) take() bool {
	switch {
	case len(f.in) == 0:
		return false
	case f.reading == dotted:
		f.takeDotted()
	case f.reading == counted:
		f.takeChunk()
	default:
		return f.takeLine()
	}
	return true
}

// fill reads more from the wire. The client may take its time for each part,
// so that a slow line is no fault (RFC 5321 §4.5.3.2.7).
func (f *front) fill() error {
	if len(f.in) == len(f.buf) { // an unfinished line
		f.buf = make([]byte, 2*len(f.buf))
	}
	kept := copy(f.buf, f.in)
	f.raw.SetReadDeadline(f.Host.Now().Add(idleTimeout))
	n, err := f.Conn.Read(f.buf[kept:])
	f.in = f.buf[:kept+n]
	if n == 0 {
		return err
	}
	f.mark = f.raw.Heard()
	return nil
}

// follow makes what was read last the cause of what happens now. A client of
// whose letters nobody told the trace lets the handler name them.
func (f *front) follow() {
	f.cause = f.mark.Cause
	if f.mark.Message != "" || !f.begun {
		f.Message = f.mark.Message
	}
}

// ended deals with the end of the connection, or of the server's patience. Half
// a message is no message (RFC 5321 §4.1.1.4).
func (f *front) ended(err error) {
	f.follow()
	silent := errors.Is(err, vnet.ErrTimeout)
	how := "the connection ended"
	if silent {
		how = "the client fell silent"
	}
	switch {
	case f.reading == dotted || f.reading == counted || f.chunked:
		f.violation(how+" in the middle of a message", nil, "the message is forgotten")
	case f.reading == response:
		f.violation(how+" in the middle of AUTH", f.in, "nobody is logged in")
	case len(f.in) > 0:
		f.violation(how+" in the middle of a line", f.in, "ignored")
	case !silent && !closed(err):
		f.violation("the connection cannot be read any more: "+err.Error(), nil, "closed")
	}
	if silent {
		f.say(f.cfg.Dialect.Replies.Timeout.With(f.words()))
	}
	f.over = true
}

// closed reports whether a connection ended in a way of which the network has
// told already.
func closed(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, vnet.ErrReset) || errors.Is(err, vnet.ErrClosed)
}

// violation tells the trace about input that the protocol does not allow.
func (f *front) violation(problem string, input []byte, effect string) {
	f.Emit(nil, trace.ProtocolViolation{
		Protocol: f.cfg.Protocol, Problem: problem, Input: trace.Octets(input[:min(len(input), 80)]), Effect: effect,
	})
}

// refused tells the trace about a decision against the client.
func (f *front) refused(at trace.Stage, a Answer, from, recipient string) {
	f.Emit(a.Why, trace.MessageRefused{
		Stage: at, From: from, Recipient: recipient, Code: a.Code, Enhanced: a.Enhanced, Text: a.Text,
	})
}

// reset forgets the transaction.
func (f *front) reset() {
	f.begun, f.whole, f.chunked = false, false, false
	f.text = content{}
	f.Envelope = mail.Envelope{}
	f.Message = f.mark.Message
}

func (f *front) words() mail.Words {
	return mail.Words{Host: f.Host.Name(), Peer: f.HelloAs, IP: f.ip, Command: f.verb}
}
