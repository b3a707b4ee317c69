package mta

import (
	"slices"

	"mailflow/sim/trace"
)

// local is the name of the way to the message store.
const local = "local"

// batch is the recipients of a letter that go the same way.
type batch struct {
	way   string // local, or the domain whose exchangers are asked, or the smarthost
	fates []*fate
}

// attempt tries every recipient that is not done, batch by batch.
func (a *Agent) attempt(it *item) {
	for _, b := range a.batches(it) {
		names := addresses(b.fates)
		m := a.emit(it.Mark, nil, trace.MessageAttempted{ID: it.ID, Recipients: names, Destination: b.way, Attempt: it.attempts})
		switch b.way {
		case local:
			a.deliverLocal(it, b.fates, m)
		case a.cfg.Smarthost:
			a.deliverVia(it, b.fates, m)
		default:
			a.deliverRemote(it, b.fates, b.way, m)
		}
	}
}

// batches sorts the open recipients by the way they go, in the order in which
// each way first comes up.
func (a *Agent) batches(it *item) []batch {
	var list []batch
	for i := range it.fates {
		f := &it.fates[i]
		if f.done {
			continue
		}
		way := a.way(f)
		at := slices.IndexFunc(list, func(b batch) bool { return b.way == way })
		if at < 0 {
			list = append(list, batch{way: way})
			at = len(list) - 1
		}
		list[at].fates = append(list[at].fates, f)
	}
	return list
}

func (a *Agent) way(f *fate) string {
	switch {
	case a.cfg.Rules.Local(f.to):
		return local
	case a.cfg.Smarthost != "":
		return a.cfg.Smarthost
	default:
		return f.to.Domain
	}
}
