package dns

import (
	"errors"
	"net/netip"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// Addresses says where a host can be reached.
type Addresses struct {
	Addrs []netip.Addr // IPv6 before IPv4 (RFC 6724 §2.1), each in the order of the answer
	Name  string       // whose they are: another than was asked for if that is an alias
	Err   error        // as in Answer
	Mark  trace.Mark   // as in Answer
}

// Addresses asks for the addresses of the host q.Name, of the families that
// the asking host has itself: others would be of no use to it (RFC 3493 §6.1,
// AI_ADDRCONFIG).
func (s *Stub) Addresses(q Question) Addresses {
	out := Addresses{Name: plain(q.Name), Mark: q.Mark}
	for _, typ := range families(s.host) {
		q.Type, q.Mark = typeName(typ), out.Mark
		a, rrs := s.lookup(q)
		out.Name, out.Mark = a.Name, a.Mark
		out.Addrs = append(out.Addrs, addresses(rrs)...)
		out.Err = worse(out.Err, a.Err)
		if errors.Is(a.Err, ErrNotFound) {
			break // the name as such does not exist (RFC 8020 §2)
		}
	}
	if len(out.Addrs) > 0 {
		out.Err = nil
	}
	return out
}

// families are the types of the addresses that a host can use, in the order in
// which it prefers them (RFC 6724 §2.1).
func families(host *vnet.Host) []uint16 {
	var types []uint16
	if host.Addr(netip.IPv6Unspecified()).IsValid() {
		types = append(types, codec.TypeAAAA)
	}
	if host.Addr(netip.IPv4Unspecified()).IsValid() {
		types = append(types, codec.TypeA)
	}
	return types
}

// worse keeps a temporary error: what failed might have been the address.
func worse(a, b error) error {
	if errors.Is(a, ErrTemporary) {
		return a
	}
	return b
}
