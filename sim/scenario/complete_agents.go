package scenario

import (
	"cmp"
	"net/netip"
	"slices"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// setUpAgents gives every host the settings of its roles.
func (d *draft) setUpAgents() {
	for _, s := range d.Sites {
		for _, h := range s.Hosts {
			h.Reverse = cmp.Or(h.Reverse, h.Name)
			if h.Software == "" && (h.Has(trace.MSA) || h.Has(trace.MTA) || h.Has(trace.MDA) || h.Has(trace.Watcher)) {
				h.Software = "postfix"
			}
			d.setUpMSA(s, h)
			d.setUpMTA(s, h)
			d.setUpMDA(s, h)
		}
	}
}

func (d *draft) setUpMSA(s *Site, h *Host) {
	if !h.Has(trace.MSA) {
		if h.MSA != nil {
			d.worldFault(h.MSA, "`%s` has settings for the role msa, but not the role", h.Name)
		}
		return
	}
	if h.MSA == nil {
		h.MSA = form.New[MSA](language)
	}
	mta := d.server(&h.MSA.MTA, s, own(h, s, trace.MTA))
	switch {
	case mta == nil && h.MSA.MTA == "":
		d.worldFault(&h.Roles, "`%s` is an msa, and the site has no mta to which it could hand mail", h.Name)
	case mta != nil && !mta.Has(trace.MTA):
		d.worldFault(&h.MSA.MTA, "`%s` has not the role mta", mta.Name)
	}
}

func (d *draft) setUpMTA(s *Site, h *Host) {
	if !h.Has(trace.MTA) {
		if h.MTA != nil {
			d.worldFault(h.MTA, "`%s` has settings for the role mta, but not the role", h.Name)
		}
		return
	}
	if h.MTA == nil {
		h.MTA = form.New[MTA](language)
	}
	if store := d.server(&h.MTA.Store, s, own(h, s, trace.MDA)); store != nil && !store.Has(trace.MDA) {
		d.worldFault(&h.MTA.Store, "`%s` has not the role mda", store.Name)
	}
	d.checkSmarthost(&h.MTA.Smarthost, s, h)
	d.checkRoutes(h.MTA.Routes, s, h)
	if h.MTA.Networks == nil {
		h.MTA.Networks = ownNetworks(s)
	}
	d.setUpRetry(&h.MTA.Retry, h.Software)
}

// checkSmarthost completes the name of the host through which h sends.
func (d *draft) checkSmarthost(name *string, s *Site, h *Host) {
	smart := d.server(name, s, nil)
	if smart != nil && (smart == h || !smart.Has(trace.MTA) && !smart.Has(trace.MSA)) {
		d.worldFault(name, "the smarthost must be another host with the role mta or msa")
	}
}

// checkRoutes completes the names of the hosts to which mail for some domains
// goes from h.
func (d *draft) checkRoutes(routes []*Route, s *Site, h *Host) {
	for i, r := range routes {
		problem := domainProblem(r.Domain)
		switch {
		case r.Domain == "" || r.Host == "": // a fault already
			continue
		case problem != "":
			d.worldFault(&r.Domain, "%s", problem)
		case slices.ContainsFunc(routes[:i], func(other *Route) bool { return other.Domain == r.Domain }):
			d.worldFault(&r.Domain, "there are two routes for `%s`", r.Domain)
		}
		if to := d.server(&r.Host, s, nil); to != nil && (to == h || !to.Has(trace.MTA)) {
			d.worldFault(&r.Host, "a route must lead to another host with the role mta")
		}
	}
}

// ownNetworks are those of a site.
func ownNetworks(s *Site) []netip.Prefix {
	own := []netip.Prefix{s.Prefix}
	if s.Prefix6.IsValid() {
		own = append(own, s.Prefix6)
	}
	return own
}

func (d *draft) setUpMDA(s *Site, h *Host) {
	if !h.Has(trace.MDA) {
		if h.MDA != nil {
			d.worldFault(h.MDA, "`%s` has settings for the role mda, but not the role", h.Name)
		}
		return
	}
	if h.MDA == nil {
		h.MDA = form.New[MDA](language)
	}
	if h.MDA.Junk == nil {
		h.MDA.Junk = form.New[JunkRule](language)
	}
	switch {
	case !d.places.Given(&h.MDA.Access) && h.TLS:
		h.MDA.Access = []Door{DoorIMAPS, DoorPOP3S}
	case !d.places.Given(&h.MDA.Access):
		h.MDA.Access = []Door{DoorIMAP, DoorPOP3}
	}
	for i, door := range h.MDA.Access {
		if !h.TLS && (door == DoorIMAPS || door == DoorPOP3S) {
			d.worldFault(&h.MDA.Access[i], "`%s` needs a certificate, and `%s` has none", door, h.Name)
		}
		if slices.Contains(h.MDA.Access[:i], door) {
			d.worldFault(&h.MDA.Access[i], "`%s` stands there twice", door)
		}
	}
	for _, u := range s.Users {
		if u != nil && !d.places.Given(&u.Quota) {
			u.Quota = h.MDA.Quota
		}
	}
}

// own is the host itself if it has the role, and otherwise the site's first.
func own(h *Host, s *Site, r trace.Role) *Host {
	if h.Has(r) {
		return h
	}
	return s.first(r)
}

// setUpRetry completes a queue's patience from the habits of a program.
func (d *draft) setUpRetry(r *Retry, software Software) {
	if r.Preset == "" {
		r.Preset = "postfix"
		if p := Preset(software); slices.Contains(Presets, p) {
			r.Preset = p
		}
	}
	habit := habits[r.Preset]
	if r.Schedule == nil {
		r.Schedule = slices.Clone(habit.Schedule)
	}
	if r.Expire == 0 {
		r.Expire = habit.Expire
	}
	if !d.places.Given(&r.Warn) {
		r.Warn = habit.Warn
	}
}
