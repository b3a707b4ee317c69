package vtime

import (
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"
)

// Clock is the time of one world. Its methods may be called from any goroutine
// of that world, and from no other.
type Clock struct {
	start time.Time
	seed  uint64
	quiet func() // returns when every goroutine of the world waits

	mu       sync.Mutex
	queue    queue
	story    int // how many of queue are not guards
	lanes    uint64
	sleeping bool
	endless  bool // never at rest; see Real
	ended    atomic.Bool
	fault    error
	idle     []chan func() // goroutines that wait for something to do

	timer *time.Timer   // the loop's alarm clock
	alarm time.Duration // when it goes off
	steps int           // events run so far; the loop's own
}

func newClock(start time.Time, seed uint64, quiet func()) *Clock {
	c := &Clock{start: start, seed: seed, quiet: quiet, timer: time.NewTimer(time.Hour)}
	c.timer.Stop()
	return c
}

// Now is the instant of virtual time, in UTC: where in the world the program
// runs must not show.
func (c *Clock) Now() time.Time { return time.Now().UTC() }

// Start is the instant at which the world began.
func (c *Clock) Start() time.Time { return c.start }

// Elapsed is the virtual time since the start.
func (c *Clock) Elapsed() time.Duration { return time.Since(c.start) }

// Lane makes a new source of events.
func (c *Clock) Lane() *Lane {
	l := new(Lane)
	c.Open(l)
	return l
}

// Open makes l a new source of events, for those who keep it as a part of
// something larger.
func (c *Clock) Open(l *Lane) {
	c.mu.Lock()
	c.lanes++
	l.clock, l.id = c, c.lanes
	c.mu.Unlock()
}

// Catch turns a panic into the world's error. It is to be deferred.
func (c *Clock) Catch() {
	if p := recover(); p != nil {
		c.Panicked(p)
	}
}

// Panicked makes a recovered panic the world's error.
func (c *Clock) Panicked(p any) {
	c.Fail(fmt.Errorf("%w: %v\n%s", ErrPanic, p, debug.Stack()))
}

// Fail ends the world at the next event. The first error counts.
func (c *Clock) Fail(err error) {
	c.mu.Lock()
	if c.fault == nil {
		c.fault = err
	}
	c.wakeBy(c.Elapsed())
	c.mu.Unlock()
}

// End says that from now on the world is only being taken down, and nothing
// that happens counts.
func (c *Clock) End() {
	c.ended.Store(true)
	c.dismiss()
}

// Ended reports whether End was called.
func (c *Clock) Ended() bool { return c.ended.Load() }

func (c *Clock) add(t *Timer) {
	c.queue.push(t)
	if t.waiting == Story {
		c.story++
	}
}

func (c *Clock) remove(t *Timer) {
	c.queue.cut(t)
	if t.waiting == Story {
		c.story--
	}
}

// wakeBy makes the sleeping loop wake at an instant, if it would sleep longer.
// The caller holds the lock.
func (c *Clock) wakeBy(at time.Duration) {
	if c.sleeping && at < c.alarm {
		c.setAlarm(at, c.Elapsed())
	}
}

func (c *Clock) setAlarm(at, now time.Duration) {
	c.sleeping, c.alarm = true, at
	c.timer.Reset(at - now)
}

// state is what the loop finds when it looks at the queue.
type state int

const (
	resting state = iota // nothing is left that anybody waits for
	busy                 // the earliest event is due, but others may still be at work
	due                  // the earliest event is due, and was taken out of the queue
	asleep               // it is not due yet, and the alarm is set
)

// next looks at the queue at the instant now. It gives an event out only if the world is quiet. If
// the earliest is not due yet it sets the alarm to it, or to limit if that comes
// first.
func (c *Clock) next(quiet bool, now, limit time.Duration) (found state, run func(), err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sleeping = false
	switch {
	case c.fault != nil:
		return resting, nil, c.fault
	case len(c.queue) == 0 && c.endless:
		c.setAlarm(now+time.Hour, now)
		return asleep, nil, nil
	case c.story == 0 && !c.endless:
		return resting, nil, nil
	}
	first := c.queue[0]
	switch {
	case first.at > now:
		c.setAlarm(min(first.at, limit), now)
		return asleep, nil, nil
	case !quiet:
		return busy, nil, nil
	}
	c.remove(first)
	return due, first.run, nil
}
