package scenario

import (
	"slices"
	"strings"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// setUpWatchers gives every keeper of a blocklist its settings. A keeper reads
// the mail of its domain, or no probe would ever come back to it.
func (d *draft) setUpWatchers() {
	for _, s := range d.Sites {
		for _, h := range s.Hosts {
			d.setUpWatcher(s, h)
		}
	}
}

func (d *draft) setUpWatcher(s *Site, h *Host) {
	if !h.Has(trace.Watcher) {
		if h.Watcher != nil {
			d.worldFault(h.Watcher, "`%s` has settings for the role watcher, but not the role", h.Name)
		}
		return
	}
	if h.Has(trace.MTA) {
		d.worldFault(&h.Roles, "`%s` cannot be a watcher and an mta: both take mail on port 25", h.Name)
	}
	if h.Watcher == nil {
		h.Watcher = form.New[Watcher](language)
	}
	if !slices.ContainsFunc(s.MX, func(mx *MX) bool { return mx.Host == h.Name }) {
		d.worldFault(&h.Roles, "`%s` is a watcher and must take the mail of %s; name it in `mx`", h.Name, s.Domain)
	}
	d.nameList(s, h.Watcher)
	for i := range h.Watcher.Traps {
		trap := &h.Watcher.Traps[i]
		if !strings.Contains(*trap, "@") {
			*trap += "@" + s.Domain
		}
		*trap = canonical(*trap)
		if problem := addressProblem(*trap); problem != "" {
			d.worldFault(trap, "%s", problem)
		} else if d.people[*trap] != nil {
			d.worldFault(trap, "`%s` is somebody's address, and a spam trap is nobody's", *trap)
		}
	}
}

// nameList completes and judges the name of the zone.
func (d *draft) nameList(s *Site, w *Watcher) {
	full := qualify(w.List, s.Domain)
	problem := hostnameProblem(full, labelExpr)
	switch {
	case foreign(w.List, s.Domain):
		d.worldFault(&w.List, "`%s` is not in the domain %s", w.List, s.Domain)
	case problem != "":
		d.worldFault(&w.List, "%s", problem)
	case full == s.Domain || d.hosts[full] != nil:
		d.worldFault(&w.List, "`%s` is the name of something else", full)
	default:
		w.List = full
	}
}
