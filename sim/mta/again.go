package mta

import (
	"slices"
	"time"

	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// maxLetters is how many letters go over one connection.
const maxLetters = 100

// passOn lets the next letter that waits for the same host go over a
// connection that just carried one: the host takes mail again, and the letters
// need not find that out one by one (RFC 5321 §4.5.4.1). The letter before goes
// its own way meanwhile. It is false if there is none.
func (a *Agent) passOn(t *transfer) bool {
	next := a.waitingFor(t.to, t.way)
	if next == nil {
		return false
	}
	a.busy++
	a.host.Go(handover, func() { a.further(t.client, t.to, t.way, next) })
	return true
}

// further sends letters over a connection that is open, until none is left that
// waits for the same host, or the host takes no more.
func (a *Agent) further(c *smtp.Client, to target, w way, it *item) {
	for n := 2; it != nil; n++ {
		t := a.over(c, to, w, it)
		a.conclude(it)
		if it = nil; n < maxLetters && t.mayGoOn() {
			it = a.waitingFor(to, w)
		}
	}
	c.Quit()
	a.host.After(0, vtime.Story, a.free)
}

// mayGoOn reports whether the server can be asked to take another letter: it
// took the last one, or what it has against it is about that letter alone.
func (t *transfer) mayGoOn() bool {
	if t.taken || t.lost {
		return t.taken
	}
	if slices.ContainsFunc(t.fates, func(f *fate) bool { return !f.final }) {
		return false
	}
	r, err := t.client.Reset()
	return err == nil && r.Positive()
}

// over is one attempt over a connection that is open.
func (a *Agent) over(c *smtp.Client, to target, w way, it *item) *transfer {
	it.attempts++
	open := it.open()
	m := a.emitPeer(it.Mark, c.PeerName(), c.ID(), trace.Why(
		"There is a connection to that host, and it just took another message. What waits for the same host goes over it too.", "", "RFC 5321 §4.5.4.1"),
		trace.MessageAttempted{ID: it.ID, Recipients: addresses(open), Destination: w.name, Attempt: it.attempts})
	c.About(m)
	t := &transfer{agent: a, it: it, to: to, way: w, fates: open, client: c, mark: m}
	t.talk()
	c.About(t.mark)
	return t
}

// waitingFor takes a letter out of its wait that goes the same way or was last
// tried at the same host; nil if there is none.
func (a *Agent) waitingFor(to target, w way) *item {
	it := a.late.first(w)
	if it == nil {
		it = a.late.first(to)
	}
	if it != nil {
		a.late.take(it)
		it.next = time.Time{}
	}
	return it
}

// open lists the fates that are not sealed.
func (it *item) open() []*fate {
	var list []*fate
	for i := range it.fates {
		if f := &it.fates[i]; !f.done {
			list = append(list, f)
		}
	}
	return list
}
