package dns

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"strconv"

	codec "github.com/miekg/dns"
)

// response is what we read of an answer.
type response struct {
	code                          int
	authoritative, truncated      bool
	answer, authority, additional []codec.RR
}

// check unpacks an answer and reports why it is not one to this question.
func (a *asking) check(b []byte) (*response, error) {
	if r, ok := a.plainly(b); ok {
		return r, nil
	}
	return a.fully(b)
}

// fully reads any answer there is.
func (a *asking) fully(b []byte) (*response, error) {
	var m codec.Msg
	if err := m.Unpack(b); err != nil || slices.ContainsFunc(m.Answer, empty) || slices.ContainsFunc(m.Ns, empty) || slices.ContainsFunc(m.Extra, empty) {
		return nil, errors.New("the message is damaged")
	}
	r := &response{m.Rcode, m.Authoritative, m.Truncated, m.Answer, m.Ns, m.Extra}
	switch {
	case !m.Response || m.Id != a.body.ID:
		return nil, errors.New("the message does not answer the question " + strconv.Itoa(int(a.body.ID)))
	case len(m.Question) == 0 && m.Rcode != codec.RcodeSuccess:
		return r, nil // the server could not even read it
	case len(m.Question) != 1 || m.Question[0].Qtype != a.query.Qtype || fold(m.Question[0].Name) != fold(a.query.Name):
		return nil, errors.New("the answer is to another question")
	}
	return r, nil
}

// empty reports whether a record has no data. None of those that we use may be
// so, but to the library they are whole.
func empty(rr codec.RR) bool {
	h := rr.Header()
	return h.Rdlength == 0 && h.Rrtype != codec.TypeOPT
}

// plainly reads an answer as nearly all are: it repeats the question to the
// letter, and has an answer section and our own OPT record. To leave the rest to
// the library spares it to read a question that we know and a record that says
// nothing. Ok is false for all other messages, right or wrong.
func (a *asking) plainly(b []byte) (r *response, ok bool) {
	question := a.packed[headerSize : len(a.packed)-len(optRecord)]
	at := headerSize + len(question)
	if len(b) < at+len(optRecord) || !bytes.Equal(b[headerSize:at], question) || !bytes.HasSuffix(b, optRecord[:]) {
		return nil, false
	}
	id, bits, counts := binary.BigEndian.Uint16(b), binary.BigEndian.Uint16(b[2:]), b[4:headerSize]
	if id != a.body.ID || bits&bitResponse == 0 || !bytes.Equal(counts[:2], one) || !bytes.Equal(counts[4:], noneOne) {
		return nil, false
	}
	b = b[:len(b)-len(optRecord)]
	r = &a.response
	*r = response{code: int(bits & 0xf), authoritative: bits&bitAuthoritative != 0, truncated: bits&bitTruncated != 0}
	n := binary.BigEndian.Uint16(counts[2:])
	r.answer = make([]codec.RR, 0, min(int(n), len(b)/fixedSize))
	for range n {
		var rr codec.RR
		if rr, at, ok = a.record(b, at); !ok {
			return nil, false
		}
		r.answer = append(r.answer, rr)
	}
	return r, at == len(b)
}

// How many questions; how many authorities and additional records.
var (
	one     = []byte{0, 1}
	noneOne = []byte{0, 0, 0, 1}
)

// record unpacks a record of the answer and returns where it ends. Mostly its
// name is that of the question, and says so by pointing there.
func (a *asking) record(b []byte, at int) (rr codec.RR, end int, ok bool) {
	var h codec.RR_Header
	var err error
	if bytes.HasPrefix(b[at:], []byte{0xc0, headerSize}) {
		h.Name, at = a.query.Name, at+2
	} else if h.Name, at, err = codec.UnpackDomainName(b, at); err != nil {
		return nil, 0, false
	}
	if len(b) < at+fixedSize {
		return nil, 0, false
	}
	h.Rrtype, h.Class = binary.BigEndian.Uint16(b[at:]), binary.BigEndian.Uint16(b[at+2:])
	h.Ttl, h.Rdlength = binary.BigEndian.Uint32(b[at+4:]), binary.BigEndian.Uint16(b[at+8:])
	at += fixedSize
	end = at + int(h.Rdlength)
	if h.Rdlength == 0 || end > len(b) {
		return nil, 0, false
	}
	rr, _, err = codec.UnpackRRWithHeader(h, b[:end], at)
	return rr, end, err == nil
}
