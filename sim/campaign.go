package sim

import (
	"fmt"
	"strings"

	"mailflow/sim/attacker"
	"mailflow/sim/dns"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/watcher"
)

// abuse is who abuses mail in the world, and who watches over it.
type abuse struct {
	attackers map[string]*attacker.Program // by host
	watchers  map[string]*watcher.Keeper   // by host
	lists     map[string]*dns.Zone         // of blocklists, by name
}

// campaign lets a spammer's program send what the script says.
func (w *world) campaign(a *scenario.Campaign) {
	c := attacker.Campaign{
		To: a.To, Letters: a.Letters, PerTransaction: a.PerTransaction, Every: a.Every, Connections: a.Connections,
		Hello: a.Hello, Sender: strings.Trim(a.Sender, "<>"), Received: a.Received, Subject: a.Subject, Text: a.Text,
	}
	c.FromName, c.From = a.Author()
	way := "straight to the servers of its victims"
	if a.Via != scenario.Direct {
		c.Via = a.Via
		way = "through " + a.Via
	}
	text := fmt.Sprintf("%s, each to %s, %s", many(a.Letters, "letter"), many(a.PerTransaction, "recipient"), way)
	w.attackers[a.Host].Start(c, w.taken(a, a.Host, trace.ActionTaken{Who: a.Host, Text: text}))
}

func many(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprint(n, " ", thing)
}

// buildAttackers puts a spammer's program on each host that has the role.
func (w *world) buildAttackers() error {
	w.attackers = map[string]*attacker.Program{}
	for _, s := range w.sc.Sites {
		for _, h := range s.Hosts {
			if h.Has(trace.Attacker) {
				w.attackers[h.Name] = attacker.New(w.net.Host(h.Name), w.stubs[h.Name])
			}
		}
	}
	return nil
}
