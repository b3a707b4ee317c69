package scenario

import "net/netip"

// numberHosts allots the addresses that are not written out, in the order of
// the hosts.
func (d *draft) numberHosts() {
	for _, s := range d.Sites {
		number4 := func(h *Host) *netip.Addr { return &h.Address }
		number6 := func(h *Host) *netip.Addr { return &h.Address6 }
		numberFamily(s, s.Prefix, number4)
		numberFamily(s, s.Prefix6, number6)
	}
}

// numberFamily does it for one version of IP.
func numberFamily(s *Site, p netip.Prefix, of func(*Host) *netip.Addr) {
	if !p.IsValid() {
		return
	}
	taken := map[netip.Addr]bool{}
	for _, h := range s.Hosts {
		taken[*of(h)] = true
	}
	next := p.Addr().Next() // the router's
	for _, h := range s.Hosts {
		a := of(h)
		if a.IsValid() {
			continue
		}
		for next = next.Next(); taken[next]; {
			next = next.Next()
		}
		*a = next
	}
}
