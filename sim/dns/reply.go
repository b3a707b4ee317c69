package dns

import "mailflow/sim/trace"

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
// goes with it. The octets are the packer's.
func (s *Server) send(p *packer, rq *request, r reply) ([]byte, trace.Mark) {
	packed, truncated := p.pack(rq, &r, s.recursesFor(rq.client))
	about := rq.about(r.role, r.reason)
	if r.cause != 0 {
		about.Cause = r.cause
	}
	seq := s.host.Emit(about, trace.DNSAnswer{
		ID: rq.id, Name: rq.name(), Type: rq.typ(), Code: codeName(r.code),
		Authoritative: r.authoritative, Truncated: truncated, Transport: rq.transport,
		Answer: r.answer.texts, Authority: r.authority.texts, Additional: r.additional.texts,
	})
	return packed, trace.Mark{Cause: seq, Message: rq.mark.Message}
}
