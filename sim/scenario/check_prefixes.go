package scenario

import "net/netip"

// checkPrefixes judges the networks that are written out.
func (d *draft) checkPrefixes() {
	var used []netip.Prefix
	for _, s := range d.Sites {
		used = d.checkPrefix(&s.Prefix, used, append([]netip.Prefix{private}, documentation...))
		used = d.checkPrefix(&s.Prefix6, used, []netip.Prefix{documentation6})
		used = d.checkNAT(s, used)
		taken := map[netip.Addr]*Host{}
		for _, h := range s.Hosts {
			d.checkAddress(h, &h.Address, &s.Prefix, "prefix", taken)
			d.checkAddress(h, &h.Address6, &s.Prefix6, "prefix6", taken)
		}
	}
}

// checkAddress checks an address that is written out. It must stand in a network
// that is written out too: the numbers of others may change when a site is added.
func (d *draft) checkAddress(h *Host, a *netip.Addr, network *netip.Prefix, key string, taken map[netip.Addr]*Host) {
	p := *network
	switch {
	case !a.IsValid():
	case !p.IsValid() && !d.places.Given(network):
		d.worldFault(a, "`%s` needs a network around it; give the site a `%s`", a, key)
	case !p.IsValid(): // a fault already
	case !p.Contains(*a):
		d.worldFault(a, "`%s` is not in the network of the site, %s", a, p)
	case *a == p.Addr() || a.Is4() && !p.Contains(a.Next()):
		d.worldFault(a, "`%s` is the first or the last address of %s, and no host can have it", a, p)
	case *a == p.Addr().Next():
		d.worldFault(a, "`%s` is the address of the site's router", a)
	case taken[*a] != nil:
		d.worldFault(a, "`%s` is the address of %s already", a, taken[*a].Name)
	default:
		taken[*a] = h
	}
}

// checkPrefix checks a network that is written out, and adds it to those used.
func (d *draft) checkPrefix(p *netip.Prefix, used, ranges []netip.Prefix) []netip.Prefix {
	if !p.IsValid() {
		return used
	}
	inside := false
	for _, r := range ranges {
		inside = inside || r.Bits() <= p.Bits() && r.Overlaps(*p)
	}
	if !inside {
		d.worldFault(p, "`%s` could be somebody's real network; here networks lie in %s", p, prefixes(ranges))
		return used
	}
	for _, other := range used {
		if other.Overlaps(*p) {
			d.worldFault(p, "`%s` overlaps with %s, which another site has", p, other)
			return used
		}
	}
	return append(used, *p)
}
