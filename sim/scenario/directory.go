package scenario

import (
	"maps"
	"slices"
	"strings"

	"mailflow/sim/scenario/internal/form"
)

// directory finds the things of a world by the names that a file calls them.
type directory struct {
	sites  map[string]*Site
	hosts  map[string]*Host   // by full name
	short  map[string][]*Host // by name within the site
	homes  map[*Host]*Site
	people map[string]*User   // by address
	logins map[string][]*User // by login name
}

func (d *draft) addSite(s *Site) {
	if d.sites == nil {
		d.sites = map[string]*Site{}
	}
	d.sites[s.Domain] = s
}

// addHost files a host whose name is complete.
func (d *draft) addHost(s *Site, h *Host) {
	if d.hosts == nil {
		d.hosts, d.short, d.homes = map[string]*Host{}, map[string][]*Host{}, map[*Host]*Site{}
	}
	d.hosts[h.Name] = h
	d.homes[h] = s
	label := strings.TrimSuffix(h.Name, "."+s.Domain)
	d.short[label] = append(d.short[label], h)
}

// addUser files a user whose address is complete.
func (d *draft) addUser(u *User) {
	if d.people == nil {
		d.people, d.logins = map[string]*User{}, map[string][]*User{}
	}
	d.people[u.Address] = u
	d.logins[u.Name] = append(d.logins[u.Name], u)
}

// host finds a host by its full name or by a short one. A site's own hosts come
// first if near is that site; it may be nil. If there is none it reports a
// fault at name and returns nil. It completes the name.
func (d *draft) host(name *string, near *Site) *Host {
	if near != nil {
		if h := d.hosts[qualify(*name, near.Domain)]; h != nil {
			*name = h.Name
			return h
		}
	}
	if h := d.hosts[*name]; h != nil {
		return h
	}
	switch found := d.short[*name]; len(found) {
	case 1:
		*name = found[0].Name
		return found[0]
	case 0:
		d.fault(name, "there is no host `%s`%s", *name, d.suggest(*name, d.hostNames))
	default:
		d.fault(name, "there are several hosts `%s`; write %s or %s", *name, found[0].Name, found[1].Name)
	}
	return nil
}

// hostNames lists the names that a host can be called by, in order.
func (d *draft) hostNames() []string { return append(keys(d.hosts), keys(d.short)...) }

func (d *draft) addresses() []string  { return keys(d.people) }
func (d *draft) loginNames() []string { return keys(d.logins) }
func (d *draft) domains() []string    { return keys(d.sites) }

// user finds a person by address or login name, and completes the name to the
// address. If there is none it reports a fault at name and returns nil.
func (d *draft) user(name *string) *User {
	if *name == "" {
		return nil // already a fault, where it is required
	}
	if strings.Contains(*name, "@") {
		if u := d.people[canonical(*name)]; u != nil {
			*name = u.Address
			return u
		}
		d.fault(name, "there is no user `%s`%s", *name, d.suggest(*name, d.addresses))
		return nil
	}
	switch found := d.logins[*name]; len(found) {
	case 1:
		*name = found[0].Address
		return found[0]
	case 0:
		d.fault(name, "there is no user `%s`%s", *name, d.suggest(*name, d.loginNames))
	default:
		d.fault(name, "there are several users `%s`; write %s or %s", *name, found[0].Address, found[1].Address)
	}
	return nil
}

// site finds a site by its domain. If there is none it reports a fault at name
// and returns nil.
func (d *draft) site(name *string) *Site {
	if s := d.sites[*name]; s != nil || *name == "" {
		return s
	}
	d.fault(name, "there is no site `%s`%s", *name, d.suggest(*name, d.domains))
	return nil
}

// maxSuggestions bounds the search for what was meant, which takes its time in
// a large world. Nobody reads so many messages at once.
const maxSuggestions = 100

// suggest ends a message about a name that does not exist; see [form.Suggest].
func (d *draft) suggest(name string, known func() []string) string {
	if len(d.faults) >= maxSuggestions {
		return ""
	}
	return form.Suggest(name, known())
}

// keys lists the names of a map in order.
func keys[T any](m map[string]T) []string { return slices.Sorted(maps.Keys(m)) }
