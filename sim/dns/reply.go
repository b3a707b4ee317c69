package dns

import (
	"strconv"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// reply is what a server says to a request.
type reply struct {
	finding
	role          trace.Role
	authoritative bool
	cause         trace.Seq // the event that led to it, if not the question itself
}

// refuse is a reply without records, and its reason.
func refuse(code int, role trace.Role, text, rfc string) reply {
	return reply{finding: finding{code: code, reason: trace.Why(text, "", rfc)}, role: role}
}

// send tells the trace of a reply and returns it packed, with the mark that
// goes with it.
func (s *Server) send(rq *request, r reply) ([]byte, trace.Mark) {
	packed, truncated := s.pack(rq, &r)
	about := rq.about(r.role, r.reason)
	if r.cause != 0 {
		about.Cause = r.cause
	}
	seq := s.host.Emit(about, trace.DNSAnswer{
		ID: rq.id, Name: rq.name(), Type: rq.typ(), Code: codeName(r.code),
		Authoritative: r.authoritative, Truncated: truncated, Transport: rq.transport,
		Answer: texts(r.answer), Authority: texts(r.authority), Additional: texts(r.additional),
	})
	return packed, trace.Mark{Cause: seq, Message: rq.mark.Message}
}

// pack makes the message. One that is too long for the client's datagrams is
// sent without its records, for the client to ask over TCP (RFC 2181 §9).
func (s *Server) pack(rq *request, r *reply) (packed []byte, truncated bool) {
	m := codec.Msg{Compress: true}
	m.Id, m.Response, m.Opcode, m.Rcode = rq.id, true, rq.opcode, r.code
	m.RecursionDesired, m.RecursionAvailable = rq.recurse, s.recursesFor(rq.client)
	m.Authoritative = r.authoritative
	if rq.asked {
		m.Question = []codec.Question{rq.question}
	}
	m.Answer, m.Ns, m.Extra = rrs(r.answer, 0), rrs(r.authority, 0), rrs(r.additional, 1)
	if rq.edns {
		m.Extra = append(m.Extra, edns())
	}
	packed, err := m.Pack()
	if err == nil && len(packed) <= rq.size {
		return packed, false
	}
	if err == nil {
		r.reason = trace.Why("the answer has "+strconv.Itoa(len(packed))+" octets, and the client takes "+
			strconv.Itoa(rq.size)+" in a datagram", "", "RFC 1035 §4.2.1")
		m.Truncated = true
	} else {
		// Only data from another server can get here, and it got through there.
		r.code, r.authoritative = codec.RcodeServerFailure, false
		m.Rcode, m.Authoritative = r.code, false
	}
	r.answer, r.authority, r.additional = nil, nil, nil
	m.Answer, m.Ns, m.Extra = nil, nil, nil
	if rq.edns {
		m.Extra = []codec.RR{edns()}
	}
	packed, _ = m.Pack() // a header and a question that was unpacked from a message
	return packed, m.Truncated
}

// rrs is the form of records that the library packs, with room for more.
func rrs(records []record, room int) []codec.RR {
	if len(records)+room == 0 {
		return nil
	}
	out := make([]codec.RR, len(records), len(records)+room)
	for i, r := range records {
		out[i] = r.rr
	}
	return out
}
