package sim

import (
	"fmt"
	"net/netip"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/watcher"
)

// buildWatchers puts the keeper of a blocklist on each host that has the role.
func (w *world) buildWatchers() error {
	w.watchers = map[string]*watcher.Keeper{}
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			if !h.Has(trace.Watcher) {
				continue
			}
			cfg, err := w.watcherConfig(s, h)
			if err == nil {
				w.watchers[h.Name], err = watcher.Serve(w.net.Host(h.Name), cfg)
			}
			if err != nil {
				return err
			}
		}
	}
	return nil
}

func (w *world) watcherConfig(s *scenario.Site, h *scenario.Host) (watcher.Config, error) {
	cfg := watcher.Config{
		Dialect: dialect(h), Domain: s.Domain, List: h.Watcher.List, Zone: w.lists[h.Watcher.List],
		TTL: h.Watcher.TTL, Patience: h.Watcher.Patience, Retest: h.Watcher.Retest, Quiet: h.Watcher.Quiet,
		Certificate: w.certificate(h),
	}
	for _, text := range h.Watcher.Traps {
		a, err := mail.ParseAddress(text)
		if err != nil {
			return cfg, fmt.Errorf("trap %s: %w", text, err)
		}
		cfg.Traps = append(cfg.Traps, a)
	}
	return cfg, nil
}

// buildLists makes the zones of a site's blocklists. Each is delegated from the
// site's own zone to the site's own servers: its entries come and go, and are to
// be forgotten sooner than the rest.
func (w *world) buildLists(s *scenario.Site) error {
	for _, h := range s.Hosts {
		if h.Watcher == nil {
			continue
		}
		list, ttl := h.Watcher.List, uint32(h.Watcher.TTL.Seconds())
		z, err := dns.NewZone(dns.ZoneConfig{Origin: list, TTL: ttl, Servers: s.DNS.Servers})
		if err != nil {
			return err
		}
		w.lists[list] = z
		for _, server := range s.DNS.Servers {
			if err := w.zones[s.Domain].Add(trace.Record{Name: list, Type: "NS", TTL: uint32(s.DNS.TTL.Seconds()), Data: server}); err != nil {
				return err
			}
		}
	}
	return nil
}

// publicAddress is where the world finds a host.
func (w *world) publicAddress(name string) netip.Addr {
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			if h.Name == name {
				return public(s, h)[0]
			}
		}
	}
	panic("sim: there is no host " + name) // the scenario was checked: it cannot be
}

// listsOf are the zones of a site's blocklists.
func (w *world) listsOf(s *scenario.Site) (zones []*dns.Zone) {
	for _, h := range s.Hosts {
		if h.Watcher != nil {
			zones = append(zones, w.lists[h.Watcher.List])
		}
	}
	return zones
}

// probe lets a keeper test a host.
func (w *world) probe(a *scenario.Probe) {
	m := w.taken(a, a.Host, trace.ActionTaken{Who: a.Host, Text: a.Suspect})
	w.watchers[a.Host].Test(w.publicAddress(a.Suspect), m)
}
