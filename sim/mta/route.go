package mta

import (
	"slices"

	"mailflow/sim/trace"
)

// local is the name of the way to the message store.
const local = "local"

// way is where a letter goes next for a recipient.
type way struct {
	name string // local, a domain whose exchangers are asked, or a host
	host bool   // a host, whose MX does not count
}

// batch is the recipients of a letter that go the same way.
type batch struct {
	way
	why   *trace.Reason // for that way
	fates []*fate
}

// attempt tries every recipient that is not done, batch by batch.
func (a *Agent) attempt(it *item) {
	for _, b := range a.batches(it) {
		names := addresses(b.fates)
		m := a.emit(it.Mark, b.why, trace.MessageAttempted{ID: it.ID, Recipients: names, Destination: b.name, Attempt: it.attempts})
		switch {
		case b.name == local:
			a.deliverLocal(it, b, m)
		case b.host:
			a.deliverTo(it, b, []string{b.name}, m)
		default:
			a.deliverRemote(it, b, m)
		}
	}
}

// batches sorts the open recipients by the way they go, in the order in which
// each way first comes up.
func (a *Agent) batches(it *item) []batch {
	var list []batch
	for i := range it.fates {
		f := &it.fates[i]
		if f.done || f.final {
			continue
		}
		w, why := a.way(f)
		at := slices.IndexFunc(list, func(b batch) bool { return b.way == w })
		if at < 0 {
			list = append(list, batch{way: w, why: why})
			at = len(list) - 1
		}
		list[at].fates = append(list[at].fates, f)
	}
	return list
}

// way decides where a recipient's letter goes: to the store, where a static
// route leads, to the smarthost, or where the domain wants it.
func (a *Agent) way(f *fate) (way, *trace.Reason) {
	if a.cfg.Rules.Local(f.to) {
		return way{name: local}, nil
	}
	for _, r := range a.cfg.Routes {
		if r.Domain == f.to.Domain {
			return way{r.Host, true}, trace.Why(
				"A static route of this server leads there, whatever the MX of "+r.Domain+" says.", "mta.routes", "RFC 5321 §3.6.2")
		}
	}
	switch {
	case a.cfg.Submissions:
		return way{a.cfg.Smarthost, true}, trace.Why(
			"This host carries no mail itself. It hands everything to the one that does that for the site.", "msa.mta", "RFC 6409 §2.1")
	case a.cfg.Smarthost != "":
		return way{a.cfg.Smarthost, true}, trace.Why(
			"This server does not look for other sites' servers itself. It leaves that to another one.", "mta.smarthost", "RFC 5321 §3.6.3")
	}
	return way{name: f.to.Domain}, nil
}

// ways are those of the open recipients of a letter.
func (a *Agent) ways(it *item) []way {
	var list []way
	for _, f := range it.open() {
		w, _ := a.way(f)
		list = append(list, w)
	}
	return list
}
