package scenario

import (
	"slices"

	"mailflow/sim/trace"
)

// checkSites judges what can be judged of the sites one by one, so that as many
// mistakes as possible are shown at once, and files their names.
func (d *draft) checkSites() {
	d.nameSites()
	d.nameHosts()
	d.nameUsers()
	d.nameAliases()
	d.checkPrefixes()
	for _, s := range d.Sites {
		if d.sites[s.Domain] == s {
			d.checkRecords(s)
		}
		for i := range s.Without {
			d.checkWithout(s, i)
		}
		for _, h := range s.Hosts {
			d.checkReverse(h)
			d.checkRelays(h)
		}
	}
}

// nameSites checks the domains.
func (d *draft) nameSites() {
	var internet *Site
	for _, s := range d.Sites {
		problem := domainProblem(s.Domain)
		switch {
		case s.Domain == "": // a fault already
		case problem != "":
			d.worldFault(&s.Domain, "%s", problem)
		case d.sites[s.Domain] != nil:
			d.worldFault(&s.Domain, "there are two sites `%s`", s.Domain)
		default:
			d.addSite(s)
		}
		if s.Kind == Internet && internet != nil {
			d.worldFault(&s.Kind, "`%s` is the site of kind internet; there can be only one", internet.Domain)
		}
		if s.Kind == Internet && len(s.Users) > 0 {
			d.worldFault(&s.Users, "a site of kind internet has no users")
		}
		if s.Kind == Internet {
			internet = s
		}
		if s.Title == "" {
			s.Title = s.Domain
		}
	}
}

// nameHosts checks and completes the names of the hosts that are written out.
func (d *draft) nameHosts() {
	for _, s := range d.Sites {
		for _, h := range s.Hosts {
			if d.sites[s.Domain] == s && h.Name != "" {
				d.nameHost(s, h)
			}
			d.checkRoles(s, h)
		}
	}
}

func (d *draft) nameHost(s *Site, h *Host) {
	full := qualify(h.Name, s.Domain)
	problem := hostnameProblem(full, labelExpr)
	switch {
	case foreign(h.Name, s.Domain):
		d.worldFault(&h.Name, "`%s` is not in the domain %s", h.Name, s.Domain)
	case problem != "":
		d.worldFault(&h.Name, "%s", problem)
	case d.hosts[full] != nil:
		d.worldFault(&h.Name, "there are two hosts `%s`", full)
	default:
		h.Name = full
		d.addHost(s, h)
	}
}

func (d *draft) checkRoles(s *Site, h *Host) {
	for i := range h.Roles {
		switch r := h.Roles[i]; {
		case r == "": // a fault already
		case slices.Contains(h.Roles[:i], r):
			d.worldFault(&h.Roles[i], "the role `%s` stands here twice", r)
		case slices.Contains(s.Without, r):
			d.worldFault(&h.Roles[i], "`without` says that the site has no `%s`", r)
		}
	}
}

func (d *draft) checkWithout(s *Site, i int) {
	switch r := s.Without[i]; {
	case r == trace.MUA || r == trace.Attacker || r == trace.Watcher:
		d.worldFault(&s.Without[i], "%s is no role that a site gets by itself", r)
	case r == trace.MDA && len(s.Users) > 0:
		d.worldFault(&s.Without[i], "the site has users, and their mailboxes need an mda")
	}
}

// checkReverse judges the name in the reverse DNS.
func (d *draft) checkReverse(h *Host) {
	if h.Reverse == "" || h.Reverse == NoReverse {
		return
	}
	if problem := domainProblem(h.Reverse); problem != "" {
		d.worldFault(&h.Reverse, "%s", problem)
	}
}

func (d *draft) checkRelays(h *Host) {
	if h.MTA == nil {
		return
	}
	d.checkGuard(h.MTA.Guard)
	d.checkDomains(h.MTA.RelayFor)
}

func (d *draft) checkDomains(names []string) {
	for i, domain := range names {
		if problem := domainProblem(domain); problem != "" {
			d.worldFault(&names[i], "%s", problem)
		}
	}
}
