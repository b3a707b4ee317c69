package imap

import (
	"strconv"
	"strings"

	"mailflow/sim/trace"
)

// reply is one line of a server, with its literals.
type reply struct {
	tag    string  // "*", "+", or that of a command
	number uint32  // of EXISTS, EXPUNGE, FETCH
	name   string  // in upper case: OK, NO, BAD, BYE, LIST, FETCH …
	code   string  // of OK and its kin, without brackets, e.g. "UIDVALIDITY 7"
	text   string  // of OK and its kin, and of "+"
	values []value // of all others
	heard  trace.Mark
}

// reply waits for the next line.
func (c *Client) reply() (reply, error) {
	p := parser{r: c.in}
	r := p.reply()
	if p.err != nil {
		return reply{}, p.err
	}
	r.heard = c.Heard()
	return r, nil
}

// reply reads a line (RFC 9051 §7).
func (p *parser) reply() reply {
	r := reply{tag: p.word()}
	if r.tag == "+" {
		r.text = p.rest()
		return r
	}
	name := p.word()
	if r.tag == "*" && name != "" && name[0] <= '9' { // an error would cost more than all the rest
		if n, err := strconv.ParseUint(name, 10, 32); err == nil {
			r.number = uint32(n)
			name = p.word()
		}
	}
	r.name = strings.ToUpper(name)
	switch r.name {
	case "OK", "NO", "BAD", "BYE", "PREAUTH":
		r.text = p.rest()
		if code, text, ok := strings.Cut(r.text, "]"); ok && strings.HasPrefix(code, "[") {
			r.code, r.text = code[1:], strings.TrimPrefix(text, " ")
		}
	case "":
		p.fail()
	default:
		r.values = p.values("\r\n")
	}
	return r
}

// refused is the line as an error.
func (r reply) refused(command string) *Refused {
	code, _, _ := strings.Cut(r.code, " ")
	return &Refused{Command: command, Status: r.name, Code: code, Text: r.text}
}

// codeNumber is the last number in a response code of that name, e.g. the UID in
// "APPENDUID 7 12".
func (r reply) codeNumber(name string) (uint32, bool) {
	if !strings.HasPrefix(r.code, name+" ") {
		return 0, false
	}
	n, err := strconv.ParseUint(r.code[strings.LastIndexByte(r.code, ' ')+1:], 10, 32)
	return uint32(n), err == nil
}

// item is the value that follows a name in the list of a FETCH or STATUS.
func item(list []value, name string) (value, bool) {
	for i := 0; i+1 < len(list); i += 2 {
		if strings.EqualFold(list[i].text, name) {
			return list[i+1], true
		}
	}
	return value{}, false
}

// number is the number that follows a name; 0 if there is none.
func number(list []value, name string) uint32 {
	v, _ := item(list, name)
	n, _ := strconv.ParseUint(v.text, 10, 32)
	return uint32(n)
}
