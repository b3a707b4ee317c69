package dns

import (
	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// Texts are the TXT records of a name.
type Texts struct {
	Texts []string   // one for each record, its strings put together (RFC 7208 §3.3)
	Err   error      // as in Answer
	Mark  trace.Mark // as in Answer
}

// TXT asks for the texts at q.Name.
func (s *Stub) TXT(q Question) Texts {
	q.Type = "TXT"
	a, rrs := s.lookup(q)
	out := Texts{Err: a.Err, Mark: a.Mark}
	for _, rr := range rrs {
		out.Texts = append(out.Texts, unquote(rr.(*codec.TXT).Txt))
	}
	return out
}
