package sim

import (
	"cmp"

	"mailflow/sim/guard"
	"mailflow/sim/mda"
	"mailflow/sim/mta"
	"mailflow/sim/scenario"
)

// running is what is needed to change the settings of mail servers that run.
type running struct {
	transfers map[string]*mta.Agent    // by host
	habits    map[string]*scenario.MTA // of the hosts whose settings were changed
	people    map[string][]mda.User    // who has a mailbox, by domain
	guards    map[string]*guard.Guard  // by host
}

// configure gives a host other settings while the world runs. The scenario
// stays as it is: other runs may read it.
func (w *world) configure(c *scenario.Configure) {
	habits := *w.habitsOf(w.hosts[c.Host])
	adopt(&habits, c.MTA)
	w.habits[c.Host] = &habits
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			// A host that only takes submissions has the habits of another.
			if agent := w.transfers[h.Name]; agent != nil && carrier(s, h) == c.Host {
				agent.Configure(w.transferConfig(s, h, w.people[s.Domain]))
			}
		}
	}
}

// adopt changes what the new settings name.
func adopt(habits *scenario.MTA, change *scenario.NewMTA) {
	switch change.Smarthost {
	case "":
	case scenario.NoSmarthost:
		habits.Smarthost = ""
	default:
		habits.Smarthost = change.Smarthost
	}
	if change.RelayFor != nil {
		habits.RelayFor = change.RelayFor
	}
	if change.Networks != nil {
		habits.Networks = change.Networks
	}
	if change.Strangers != "" {
		habits.Strangers = change.Strangers
	}
	if change.Routes != nil {
		habits.Routes = change.Routes
	}
	if change.UnknownUsers != "" {
		habits.UnknownUsers = change.UnknownUsers
	}
	if change.MaxSize != nil {
		habits.MaxSize = *change.MaxSize
	}
	if change.HopLimit != 0 {
		habits.HopLimit = change.HopLimit
	}
	if change.TLS != "" {
		habits.TLS = change.TLS
	}
	if change.Retry != nil {
		habits.Retry = *change.Retry
	}
	if change.Guard != nil {
		habits.Guard = adoptGuard(habits.Guard, change.Guard)
	}
}

// adoptGuard puts the checks that the new settings name in place of the old.
func adoptGuard(old, change *scenario.Guard) *scenario.Guard {
	var g scenario.Guard
	if old != nil {
		g = *old
	}
	g.Client = cmp.Or(change.Client, g.Client)
	g.Hello = cmp.Or(change.Hello, g.Hello)
	g.Reverse = cmp.Or(change.Reverse, g.Reverse)
	g.DNSBL = cmp.Or(change.DNSBL, g.DNSBL)
	g.SPF = cmp.Or(change.SPF, g.SPF)
	g.Greylist = cmp.Or(change.Greylist, g.Greylist)
	g.Rate = cmp.Or(change.Rate, g.Rate)
	g.Content = cmp.Or(change.Content, g.Content)
	return &g
}
