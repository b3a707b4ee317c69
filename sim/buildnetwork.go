package sim

import (
	"net/netip"

	"mailflow/sim/scenario"
	"mailflow/sim/vnet"
)

// buildNetwork makes the sites and their hosts.
func (w *world) buildNetwork() error {
	w.sites, w.hosts = map[string]*vnet.Site{}, map[string]*scenario.Host{}
	for _, s := range w.sc.Sites {
		site := w.net.AddSite(vnet.SiteConfig{Name: s.Domain, LAN: line(s.LAN), Uplink: line(s.Link), NAT: router(s)})
		w.sites[s.Domain] = site
		for _, port := range s.BlockOut {
			site.BlockOut(port)
		}
		for _, h := range s.Hosts {
			w.hosts[h.Name] = h
			cfg := vnet.HostConfig{Name: h.Name, Site: site, Addresses: addresses(h), Roles: h.Roles}
			if _, err := w.net.AddHost(cfg); err != nil {
				return err
			}
		}
	}
	return nil
}

func line(l scenario.Link) vnet.Line {
	return vnet.Line{Latency: l.Latency, Jitter: l.Jitter, Loss: l.Loss, Bandwidth: int64(l.Bandwidth) / 8}
}

func addresses(h *scenario.Host) []netip.Addr {
	list := []netip.Addr{h.Address}
	if h.Address6.IsValid() {
		list = append(list, h.Address6)
	}
	return list
}

// router is what hides a site's network; nil if nothing does. Its inside address
// is the one that every network keeps for its router.
func router(s *scenario.Site) *vnet.NATConfig {
	if s.NAT == nil {
		return nil
	}
	cfg := &vnet.NATConfig{
		Outside: s.NAT.Address, Inside: s.Prefix.Addr().Next(), HideClients: s.NAT.HideClients, Forward: map[int]netip.Addr{},
	}
	for _, f := range s.NAT.Forward {
		for _, h := range s.Hosts {
			if h.Name == f.Host {
				cfg.Forward[f.Port] = h.Address
			}
		}
	}
	return cfg
}

// public is the addresses under which the world knows a host.
func public(s *scenario.Site, h *scenario.Host) []netip.Addr {
	if s.NAT != nil {
		return []netip.Addr{s.NAT.Address}
	}
	return addresses(h)
}
