package mta

import (
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// conclude looks at the fates after an attempt: what is final is reported, what
// is not waits, and a letter without open fates leaves the queue.
func (a *Agent) conclude(it *item) {
	age := a.host.Now().Sub(it.arrived)
	var failed, late []*fate
	for i := range it.fates {
		switch f := &it.fates[i]; {
		case f.done:
		case f.final:
			failed = append(failed, f)
		default:
			late = append(late, f)
		}
	}
	if len(late) > 0 && age >= a.cfg.Retry.Expire {
		a.expire(it, late, age)
		failed, late = append(failed, late...), nil
	}
	if len(failed) > 0 {
		a.bounce(it, failed)
	}
	if len(late) > 0 {
		a.postpone(it, late, age)
		return
	}
	a.queue.Remove(it.place)
}

// postpone lets a letter wait for its next attempt, of which the last comes
// when the queue's patience ends.
func (a *Agent) postpone(it *item, late []*fate, age time.Duration) {
	wait := min(a.cfg.Retry.After(it.attempts), max(a.cfg.Retry.Expire-age, time.Second))
	next := a.host.Now().Add(wait)
	for _, group := range sameReason(late) {
		m := trace.Mark{Message: it.Mark.Message, Cause: group[0].cause}
		a.emitPeer(m, group[0].peer, "", trace.Why(
			"This failure may pass, so the message stays here and is tried again; nobody has to send it anew.", "mta.retry", "RFC 5321 §4.5.4.1"),
			trace.MessageDeferred{
				ID: it.ID, Recipients: addresses(group), Attempt: it.attempts, Reply: group[0].words(), Next: a.sinceStart(next),
			})
	}
	a.schedule(it, wait)
	a.late.put(it, a.ways(it))
	if warn := a.cfg.Retry.Warn; warn > 0 && !it.warned && age >= warn {
		it.warned = true
		a.warn(it, late)
	}
}

// expire ends the queue's patience.
func (a *Agent) expire(it *item, late []*fate, age time.Duration) {
	m := a.emit(trace.Mark{Message: it.Mark.Message, Cause: late[0].cause}, trace.Why(
		"The message has waited for as long as this server keeps trying.", "mta.retry.expire", "RFC 5321 §4.5.4.1"),
		trace.MessageExpired{ID: it.ID, Recipients: addresses(late), Seconds: int64(age.Seconds())})
	for _, f := range late {
		f.cause = m.Cause
		f.reply = a.cfg.Dialect.Failures.Expired.With(mail.Words{Reason: f.reply.Text})
	}
}
