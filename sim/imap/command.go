package imap

import (
	"strconv"
	"strings"

	"mailflow/sim/trace"
)

// arg is one argument of a command: words as they are, or a literal.
type arg struct {
	text    string
	literal bool
}

// word is an argument as it is.
func word(text string) arg { return arg{text: text} }

// astring is a string in the plainest form that can hold it (RFC 9051 §4.3).
func astring(s string) arg {
	switch {
	case isWord(s, "["):
		return word(s)
	case strings.ContainsFunc(s, func(r rune) bool { return r < ' ' || r >= 0x7f }):
		return arg{text: s, literal: true}
	}
	return word(`"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`)
}

// mailbox is the name of a folder.
func mailbox(name string) arg { return astring(toUTF7(name)) }

// do sends a command and waits for its tagged answer, which it returns. Data that
// comes before that goes to on, which may be nil.
func (c *Client) do(name string, on func(reply), args ...arg) (reply, error) {
	return c.doAbout("", name, on, args...)
}

// doAbout is do for a command that carries a message.
func (c *Client) doAbout(message, name string, on func(reply), args ...arg) (reply, error) {
	tag, err := c.send(message, name, args)
	if err != nil {
		return reply{}, c.lastWords(err)
	}
	for {
		r, err := c.reply()
		switch {
		case err != nil:
			return r, c.lastWords(err)
		case r.tag == tag && r.name == "OK":
			return r, nil
		case r.tag == tag:
			return r, r.refused(name)
		case r.tag != "*":
			return r, ErrProtocol
		case r.name == "BYE":
			c.bye = r.refused(name)
		case on != nil:
			on(r)
		}
	}
}

// lastWords is why the connection broke, if the server said so.
func (c *Client) lastWords(err error) error {
	if c.bye != nil {
		return c.bye
	}
	return err
}

// send tells the trace of a command and sends it. A long literal waits for the
// server's leave (RFC 9051 §4.3).
func (c *Client) send(message, name string, args []arg) (tag string, err error) {
	c.tags++
	tag = "a" + strconv.Itoa(c.tags)
	c.tell(message, trace.IMAPCommand{Tag: tag, Name: name, Line: trace.Octets(told(tag, name, args)), TLS: c.conn.TLS()})
	c.out = append(append(append(c.out[:0], tag...), ' '), name...)
	for _, a := range args {
		c.out = append(c.out, ' ')
		if a.literal {
			if err := c.announce(name, tag, len(a.text)); err != nil {
				return tag, err
			}
		}
		c.out = append(c.out, a.text...)
	}
	c.out = append(c.out, "\r\n"...)
	return tag, c.write(c.out)
}

// told is a command as the trace shows it: of literals only how long they are.
func told(tag, name string, args []arg) string {
	var b strings.Builder
	b.Grow(len(tag) + len(name) + 40)
	b.WriteString(tag)
	b.WriteByte(' ')
	b.WriteString(name)
	for _, a := range args {
		b.WriteByte(' ')
		if a.literal {
			b.WriteString("{" + strconv.Itoa(len(a.text)) + " octets}")
		} else {
			b.WriteString(a.text)
		}
	}
	return b.String()
}

// announce says how long a literal is, and waits for leave to send it if it must.
func (c *Client) announce(name, tag string, size int) error {
	c.out = strconv.AppendInt(append(c.out, '{'), int64(size), 10)
	if size <= maxUnasked {
		c.out = append(c.out, "+}\r\n"...)
		return nil
	}
	c.out = append(c.out, "}\r\n"...)
	if err := c.write(c.out); err != nil {
		return err
	}
	c.out = c.out[:0]
	return c.awaitLeave(name, tag)
}

// tell reports what is sent next and marks the octets with it.
func (c *Client) tell(message string, body trace.IMAPCommand) {
	c.mu.Lock()
	cause := c.cause
	if c.cause = 0; cause == 0 {
		cause = c.heard.Cause
	}
	c.mu.Unlock()
	w := c.conn.Wire
	about := trace.About{Role: trace.MUA, Peer: w.PeerName(), Conn: w.ID(), Message: message, Cause: cause}
	w.Say(trace.Mark{Cause: c.host.Emit(about, body), Message: message})
}

func (c *Client) write(octets []byte) error {
	c.conn.SetWriteDeadline(c.host.Now().Add(c.timeout))
	_, err := c.conn.Write(octets)
	return err
}

// awaitLeave waits for the server to say go on.
func (c *Client) awaitLeave(name, tag string) error {
	for {
		r, err := c.reply()
		switch {
		case err != nil:
			return err
		case r.tag == "+":
			return nil
		case r.tag == tag:
			return r.refused(name)
		case r.name == "BYE":
			c.bye = r.refused(name)
		}
	}
}
