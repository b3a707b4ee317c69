package dns

import (
	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// find is what the zone says to a question about a name inside it: the
// algorithm of RFC 1034 §4.3.2, with wildcards as in RFC 4592.
func (z *Zone) find(name string, typ uint16) finding {
	if z.fault == Broken {
		return failure("The server could not load the data of "+zoneTitle(z.origin)+".", "", "RFC 1035 §4.1.1")
	}
	var f finding
	for range maxAliases {
		z.step(&f, name, typ)
		if f.alias == "" || f.circles() || !inside(fold(f.alias), z.origin) {
			return f
		}
		name, f.alias = f.alias, ""
	}
	f.alias = name
	return f
}

// step adds what the zone says about one name.
func (z *Zone) step(f *finding, name string, typ uint16) {
	key := fold(name)
	if cut := z.cutAbove(key); cut != "" && (cut != key || typ != codec.TypeDS) {
		z.refer(f, cut)
		return
	}
	n, wild := z.nodes[key], ""
	if n == nil {
		if n, wild = z.wildcard(key); n == nil {
			f.code = codec.RcodeNameError
			z.deny(f, "There is no name "+plain(name)+" in "+zoneTitle(z.origin)+".", "RFC 2308 §2.1")
			return
		}
		f.reason = trace.Why("The name "+plain(name)+" is not in the zone, but the wildcard "+plain(wild)+" stands for it.", plain(wild), "RFC 4592 §3.3")
	}
	found := n.set(typ)
	if typ == codec.TypeANY && len(n.sets) > 0 {
		found = n.sets[0].records // one set will do (RFC 8482 §4.1)
	}
	alias := found.len() == 0
	if alias {
		found = n.set(codec.TypeCNAME)
	}
	if found.len() == 0 {
		z.deny(f, "The name "+plain(name)+" exists, but it has no "+typeName(typ)+" record.", "RFC 2308 §2.2")
		return
	}
	if wild != "" {
		found = found.named(name)
	}
	f.answer = f.answer.and(found)
	if alias {
		f.alias = targetOf(found)
	}
}

// cutAbove finds the delegation that takes a name out of the zone's authority:
// the highest one on the way to it. It is "" if there is none.
func (z *Zone) cutAbove(name string) string {
	cut := ""
	for ; name != z.origin; name = parent(name) {
		if n := z.nodes[name]; n != nil && n.has(codec.TypeNS) {
			cut = name
		}
	}
	return cut
}

// refer adds a referral: the name servers of the zone below, and their
// addresses as far as this zone knows them (RFC 9471 §3).
func (z *Zone) refer(f *finding, cut string) {
	f.cut = cut
	f.authority = z.nodes[cut].set(codec.TypeNS)
	names := ""
	for _, rr := range f.authority.rrs {
		host := rr.(*codec.NS).Ns
		if names != "" {
			names += ", "
		}
		names += plain(host)
		if n := z.nodes[fold(host)]; n != nil {
			f.additional = f.additional.and(n.set(codec.TypeA)).and(n.set(codec.TypeAAAA))
		}
	}
	f.reason = trace.Why("The zone "+plain(cut)+" is delegated to "+names+".", plain(cut)+" NS "+names, "RFC 1034 §4.3.2")
}

// wildcard finds what stands for a name that is not in the zone: the asterisk
// below its closest ancestor that is (RFC 4592 §3.3.1).
func (z *Zone) wildcard(name string) (*node, string) {
	for {
		name = parent(name)
		if z.nodes[name] != nil {
			break
		}
	}
	wild := "*." + name
	if name == "." {
		wild = "*."
	}
	return z.nodes[wild], wild
}

// deny adds the SOA record that says for how long the absence may be
// remembered (RFC 2308 §3).
func (z *Zone) deny(f *finding, text, rfc string) {
	soa := z.nodes[z.origin].set(codec.TypeSOA)
	f.authority = soa.atMost(negativeTTL(soa))
	f.reason = trace.Why(text, soa.texts[0].Name+" SOA "+soa.texts[0].Data, rfc)
}

// negativeTTL is for how long an absence may be remembered (RFC 2308 §5).
func negativeTTL(soa records) uint32 {
	return min(soa.ttl(), soa.rrs[0].(*codec.SOA).Minttl)
}
