package mta

import (
	"container/list"
	"slices"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

const (
	// handover is how long it takes from the queue to the first attempt.
	handover = 2 * time.Millisecond
	// maxBusy is how many attempts run at once.
	maxBusy = 100
)

// item is a message in the queue.
type item struct {
	ID       string
	Message  mail.Message
	Envelope mail.Envelope
	Mark     trace.Mark // its identity, and what made it enter the queue

	place    *list.Element // in the queue
	arrived  time.Time
	attempts int
	next     time.Time // when it is tried again; zero while it is being tried
	timer    *vtime.Timer
	shelved  []place // while it waits after a failure
	fates    []fate  // one for each recipient of the envelope, in order
	warned   bool
}

// waiting lists the recipients that are not done.
func (it *item) waiting() []mail.Address {
	var list []mail.Address
	for i := range it.fates {
		if !it.fates[i].done {
			list = append(list, it.fates[i].to)
		}
	}
	return list
}

// Enqueue writes a message that was accepted to the queue and returns the event
// that says so. The first attempt follows at once. Who is named twice gets it
// once.
func (a *Agent) Enqueue(id string, m mail.Message, e mail.Envelope, mark trace.Mark) trace.Seq {
	it := &item{ID: id, Message: m, Envelope: e, arrived: a.host.Now()}
	for i, to := range e.Recipients {
		if !slices.Contains(e.Recipients[:i], to) {
			it.fates = append(it.fates, fate{to: to})
		}
	}
	it.Mark = a.emit(mark, nil, trace.MessageQueued{ID: id, From: e.From.String(), Recipients: mail.Strings(it.waiting())})
	it.place = a.queue.PushBack(it)
	a.schedule(it, handover)
	return it.Mark.Cause
}

// schedule tries an item after a delay.
func (a *Agent) schedule(it *item, d time.Duration) {
	it.next = a.host.Now().Add(d)
	it.timer = a.host.After(d, vtime.Story, func() { a.due(it) })
}

// due starts an attempt, or lets it wait for another to end.
func (a *Agent) due(it *item) {
	if a.busy >= maxBusy {
		a.ready = append(a.ready, it)
		return
	}
	a.busy++
	a.host.Spawn(func() { a.work(it) })
}

// work is one attempt from beginning to end.
func (a *Agent) work(it *item) {
	a.late.take(it)
	it.next = time.Time{}
	if it.attempts++; it.attempts == 1 {
		a.countHops(it)
		a.expand(it)
	}
	a.attempt(it)
	a.conclude(it)
	a.host.After(0, vtime.Story, a.free)
}

// free gives the place of an attempt that ended to the one that waits longest.
func (a *Agent) free() {
	a.busy--
	if len(a.ready) > 0 {
		first := a.ready[0]
		a.ready = a.ready[1:]
		a.due(first)
	}
}

// Hold tells the trace what still waits. It is the agent's last word.
func (a *Agent) Hold() {
	for e := a.queue.Front(); e != nil; e = e.Next() {
		it := e.Value.(*item)
		held := trace.MessageHeld{ID: it.ID, Recipients: mail.Strings(it.waiting()), Attempts: it.attempts}
		if !it.next.IsZero() {
			held.Next = a.sinceStart(it.next)
		}
		a.emit(it.Mark, nil, held)
	}
}
