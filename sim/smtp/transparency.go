package smtp

import (
	"bytes"
	"strings"
)

// content is a message on its way in.
type content struct {
	text  strings.Builder
	limit int // in octets; 0 is none
	size  int // in octets, with those beyond the limit, which are not kept
	place place
}

// place is where in a line a message is, as far as the dot matters (RFC 5321
// §4.5.2).
type place int

const (
	begin    place = iota // of a line
	afterDot              // the first on its line, which is taken off
	dotCR                 // that dot and a CR
	afterCR
	inside
)

// add keeps octets as they are.
func (m *content) add(b []byte) {
	m.size += len(b)
	if !m.tooBig() {
		m.text.Write(b)
	}
}

func (m *content) tooBig() bool { return m.limit > 0 && m.size > m.limit }

// unstuff keeps octets as DATA brings them, up to the dot that ends the message,
// and takes off the dots that were put there to tell the others from it. It
// reports how many octets it has used up. Only CR LF ends a line: what another
// server took for the end of a message remains inside of this one.
func (m *content) unstuff(b []byte) (n int, done bool) {
	for n < len(b) {
		c := b[n]
		switch m.place {
		case begin:
			m.place = inside
			if c == '.' {
				m.place = afterDot
				n++
			}
		case afterDot:
			m.place = inside
			if c == '\r' {
				m.place = dotCR
				n++
			}
		case dotCR:
			if c == '\n' {
				return n + 1, true
			}
			m.add([]byte{'\r'})
			m.place = afterCR
		case afterCR:
			if m.place = inside; c == '\n' {
				m.place = begin
				m.add(b[n : n+1])
				n++
			}
		case inside:
			end := len(b)
			if i := bytes.Index(b[n:], lineWithDot); i >= 0 {
				end = n + i + 2
			}
			m.add(b[n:end])
			m.place = placeAfter(b[n:end])
			n = end
		}
	}
	return n, false
}

var (
	lineEnd     = []byte("\r\n")
	lineWithDot = []byte("\r\n.")
)

// placeAfter is the place behind octets that began inside of a line.
func placeAfter(b []byte) place {
	switch {
	case bytes.HasSuffix(b, lineEnd):
		return begin
	case b[len(b)-1] == '\r':
		return afterCR
	default:
		return inside
	}
}

// flaw says what no message may contain (RFC 5321 §2.3.8); "" if this one does
// not.
func flaw(text string) string {
	lines := 0
	for line := range strings.SplitAfterSeq(text, "\n") {
		switch {
		case strings.HasSuffix(line, "\r\n"):
			lines++
		case strings.HasSuffix(line, "\n"):
			return "the message has a bare LF, where lines end with CR and LF"
		}
	}
	if strings.Count(text, "\r") != lines {
		return "the message has a bare CR, where lines end with CR and LF"
	}
	return ""
}

// stuffed is a message as DATA carries it: a dot is put before each line that
// begins with one, and a lone dot ends it.
func stuffed(text string) []byte {
	b := make([]byte, 0, len(text)+64)
	if strings.HasPrefix(text, ".") {
		b = append(b, '.')
	}
	for {
		i := strings.Index(text, "\r\n.")
		if i < 0 {
			break
		}
		b = append(b, text[:i+2]...)
		b = append(b, '.')
		text = text[i+2:]
	}
	b = append(b, text...)
	if len(b) > 0 && !bytes.HasSuffix(b, lineEnd) {
		b = append(b, '\r', '\n')
	}
	return append(b, '.', '\r', '\n')
}
