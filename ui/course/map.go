package course

import (
	"slices"
	"strings"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

// worldMap is a scenario's world at rest, as the diagram draws it.
func worldMap(sc *scenario.Scenario) wire.Map {
	m := wire.Map{Sites: []wire.Site{}, Hosts: []wire.Host{}, Links: []wire.Link{}}
	own, webmail := owners(sc)
	for _, s := range sc.Sites {
		site := wire.Site{Name: s.Domain, Title: s.Title, Prefixes: []string{s.Prefix.String()}, Kind: string(s.Kind), BlockOut: s.BlockOut}
		if s.Prefix6.IsValid() {
			site.Prefixes = append(site.Prefixes, s.Prefix6.String())
		}
		m.Sites = append(m.Sites, site)
		for _, h := range s.Hosts {
			m.Hosts = append(m.Hosts, host(s, h, own[h.Name], webmail[h.Name]))
		}
		m.Links = append(m.Links,
			wire.Link{Name: s.Domain + " lan", Site: s.Domain, Kind: "lan", LatencyNS: int64(s.LAN.Latency)},
			wire.Link{Name: s.Domain + " uplink", Site: s.Domain, Kind: "uplink", LatencyNS: int64(s.Link.Latency)})
	}
	return m
}

func host(s *scenario.Site, h *scenario.Host, own, webmail []string) wire.Host {
	w := wire.Host{
		Name: h.Name, Label: strings.TrimSuffix(h.Name, "."+s.Domain), Site: s.Domain,
		Addresses: []string{h.Address.String()}, Roles: h.Roles, Software: string(h.Software),
	}
	if h.Has(trace.MSA) || h.Has(trace.MTA) || h.Has(trace.MDA) {
		w.Webmail = slices.Concat(own, webmail) // nobody sits at a server
	} else {
		w.Person, w.Webmail = strings.Join(own, " and "), webmail
	}
	if w.Roles == nil {
		w.Roles = []trace.Role{}
	}
	if h.Address6.IsValid() {
		w.Addresses = append(w.Addresses, h.Address6.String())
	}
	return w
}

// owners lists whose mail programs run on each host: at their own machine, and
// on a webmail.
func owners(sc *scenario.Scenario) (own, webmail map[string][]string) {
	own, webmail = map[string][]string{}, map[string][]string{}
	for _, s := range sc.Sites {
		for _, u := range s.Users {
			for _, d := range u.Devices {
				who := own
				if d.Webmail {
					who = webmail
				}
				if !slices.Contains(who[d.Host], u.FullName) {
					who[d.Host] = append(who[d.Host], u.FullName)
				}
			}
		}
	}
	return own, webmail
}
