package mta

import (
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

	arrived  time.Time
	attempts int
	next     time.Time // when it is tried again; zero while it is being tried
	fates    []fate    // one for each recipient of the envelope, in order
	warned   bool
}

// fate is what became of one recipient so far.
type fate struct {
	to     mail.Address
	done   bool
	reply  mail.Reply // the latest reason why not
	peer   string     // whose words that are; empty if it is our own finding
	cause  trace.Seq  // the event behind it
	settle bool       // the reply is final
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

// Enqueue writes a message that was accepted to the queue and returns the event that says so. The
// first attempt follows at once.
func (a *Agent) Enqueue(id string, m mail.Message, e mail.Envelope, mark trace.Mark) trace.Seq {
	it := &item{ID: id, Message: m, Envelope: e, arrived: a.host.Now()}
	for _, to := range e.Recipients {
		it.fates = append(it.fates, fate{to: to})
	}
	it.Mark = a.emit(mark, nil, trace.MessageQueued{ID: id, From: e.From.String(), Recipients: mail.Strings(e.Recipients)})
	a.queue = append(a.queue, it)
	a.schedule(it, handover)
	return it.Mark.Cause
}

// schedule tries an item after a delay.
func (a *Agent) schedule(it *item, d time.Duration) {
	it.next = a.host.Now().Add(d)
	a.host.After(d, vtime.Story, func() { a.due(it) })
}

// due starts an attempt, or lets it wait for another to end.
func (a *Agent) due(it *item) {
	if a.busy >= maxBusy {
		a.ready = append(a.ready, it)
		return
	}
	a.busy++
	a.host.Go(0, func() { a.work(it) })
}

// work is one attempt from beginning to end.
func (a *Agent) work(it *item) {
	it.next = time.Time{}
	it.attempts++
	a.attempt(it)
	a.conclude(it)
	a.busy--
	if len(a.ready) > 0 {
		first := a.ready[0]
		a.ready = a.ready[1:]
		a.due(first)
	}
}

// conclude looks at the fates after an attempt: what is final is reported, what
// is not waits, and a letter without open fates leaves the queue.
func (a *Agent) conclude(it *item) {
	age := a.host.Now().Sub(it.arrived)
	var failed, late []*fate
	for i := range it.fates {
		switch f := &it.fates[i]; {
		case f.done:
		case f.settle:
			failed = append(failed, f)
		default:
			late = append(late, f)
		}
	}
	if len(late) > 0 && age >= a.cfg.Retry.Expire {
		failed = append(failed, a.expire(it, late, age)...)
		late = nil
	}
	if len(failed) > 0 {
		a.bounce(it, failed)
	}
	if len(late) > 0 {
		a.postpone(it, late, age)
		return
	}
	a.queue = slices.DeleteFunc(a.queue, func(o *item) bool { return o == it })
}

// postpone lets a letter wait for its next attempt.
func (a *Agent) postpone(it *item, late []*fate, age time.Duration) {
	wait := min(a.cfg.Retry.After(it.attempts), max(a.cfg.Retry.Expire-age, time.Second))
	next := a.host.Now().Add(wait)
	for _, group := range sameReason(late) {
		m := trace.Mark{Message: it.Mark.Message, Cause: group[0].cause}
		a.emitPeer(m, group[0].peer, "", trace.Why(
			"This failure may pass, so the message stays here and is tried again; nobody has to send it anew.", "mta.retry", "RFC 5321 §4.5.4.1"),
			trace.MessageDeferred{
				ID: it.ID, Recipients: addresses(group), Attempt: it.attempts, Reply: group[0].reply.String(), Next: a.sinceStart(next),
			})
	}
	a.schedule(it, wait)
	if warn := a.cfg.Retry.Warn; warn > 0 && !it.warned && age >= warn {
		it.warned = true
		a.warn(it, late)
	}
}

// expire ends the queue's patience.
func (a *Agent) expire(it *item, late []*fate, age time.Duration) []*fate {
	m := a.emit(trace.Mark{Message: it.Mark.Message, Cause: late[0].cause}, trace.Why(
		"The message has waited for as long as this server keeps trying.", "mta.retry.expire", "RFC 5321 §4.5.4.1"),
		trace.MessageExpired{ID: it.ID, Recipients: addresses(late), Seconds: int64(age.Seconds())})
	for _, f := range late {
		f.cause = m.Cause
		f.reply = a.cfg.Dialect.Failures.Expired.With(mail.Words{Reason: f.reply.Text})
	}
	return late
}

// sameReason groups fates that have the same cause, in order.
func sameReason(fates []*fate) [][]*fate {
	var groups [][]*fate
	for _, f := range fates {
		i := slices.IndexFunc(groups, func(g []*fate) bool { return g[0].cause == f.cause && g[0].reply == f.reply })
		if i < 0 {
			groups = append(groups, []*fate{f})
		} else {
			groups[i] = append(groups[i], f)
		}
	}
	return groups
}

func addresses(fates []*fate) []string {
	list := make([]string, len(fates))
	for i, f := range fates {
		list[i] = f.to.String()
	}
	return list
}
