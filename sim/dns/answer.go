package dns

import (
	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// receive is what becomes of a message: a reply; a search, whose reply comes
// later; or nothing at all.
func (s *Server) receive(rq *request, b []byte) (r reply, search, ignored bool) {
	fault, ignore := rq.unpack(b)
	switch {
	case ignore != "":
		effect := "ignored"
		if rq.transport == trace.TCP {
			effect = "closed" // whoever sends that has lost the thread
		}
		s.host.Emit(rq.about(s.role(), nil), violation(ignore, b, effect))
		return reply{}, false, true
	case fault != "":
		rq.mark.Cause = s.host.Emit(rq.about(s.role(), nil), violation(fault, b, "replied"))
		return refuse(codec.RcodeFormatError, s.role(), "The server cannot read the question: "+fault+".", "RFC 1035 §4.1.1"), false, false
	case rq.opcode != codec.OpcodeQuery:
		return refuse(codec.RcodeNotImplemented, s.role(), "The server only answers questions, it does not take orders.", "RFC 1035 §4.1.1"), false, false
	case rq.version > 0:
		return refuse(codec.RcodeBadVers, s.role(), "The server speaks version 0 of EDNS only.", "RFC 6891 §6.1.3"), false, false
	case rq.question.Qclass != codec.ClassINET && rq.question.Qclass != codec.ClassANY:
		return refuse(codec.RcodeRefused, s.role(), "The server only knows the names of the Internet.", "RFC 1035 §3.2.4"), false, false
	case s.keepsSilent(rq):
		return reply{}, false, true
	case rq.question.Qtype == codec.TypeAXFR || rq.question.Qtype == codec.TypeIXFR:
		return refuse(codec.RcodeRefused, s.role(), "The server gives its zones to nobody.", "RFC 5936 §5"), false, false
	}
	r, search = s.answer(rq)
	return r, search, false
}

// keepsSilent reports whether the question is about a zone that the server has
// and does not answer for.
func (s *Server) keepsSilent(rq *request) bool {
	z := s.zoneOf(rq.key().name)
	return z != nil && z.fault == Silent
}

// answer answers from the server's zones, then from the cache. What neither
// knows is to be searched for, if the client may ask for that.
func (s *Server) answer(rq *request) (r reply, search bool) {
	k := rq.key()
	recurse := rq.recurse && s.recursesFor(rq.client)
	if z := s.zoneOf(k.name); z != nil {
		f := z.find(rq.question.Name, k.typ)
		if f.final() || !recurse {
			return reply{finding: f, role: trace.DNS, authoritative: !f.failed() && (f.cut == "" || f.answer.len() > 0)}, false
		}
		return reply{}, true
	}
	if !recurse {
		return s.refused(rq), false
	}
	about := rq.about(trace.Resolver, nil)
	f, found := s.recall(rq.question.Name, k.typ, &about)
	if found && f.final() {
		return reply{finding: f, role: trace.Resolver, cause: s.hit(rq.question.Name, k.typ, &f, about)}, false
	}
	rq.mark.Cause = about.Cause
	return reply{}, true
}

// refused is the reply to a question that is none of the server's business.
func (s *Server) refused(rq *request) reply {
	text, rfc := "The server "+s.host.Name()+" does not answer for the zone of "+rq.name(), "RFC 1035 §4.1.1"
	switch {
	case !s.resolves():
		text += ", and does not look up the names of others"
	case rq.recurse:
		text += ", and " + rq.client.String() + " is not one of its clients"
		rfc = "RFC 5358 §4"
	default:
		text += ", and was not asked to look it up"
	}
	return refuse(codec.RcodeRefused, s.role(), text+".", rfc)
}
