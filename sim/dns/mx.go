package dns

import (
	"cmp"
	"slices"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// MX is a host that takes mail for a domain (RFC 5321 §5.1).
type MX struct {
	Preference uint16 // the lowest is to be tried first
	Host       string
}

// MailHosts says who takes mail for a domain.
type MailHosts struct {
	Hosts []MX       // by preference; among equals in the order of the answer, for the MTA to shuffle
	Null  bool       // the domain takes no mail at all (RFC 7505 §3); then there are no Hosts
	Err   error      // as in Answer: with ErrNoData the domain's own address is the host (RFC 5321 §5.1)
	Mark  trace.Mark // as in Answer
}

// MX asks who takes mail for the domain q.Name.
func (s *Stub) MX(q Question) MailHosts {
	q.Type = "MX"
	a, rrs := s.lookup(q)
	out := MailHosts{Err: a.Err, Mark: a.Mark}
	if len(rrs) > 0 {
		out.Hosts = make([]MX, len(rrs))
	}
	for i, rr := range rrs {
		mx := rr.(*codec.MX)
		out.Hosts[i] = MX{mx.Preference, plain(mx.Mx)}
	}
	if len(out.Hosts) == 1 && out.Hosts[0].Host == "." {
		return MailHosts{Null: true, Mark: a.Mark}
	}
	slices.SortStableFunc(out.Hosts, func(a, b MX) int { return cmp.Compare(a.Preference, b.Preference) })
	return out
}
