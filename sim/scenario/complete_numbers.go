package scenario

import "net/netip"

// numberHosts checks the addresses that are written out and allots the others,
// in the order of the hosts.
func (d *draft) numberHosts() {
	for _, s := range d.Sites {
		d.numberFamily(s, s.Prefix, func(h *Host) *netip.Addr { return &h.Address })
		d.numberFamily(s, s.Prefix6, func(h *Host) *netip.Addr { return &h.Address6 })
	}
}

// numberFamily does it for one version of IP.
func (d *draft) numberFamily(s *Site, p netip.Prefix, of func(*Host) *netip.Addr) {
	taken := map[netip.Addr]*Host{}
	for _, h := range s.Hosts {
		if a := of(h); a.IsValid() && d.checkAddress(p, a, taken) {
			taken[*a] = h
		}
	}
	if !p.IsValid() || !d.sound() {
		return
	}
	next := p.Addr().Next() // the router's
	for _, h := range s.Hosts {
		a := of(h)
		if a.IsValid() {
			continue
		}
		for next = next.Next(); taken[next] != nil; {
			next = next.Next()
		}
		*a = next
	}
}

// checkAddress checks an address that is written out.
func (d *draft) checkAddress(p netip.Prefix, a *netip.Addr, taken map[netip.Addr]*Host) bool {
	switch {
	case !p.IsValid():
		d.worldFault(a, "`%s` needs a network around it; give the site a `prefix6`", a)
	case !p.Contains(*a):
		d.worldFault(a, "`%s` is not in the network of the site, %s", a, p)
	case *a == p.Addr() || a.Is4() && !p.Contains(a.Next()):
		d.worldFault(a, "`%s` is the first or the last address of %s, and no host can have it", a, p)
	case *a == p.Addr().Next():
		d.worldFault(a, "`%s` is the address of the site's router", a)
	case taken[*a] != nil:
		d.worldFault(a, "`%s` is the address of %s already", a, taken[*a].Name)
	default:
		return true
	}
	return false
}
