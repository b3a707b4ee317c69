package dns

import (
	"math/rand/v2"
	"net/netip"

	codec "github.com/miekg/dns"
)

// nameServer is one of those who answer for a zone, as its parent says.
type nameServer struct {
	name  string       // folded
	addrs []netip.Addr // that came with the referral; none if they must be looked up
}

// serversOf reads the name servers out of a referral, in an order drawn by
// chance, so that no server has all the work (RFC 1035 §7.2). Addresses count
// only for names in the zone of whoever said so: about others it may lie.
func serversOf(f *finding, zone string, chance *rand.Rand) []nameServer {
	servers := make([]nameServer, 0, len(f.authority))
	for _, r := range f.authority {
		ns := nameServer{name: fold(r.rr.(*codec.NS).Ns)}
		if inside(ns.name, zone) {
			ns.addrs = addresses(f.additional, ns.name)
		}
		servers = append(servers, ns)
	}
	chance.Shuffle(len(servers), func(i, j int) { servers[i], servers[j] = servers[j], servers[i] })
	return servers
}

// addresses are those of the records that belong to a folded name, or to any
// if it is empty.
func addresses(records []record, name string) []netip.Addr {
	var out []netip.Addr
	for _, r := range records {
		if name != "" && fold(r.rr.Header().Name) != name {
			continue
		}
		switch rr := r.rr.(type) {
		case *codec.A:
			out = append(out, addrOf(rr.A))
		case *codec.AAAA:
			out = append(out, addrOf(rr.AAAA))
		}
	}
	return out
}
