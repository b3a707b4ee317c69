package sim

import (
	"fmt"

	"mailflow/sim/fetcher"
	"mailflow/sim/mail"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// buildFetchers starts the programs that bring mail home from other providers.
func (w *world) buildFetchers() error {
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			if len(h.Fetch) == 0 {
				continue
			}
			cfg := fetcher.Config{Names: w.stubs[h.Name], TLS: w.ca.Client, Home: home(s, h)}
			for _, p := range h.Fetch {
				pickup, err := w.pickup(p)
				if err != nil {
					return err
				}
				cfg.Pickups = append(cfg.Pickups, pickup)
			}
			fetcher.Start(w.net.Host(h.Name), cfg)
		}
	}
	return nil
}

func (w *world) pickup(p *scenario.Pickup) (fetcher.Pickup, error) {
	to, err := mail.ParseAddress(p.To)
	if err != nil {
		return fetcher.Pickup{}, fmt.Errorf("fetch: %w", err)
	}
	return fetcher.Pickup{
		Server: p.From, Encrypted: w.hosts[p.From].TLS, User: w.logins[p.Mailbox], Password: p.Password, Every: p.Every, To: to,
	}, nil
}

// home is the server that takes what a host has fetched: its own if it is one.
func home(s *scenario.Site, h *scenario.Host) string {
	if h.Has(trace.MTA) {
		return h.Name
	}
	for _, other := range s.Hosts {
		if other.Has(trace.MTA) {
			return other.Name
		}
	}
	return "" // the scenario was checked: it cannot be
}
