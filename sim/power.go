package sim

import (
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// switchOff takes the power from a host, or from a whole site. What a resolver
// remembers goes with it.
func (w *world) switchOff(a *scenario.Down) {
	m := w.taken(a, a.Host, trace.ActionTaken{Who: a.Host + a.Site})
	for _, name := range w.powered(a.Host, a.Site) {
		w.net.Host(name).Down(m.Cause)
		if s := w.servers[name]; s != nil {
			s.Forget()
		}
	}
}

func (w *world) switchOn(a *scenario.Up) {
	m := w.taken(a, a.Host, trace.ActionTaken{Who: a.Host + a.Site})
	for _, name := range w.powered(a.Host, a.Site) {
		w.net.Host(name).Up(m.Cause)
	}
}

// powered lists the hosts that a switch is for: one, or all of a site.
func (w *world) powered(host, site string) []string {
	if host != "" {
		return []string{host}
	}
	var names []string
	for _, h := range w.site(site).Hosts {
		names = append(names, h.Name)
	}
	return names
}
