package sim

import (
	"fmt"
	"strings"

	"mailflow/sim/dns"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// failDomain gives a site's domain a fault in the DNS, or takes it away.
func (w *world) failDomain(a *scenario.DNS) {
	s := w.site(a.Site)
	w.taken(a, s.DNS.Servers[0], trace.ActionTaken{Who: a.Site, Text: string(a.Fault)})
	w.failZone(a.Site, a.Fault)
	for _, r := range delegation(s) {
		w.root.Remove(r.Name, r.Type)
	}
	if a.Fault == scenario.NXDomain {
		return
	}
	for _, r := range delegation(s) {
		w.add(w.root, r)
	}
}

func (w *world) failZone(domain string, f scenario.DNSFault) {
	w.zones[domain].Fail(map[scenario.DNSFault]dns.Fault{scenario.ServFail: dns.Broken, scenario.Timeout: dns.Silent}[f])
}

// changeRecord replaces the records of a name and a type in a site's zone.
func (w *world) changeRecord(a *scenario.ChangeRecord) {
	text := fmt.Sprintf("%s %s: %s", a.Name, a.Type, strings.Join(a.Data, ", "))
	if len(a.Data) == 0 {
		text = fmt.Sprintf("%s %s: none", a.Name, a.Type)
	}
	w.taken(a, w.site(a.Site).DNS.Servers[0], trace.ActionTaken{Who: a.Site, Text: text})
	z := w.zones[a.Site]
	z.Remove(a.Name, string(a.Type))
	for _, data := range a.Data {
		w.add(z, trace.Record{Name: a.Name, Type: string(a.Type), TTL: uint32(a.TTL.Seconds()), Data: data})
	}
}

// add puts a record into a zone. One that does not go with what is there, as an
// alias beside other records, is a mistake in the scenario that only shows now.
func (w *world) add(z *dns.Zone, r trace.Record) {
	if err := z.Add(r); err != nil {
		w.clock.Fail(fmt.Errorf("sim: %s: %w", w.sc.Name, err))
	}
}

func (w *world) site(domain string) *scenario.Site {
	for _, s := range w.sc.Sites {
		if s.Domain == domain {
			return s
		}
	}
	panic("sim: there is no site " + domain) // the scenario was checked: it cannot be
}
