package dns

import (
	"errors"
	"net/netip"
	"slices"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// panel is the name servers of a zone that are worth asking, in the order in
// which they are asked.
type panel struct {
	zone    string
	query   codec.Question
	members []*asking
	unknown []nameServer // whose addresses must be looked up first
	problem error        // with the answer of the last one that was asked
}

var errNoAddress = errors.New("none of them has an address that can be found")

// convene makes the panel of a zone.
func (w *search) convene(zone string, servers []nameServer, q codec.Question) *panel {
	p := &panel{zone: zone, query: q, problem: errNoAddress}
	var known []netip.Addr
	for _, s := range servers {
		known = append(known, s.addrs...)
		if len(s.addrs) == 0 {
			p.unknown = append(p.unknown, s)
		}
	}
	p.invite(w.host, known)
	return p
}

// invite adds the addresses that the host can reach, in an order drawn by
// chance, so that no server has all the work (RFC 1035 §7.2).
func (p *panel) invite(host *vnet.Host, addrs []netip.Addr) {
	host.Rand().Shuffle(len(addrs), func(i, j int) { addrs[i], addrs[j] = addrs[j], addrs[i] })
	for _, addr := range addrs {
		if a, err := ask(host, trace.Resolver, addr, p.query, false); err == nil {
			p.members = append(p.members, a)
		}
	}
}

// dismiss takes a member off.
func (p *panel) dismiss(i int) {
	p.members[i].close()
	p.members = slices.Delete(p.members, i, i+1)
}

func (p *panel) close() {
	for _, a := range p.members {
		a.close()
	}
}

// findServers looks up the addresses of the servers that came without. Where
// that leaves nobody to ask, it returns what was found last, a failure perhaps.
func (w *search) findServers(p *panel) finding {
	var last finding
	var addrs []netip.Addr
	for _, s := range p.unknown {
		for _, typ := range families(w.host) {
			if !w.over {
				last = w.resolve(s.name, typ)
				addrs = append(addrs, addresses(last.answer.rrs)...)
			}
		}
	}
	p.unknown = nil
	if w.over {
		return last
	}
	if p.invite(w.host, addrs); len(p.members) > 0 {
		return finding{}
	}
	return last
}
