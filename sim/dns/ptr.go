package dns

import (
	"net/netip"
	"slices"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// HostName says which name belongs to an address.
type HostName struct {
	Name      string     // of the first PTR record
	Confirmed bool       // the name has that address: the owners of both say so
	Err       error      // as in Answer, about the PTR record
	Mark      trace.Mark // as in Answer
}

// HostName asks for the name of an address and then whether the name has the
// address, for whoever owns an address can call it what they like. The name and
// the type of q are not used.
func (s *Stub) HostName(addr netip.Addr, q Question) HostName {
	q.Name, q.Type = ReverseName(addr), "PTR"
	a, rrs := s.lookup(q)
	out := HostName{Err: a.Err, Mark: a.Mark}
	if a.Err != nil {
		return out
	}
	out.Name = plain(rrs[0].(*codec.PTR).Ptr)
	q.Name, q.Type, q.Mark = out.Name, "A", a.Mark
	if addr.Unmap().Is6() {
		q.Type = "AAAA"
	}
	a, rrs = s.lookup(q)
	out.Mark = a.Mark
	out.Confirmed = slices.Contains(addresses(rrs), addr.Unmap())
	return out
}
