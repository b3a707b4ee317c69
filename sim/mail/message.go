package mail

import (
	"io"
	"strings"
)

// Message is a message of RFC 5322, kept octet for octet: header, the empty
// line, and body put together are what came in, however broken it was. A
// Message is never changed; an [Edit] makes a new one that shares the rest.
type Message struct {
	header Header
	gap    string // the empty line; nothing if the message has none
	body   string
	whole  string // all of it in one piece, where we have that
}

// Parse takes a message apart. It never fails: the header ends where something
// stands that is no header field, and all that follows is body.
func Parse(octets string) Message {
	m := Message{whole: octets, header: make(Header, 0, 16)}
	rest := octets
	for rest != "" {
		if gap := emptyLine(rest); gap > 0 {
			m.gap, rest = rest[:gap], rest[gap:]
			break
		}
		colon := fieldColon(rest)
		if colon < 0 {
			break
		}
		end := fieldEnd(rest)
		m.header = append(m.header, Field{raw: rest[:end], colon: colon})
		rest = rest[end:]
	}
	m.body = rest
	return m
}

// NewMessage puts a message together from fields and a body that has CRLF
// lines.
func NewMessage(header Header, body string) Message {
	return Message{header: header, gap: "\r\n", body: body}
}

// Header is the header fields from the top.
func (m Message) Header() Header { return m.header }

// Body is everything after the empty line.
func (m Message) Body() string { return m.body }

// Len is the length of the whole message in octets.
func (m Message) Len() int {
	if m.whole != "" {
		return len(m.whole)
	}
	return m.header.Len() + len(m.gap) + len(m.body)
}

// String is the whole message.
func (m Message) String() string {
	if m.whole != "" {
		return m.whole
	}
	var b strings.Builder
	b.Grow(m.Len())
	for _, f := range m.header {
		b.WriteString(f.raw)
	}
	b.WriteString(m.gap)
	b.WriteString(m.body)
	return b.String()
}

// WriteTo implements [io.WriterTo].
func (m Message) WriteTo(w io.Writer) (int64, error) {
	n, err := io.WriteString(w, m.String())
	return int64(n), err
}

// emptyLine is the length of the empty line at the beginning of s, or 0.
func emptyLine(s string) int {
	switch {
	case strings.HasPrefix(s, "\r\n"):
		return 2
	case s[0] == '\n':
		return 1
	}
	return 0
}

// fieldColon finds the colon that ends the field name at the beginning of s.
// White space before the colon is obsolete but allowed (RFC 5322 §4.5).
func fieldColon(s string) int {
	end := 0
	for end < len(s) && s[end] > ' ' && s[end] < 0x7f && s[end] != ':' {
		end++
	}
	if end == 0 {
		return -1
	}
	for i := end; i < len(s); i++ {
		switch s[i] {
		case ':':
			return i
		case ' ', '\t':
		default:
			return -1
		}
	}
	return -1
}

// fieldEnd finds where the field at the beginning of s ends: after a line end
// that no folded line follows.
func fieldEnd(s string) int {
	end := 0
	for {
		i := strings.IndexByte(s[end:], '\n')
		if i < 0 {
			return len(s)
		}
		end += i + 1
		if end == len(s) || s[end] != ' ' && s[end] != '\t' {
			return end
		}
	}
}
