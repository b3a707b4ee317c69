package scenario

import (
	"slices"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// completeWorld fills in what the author of the sites left out, and judges what
// they say about each other. Their names are known to be good.
func (d *draft) completeWorld() {
	if d.fillRoles(); !d.sound() {
		return
	}
	d.addInternet()
	d.seatUsers()
	d.numberSites()
	d.numberHosts()
	d.setUpAliases()
	d.checkVacations()
	d.setUpAgents()
	d.setUpDevices()
	d.setUpDNS()
	d.setUpWatchers()
	d.setUpFetchers()
	d.setUpLinks()
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
		for _, sr := range serverRoles {
			mail := sr.host == "mail"
			needed := mail && len(s.Users) > 0 || !mail && s.Kind == Organisation || s.Kind == Internet && sr.role == trace.DNS ||
				sr.role == trace.MTA && len(s.Aliases) > 0
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
