package sim

import (
	"mailflow/sim/mda"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// away says who of a site's people is away, and what answers for them.
func away(s *scenario.Site) map[string]*mda.Responder {
	list := map[string]*mda.Responder{}
	for _, u := range s.Users {
		if v := u.Vacation; v != nil {
			list[u.Name] = &mda.Responder{Name: u.FullName, Text: v.Text, Careless: v.Careless}
		}
	}
	return list
}

// sends reports whether a host needs a queue: one that takes mail for others
// does, and one whose store answers for people.
func (w *world) sends(s *scenario.Site, h *scenario.Host) bool {
	return h.Has(trace.MTA) || h.Has(trace.MSA) || h.Has(trace.MDA) && len(away(s)) > 0
}

// carrier is the host that carries a host's mail to other sites.
func carrier(s *scenario.Site, h *scenario.Host) string {
	switch {
	case h.Has(trace.MTA):
		return h.Name
	case h.MSA != nil:
		return h.MSA.MTA
	}
	for _, other := range s.Hosts {
		if other.Has(trace.MTA) {
			return other.Name
		}
	}
	return ""
}
