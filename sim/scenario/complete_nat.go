package scenario

import (
	"net/netip"

	"mailflow/sim/trace"
)

// checkNAT judges the outside address of a site's router, and adds it to the
// networks that are used.
func (d *draft) checkNAT(s *Site, used []netip.Prefix) []netip.Prefix {
	if s.NAT == nil {
		return used
	}
	if s.Kind == Internet {
		d.worldFault(s.NAT, "the Internet between the sites cannot hide behind one address")
	}
	if s.Prefix6.IsValid() {
		d.worldFault(&s.Prefix6, "a site behind NAT has no IPv6 network here")
	}
	if s.Prefix.IsValid() && !private.Contains(s.Prefix.Addr()) {
		d.worldFault(&s.Prefix, "a site behind NAT has private addresses, from %s", private)
	}
	a := &s.NAT.Address
	if !a.IsValid() {
		return used
	}
	p := netip.PrefixFrom(*a, a.BitLen())
	other, clash := overlap(p, used)
	switch {
	case !documented(*a):
		d.worldFault(a, "the outside address must lie in %s", prefixes(documentation))
	case clash:
		d.worldFault(a, "`%s` lies in %s, which another site has", a, other)
	}
	return append(used, p)
}

func documented(a netip.Addr) bool {
	_, ok := overlap(netip.PrefixFrom(a, a.BitLen()), documentation)
	return ok
}

// numberRouter allots the outside address of a site behind NAT: that of the first
// host in a network of its own.
func (s *Site) numberRouter(turn int, used []netip.Prefix) []netip.Prefix {
	if s.NAT == nil || s.NAT.Address.IsValid() {
		return used
	}
	p := allot(1, turn, false, used)
	s.NAT.Address = p.Addr().Next().Next()
	return append(used, p)
}

// services are the ports that a router passes on to the hosts with a role.
var services = []struct {
	role  trace.Role
	ports []int
}{
	{trace.MTA, []int{25}}, {trace.Watcher, []int{25}}, {trace.DNS, []int{53}}, {trace.MDA, []int{110, 143, 993, 995}}, {trace.MSA, []int{465, 587}},
}

// setUpRouter completes what a site's router passes on.
func (d *draft) setUpRouter(s *Site) {
	if s.NAT == nil {
		return
	}
	if s.NAT.Forward == nil {
		s.NAT.Forward = []*PortForward{}
		for _, service := range services {
			if h := s.first(service.role); h != nil {
				for _, port := range service.ports {
					s.NAT.Forward = append(s.NAT.Forward, &PortForward{Port: port, Host: h.Name})
				}
			}
		}
	}
	ports := map[int]bool{}
	for _, f := range s.NAT.Forward {
		h := d.host(&f.Host, s)
		switch {
		case h != nil && d.homes[h] != s:
			d.worldFault(&f.Host, "`%s` does not sit behind this router", h.Name)
		case ports[f.Port]:
			d.worldFault(&f.Port, "port %d stands here twice", f.Port)
		}
		ports[f.Port] = true
	}
}
