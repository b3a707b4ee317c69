package imap

import (
	"bufio"
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
	if p.err = err; err == io.EOF && p.read > 0 {
		p.err = io.ErrUnexpectedEOF
	}
	if p.read++; p.read > longestAnswer {
		p.fail()
	}
	return b
}

// until reads up to one of the octets in ends, which stays where it is.
func (p *parser) until(ends string) string {
	var b strings.Builder
	for {
		o := p.next()
		if p.err != nil {
			return ""
		}
		if strings.IndexByte(ends, o) >= 0 {
			p.r.UnreadByte()
			return b.String()
		}
		b.WriteByte(o)
	}
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
	list := []value{}
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
	var b strings.Builder
	for {
		b.WriteString(p.until("\"\\\r\n"))
		switch p.next() {
		case '"':
			return b.String()
		case '\\':
			b.WriteByte(p.next())
		default:
			p.fail()
			return ""
		}
	}
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
	if _, err := io.CopyN(&b, p.r, int64(size)); err != nil {
		p.err = err
	}
	return b.String()
}
