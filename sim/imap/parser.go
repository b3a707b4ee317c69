package imap

import (
	"bufio"
	"errors"
	"io"
	"strconv"
	"strings"
)

const (
	// longestAnswer is how many octets a server's line may have without its
	// literals.
	longestAnswer = 1 << 20
	// longestLiteral is where the client stops believing a literal.
	longestLiteral = 100 << 20
	// believed is how much room a literal gets before it has come.
	believed = 64 << 10
	// deepestList is how many lists may stand in each other.
	deepestList = 50
)

// value is an atom, a string, or a list.
type value struct {
	text string
	list []value // nil for the others
}

// parser reads a server's line. The first error stays.
type parser struct {
	r     *bufio.Reader
	read  int
	depth int
	err   error
}

func (p *parser) fail() {
	if p.err == nil {
		p.err = ErrProtocol
	}
}

// next reads an octet; 0 once something went wrong.
func (p *parser) next() byte {
	if p.err != nil {
		return 0
	}
	b, err := p.r.ReadByte()
	if err != nil {
		p.broken(err)
		return 0
	}
	if p.read++; p.read > longestAnswer {
		p.fail()
	}
	return b
}

// broken is the connection's error; its end is one only between two lines.
func (p *parser) broken(err error) {
	if p.err = err; errors.Is(err, io.EOF) && p.read > 0 {
		p.err = io.ErrUnexpectedEOF
	}
}

// until reads up to one of the octets in ends, which stays where it is.
func (p *parser) until(ends string) string {
	var before []byte // what earlier chunks held; mostly nothing
	for p.err == nil {
		chunk := p.chunk()
		n := indexOf(chunk, ends)
		found := n >= 0
		if !found {
			n = len(chunk)
		}
		if p.read += n; p.read > longestAnswer {
			p.fail()
			break
		}
		if found && before == nil {
			s := string(chunk[:n])
			p.r.Discard(n)
			return s
		}
		before = append(before, chunk[:n]...)
		p.r.Discard(n)
		if found {
			return string(before)
		}
	}
	return ""
}

// chunk is what can be read without waiting, at least one octet; nothing once
// something went wrong.
func (p *parser) chunk() []byte {
	if _, err := p.r.Peek(1); err != nil {
		p.broken(err)
		return nil
	}
	b, _ := p.r.Peek(p.r.Buffered())
	return b
}

// indexOf finds the first of some octets; there are few of them, all ASCII.
func indexOf(b []byte, octets string) int {
	for i, o := range b {
		if strings.IndexByte(octets, o) >= 0 {
			return i
		}
	}
	return -1
}

// word reads up to a space or the end of the line; the space goes too.
func (p *parser) word() string {
	s := p.until(" \r\n")
	p.skip(" ")
	return s
}

// rest reads the rest of the line with its end.
func (p *parser) rest() string {
	s := p.until("\r\n")
	p.skip("\r")
	if p.next() != '\n' {
		p.fail()
	}
	return s
}

// skip passes over one octet, if it is there.
func (p *parser) skip(octet string) {
	if b := p.next(); p.err == nil && b != octet[0] {
		p.r.UnreadByte()
	}
}

// values reads values up to an end, which goes too: that of a list, or that of
// the line.
func (p *parser) values(end string) []value {
	list := make([]value, 0, 4)
	for p.err == nil {
		switch b := p.next(); {
		case b == ' ':
		case b == end[0]:
			if end[1:] != "" && p.next() != end[1] {
				p.fail()
			}
			return list
		default:
			p.r.UnreadByte()
			list = append(list, p.value())
		}
	}
	return list
}

// value reads one value (RFC 9051 §4).
func (p *parser) value() value {
	switch b := p.next(); b {
	case '(':
		if p.depth++; p.depth > deepestList {
			p.fail()
		}
		list := p.values(")")
		p.depth--
		return value{list: list}
	case '"':
		return value{text: p.quoted()}
	case '{':
		return value{text: p.literal()}
	case ')', '\r', '\n', 0:
		p.fail()
		return value{}
	}
	p.r.UnreadByte()
	return value{text: p.atom()}
}

// atom reads an atom; what stands in brackets belongs to it, as in
// BODY[HEADER.FIELDS (TO)].
func (p *parser) atom() string {
	s := p.until(" ()[\r\n")
	if b := p.next(); b == '[' {
		return s + "[" + p.bracketed() + p.until(" ()\r\n")
	}
	if p.err == nil {
		p.r.UnreadByte()
	}
	return s
}

func (p *parser) bracketed() string {
	s := p.until("]\r\n")
	if p.next() != ']' {
		p.fail()
	}
	return s + "]"
}

func (p *parser) quoted() string {
	const ends = "\"\\\r\n"
	s := p.until(ends)
	o := p.next()
	if o == '"' {
		return s
	}
	var b strings.Builder
	b.WriteString(s)
	for ; o == '\\'; o = p.next() {
		b.WriteByte(p.next())
		b.WriteString(p.until(ends))
	}
	if o != '"' {
		p.fail()
	}
	return b.String()
}

func (p *parser) literal() string {
	digits := p.until("}\r\n")
	size, err := strconv.ParseUint(digits, 10, 31)
	if p.next() != '}' || p.next() != '\r' || p.next() != '\n' || err != nil || size > longestLiteral {
		p.fail()
	}
	if p.err != nil {
		return ""
	}
	var b strings.Builder
	b.Grow(min(int(size), believed))
	for left := int(size); left > 0; {
		chunk := p.chunk()
		if p.err != nil {
			return ""
		}
		n := min(left, len(chunk))
		b.Write(chunk[:n])
		p.r.Discard(n)
		left -= n
	}
	return b.String()
}
