package scenario

import (
	"strings"
	"time"

	"mailflow/sim/trace"
)

// Pickup is a mailbox at another provider. A fetcher reads it over POP3 and hands
// what it finds to its own site's mta, over SMTP.
//
//	mailbox: bob.old@provider.test
//	to: bob
//	every: 10m
type Pickup struct {
	// Whose mailbox it is: the address of a user there.
	Mailbox string `yaml:"mailbox" form:"required"`

	// Who gets the letters here: an address, or a login name of the site.
	To string `yaml:"to" form:"required"`

	// How often it looks. That it looks does not keep the world awake.
	Every time.Duration `yaml:"every" form:"min=1s,max=365d" default:"10m"`

	// The server that it asks. Left out, it is the host with the role mda at the
	// site of the mailbox.
	From string `yaml:"from"`

	// The password. Left out, it is the right one.
	Password string `yaml:"password" form:"max=100"`
}

// setUpFetchers completes what the fetchers are told.
func (d *draft) setUpFetchers() {
	for _, s := range d.Sites {
		for _, h := range s.Hosts {
			if len(h.Fetch) > 0 && !h.Has(trace.Fetcher) {
				h.Roles = append(h.Roles, trace.Fetcher)
			}
			if h.Has(trace.Fetcher) && len(h.Fetch) == 0 {
				d.worldFault(&h.Roles, "`%s` is a fetcher and has nothing to fetch", h.Name)
			}
			if len(h.Fetch) > 0 && s.first(trace.MTA) == nil {
				d.worldFault(&h.Fetch, "the site has no mta that would take what is fetched")
			}
			for _, p := range h.Fetch {
				d.setUpPickup(s, p)
			}
		}
	}
}

func (d *draft) setUpPickup(s *Site, p *Pickup) {
	if u := d.worldUser(&p.Mailbox); u != nil {
		_, domain, _ := strings.Cut(u.Address, "@")
		d.server(&p.From, s, d.sites[domain].first(trace.MDA))
		if p.Password == "" {
			p.Password = u.Password
		}
	}
	if !strings.Contains(p.To, "@") {
		p.To += "@" + s.Domain
	}
	p.To = canonical(p.To)
	if problem := addressProblem(p.To); problem != "" {
		d.worldFault(&p.To, "%s", problem)
	}
}

// worldUser is user, for a place in the sites.
func (d *draft) worldUser(name *string) *User {
	u := d.user(name)
	if u == nil && *name != "" {
		d.faults[len(d.faults)-1].Section = "sites"
	}
	return u
}
