package scenario

import (
	"slices"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// completeWorld checks the sites and fills in what their author left out. Each
// step rests on those before it, so it stops at the first that finds faults.
func (d *draft) completeWorld() {
	for _, step := range []func(){
		d.nameSites,
		d.nameHosts,
		d.nameUsers,
		d.fillRoles,
		d.seatUsers,
		d.addInternet,
		d.numberSites,
		d.numberHosts,
		d.setUpAgents,
		d.setUpDevices,
		d.setUpDNS,
		d.setUpLinks,
	} {
		if step(); !d.sound() {
			return
		}
	}
}

// nameSites checks the domains.
func (d *draft) nameSites() {
	var internet *Site
	for _, s := range d.Sites {
		problem := domainProblem(s.Domain)
		switch {
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
			d.nameHost(s, h)
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
		case slices.Contains(h.Roles[:i], r):
			d.worldFault(&h.Roles[i], "the role `%s` stands here twice", r)
		case slices.Contains(s.Without, r):
			d.worldFault(&h.Roles[i], "`without` says that the site has no `%s`", r)
		}
	}
}

// serverRoles are the roles that a site needs, each with the name of the host
// that gets it if no other has it.
var serverRoles = []struct {
	role trace.Role
	host string
}{{trace.MSA, "mail"}, {trace.MTA, "mail"}, {trace.MDA, "mail"}, {trace.DNS, "ns"}, {trace.Resolver, "ns"}}

// fillRoles gives every role that a site needs to a host.
func (d *draft) fillRoles() {
	for _, s := range d.Sites {
		for i := range s.Without {
			d.checkWithout(s, i)
		}
		for _, sr := range serverRoles {
			mail := sr.host == "mail"
			needed := mail && len(s.Users) > 0 || !mail && s.Kind == Organisation || s.Kind == Internet && sr.role == trace.DNS
			if needed && s.first(sr.role) == nil && !slices.Contains(s.Without, sr.role) {
				h := d.ensure(s, rootName(s, sr.host))
				h.Roles = append(h.Roles, sr.role)
			}
		}
		d.checkStores(s)
	}
}

// rootName names the root name server as the real ones are named.
func rootName(s *Site, name string) string {
	if s.Kind == Internet {
		return "a"
	}
	return name
}

func (d *draft) checkWithout(s *Site, i int) {
	switch r := s.Without[i]; {
	case r == trace.MUA:
		d.worldFault(&s.Without[i], "mua is no role that a site gets by itself")
	case r == trace.MDA && len(s.Users) > 0:
		d.worldFault(&s.Without[i], "the site has users, and their mailboxes need an mda")
	}
}

func (d *draft) checkStores(s *Site) {
	store := s.first(trace.MDA)
	for _, h := range s.Hosts {
		if h.Has(trace.MDA) && h != store {
			d.worldFault(&h.Roles, "`%s` has the role mda already; a site has one message store", store.Name)
		}
	}
}

// ensure finds a host of the site by its short name, or adds it.
func (d *draft) ensure(s *Site, name string) *Host {
	full := qualify(name, s.Domain)
	if h := d.hosts[full]; h != nil {
		return h
	}
	h := form.New[Host](language)
	h.Name = full
	s.Hosts = append(s.Hosts, h)
	d.addHost(s, h)
	return h
}

// first is the site's first host with a role, or nil.
func (s *Site) first(r trace.Role) *Host {
	for _, h := range s.Hosts {
		if h.Has(r) {
			return h
		}
	}
	return nil
}

// addInternet adds the site of the root name server, unless it is written out.
func (d *draft) addInternet() {
	for _, s := range d.Sites {
		if s.Kind == Internet {
			return
		}
	}
	s := form.New[Site](language)
	s.Domain, s.Kind, s.Title = "root.example", Internet, "The Internet"
	if clash := d.sites[s.Domain]; clash != nil {
		d.worldFault(&clash.Domain, "root.example is the site of the root name server; give it the kind internet, or choose another name")
		return
	}
	d.Sites = append(d.Sites, s)
	d.addSite(s)
	h := d.ensure(s, "a")
	h.Roles = []trace.Role{trace.DNS}
}
