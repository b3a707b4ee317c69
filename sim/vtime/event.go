package vtime

import "time"

// Waiting says what an event means for the end of the world.
type Waiting bool

const (
	// Story events keep the world going: a packet on its way, a retry, a
	// client's timeout, an action of the script.
	Story Waiting = false
	// Guard events fire like the others while the story goes on, but do not
	// keep the world going: a server's idle deadline, a poll.
	Guard Waiting = true
)

// Lane is a source of events with an order of its own. Every host has lanes,
// and so has every end of a connection. Lanes are made in a reproducible order
// because whoever makes them runs alone.
type Lane struct {
	clock *Clock
	id    uint64
	next  uint64 // guarded by clock.mu
}

// Timer is a scheduled event. Its zero value is one that is not scheduled, so
// that whoever owns one needs no allocation for each use.
type Timer struct {
	lane    *Lane
	at      time.Duration // since the clock's start
	n       uint64        // number in the lane
	place   int           // in the heap, from 1; 0 when not in it
	waiting Waiting
	run     func()
}

// After schedules run on the clock's loop in d from now; a negative d counts
// as zero. Run must not block: to do more, let it wake or start a goroutine,
// and only one.
func (l *Lane) After(d time.Duration, w Waiting, run func()) *Timer {
	t := new(Timer)
	l.Reset(t, d, w, run)
	return t
}

// Reset schedules t anew, whether or not it still waits.
func (l *Lane) Reset(t *Timer, d time.Duration, w Waiting, run func()) {
	l.At(t, l.clock.Elapsed()+max(d, 0), w, run)
}

// AtTime is At with an instant.
func (l *Lane) AtTime(t *Timer, at time.Time, w Waiting, run func()) {
	l.At(t, at.Sub(l.clock.start), w, run)
}

// At is Reset with a time since the clock's start.
func (l *Lane) At(t *Timer, at time.Duration, w Waiting, run func()) {
	c := l.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.place > 0 {
		c.remove(t)
	}
	l.next++
	t.lane, t.at, t.n, t.waiting, t.run = l, at, l.next, w, run
	c.add(t)
	c.wakeBy(at)
}

// Stop takes the event out of the queue and reports whether it was still there.
func (t *Timer) Stop() bool {
	if t.lane == nil {
		return false
	}
	c := t.lane.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.place == 0 {
		return false
	}
	c.remove(t)
	return true
}

// Pending reports whether the event still waits, and its instant.
func (t *Timer) Pending() (at time.Time, ok bool) {
	if t.lane == nil {
		return time.Time{}, false
	}
	c := t.lane.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.start.Add(t.at), t.place > 0
}

// Becomes changes what the event means for the end of the world, if it still
// waits: a timeout is part of the story only while somebody waits for it.
func (t *Timer) Becomes(w Waiting) {
	if t.lane == nil {
		return
	}
	c := t.lane.clock
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.place == 0 || t.waiting == w {
		return
	}
	t.waiting = w
	if w == Story {
		c.story++
	} else {
		c.story--
	}
}

// before is the order of events: by instant, lane, and number in the lane.
func (t *Timer) before(o *Timer) bool {
	switch {
	case t.at != o.at:
		return t.at < o.at
	case t.lane.id != o.lane.id:
		return t.lane.id < o.lane.id
	default:
		return t.n < o.n
	}
}
