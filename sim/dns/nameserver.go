package dns

import (
	"net/netip"

	codec "github.com/miekg/dns"
)

// nameServer is one of those who answer for a zone, as its parent says.
type nameServer struct {
	name  string       // folded
	addrs []netip.Addr // that came with the referral; none if they must be looked up
}

// serversOf reads the name servers out of a referral. Addresses count only for
// names in the zone of whoever said so: about others it may lie.
func serversOf(f *finding, zone string) []nameServer {
	servers := make([]nameServer, 0, f.authority.len())
	for _, rr := range f.authority.rrs {
		ns := nameServer{name: fold(rr.(*codec.NS).Ns)}
		if inside(ns.name, zone) {
			ns.addrs = addressesOf(f.additional, ns.name)
		}
		servers = append(servers, ns)
	}
	return servers
}

// addressesOf are those of some records that belong to a folded name.
func addressesOf(r records, name string) []netip.Addr {
	var own []codec.RR
	for _, rr := range r.rrs {
		if fold(rr.Header().Name) == name {
			own = append(own, rr)
		}
	}
	return addresses(own)
}

// addresses are those of the A and AAAA records among some.
func addresses(rrs []codec.RR) []netip.Addr {
	var out []netip.Addr
	for _, rr := range rrs {
		switch rr := rr.(type) {
		case *codec.A:
			out = append(out, addrOf(rr.A))
		case *codec.AAAA:
			out = append(out, addrOf(rr.AAAA))
		}
	}
	return out
}
