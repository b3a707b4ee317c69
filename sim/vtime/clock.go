package vtime

import (
	"container/heap"
	"fmt"
	"runtime/debug"
	"sync"
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
	ended    bool
	fault    error

	timer *time.Timer // the loop's alarm clock
	alarm time.Time   // when it goes off
	steps int         // events run so far; the loop's own
}

func newClock(start time.Time, seed uint64, quiet func()) *Clock {
	c := &Clock{start: start, seed: seed, quiet: quiet, timer: time.NewTimer(time.Hour)}
	c.timer.Stop()
	return c
}

// Now is the instant of virtual time.
func (c *Clock) Now() time.Time { return time.Now() }

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

// Go starts a goroutine of the world. A panic in it ends the world with an
// error instead of the process.
func (c *Clock) Go(run func()) {
	go func() {
		defer c.Catch()
		run()
	}()
}

// Catch, deferred, turns a panic into the world's error.
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
	c.wakeBy(c.Now())
	c.mu.Unlock()
}

// End says that from now on the world is only being taken down, and nothing
// that happens counts.
func (c *Clock) End() {
	c.mu.Lock()
	c.ended = true
	c.mu.Unlock()
}

// Ended reports whether End was called.
func (c *Clock) Ended() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.ended
}

func (c *Clock) add(t *Timer) {
	heap.Push(&c.queue, t)
	if t.waiting == Story {
		c.story++
	}
}

func (c *Clock) remove(t *Timer) {
	heap.Remove(&c.queue, t.index)
	if t.waiting == Story {
		c.story--
	}
}

// wakeBy makes the sleeping loop wake at an instant, if it would sleep longer.
// The caller holds the lock.
func (c *Clock) wakeBy(at time.Time) {
	if c.sleeping && at.Before(c.alarm) {
		c.alarm = at
		c.timer.Reset(time.Until(at))
	}
}

// state is what the loop finds when it looks at the queue.
type state int

const (
	resting state = iota // nothing is left that anybody waits for
	due                  // the earliest event is due
	early                // it is not due yet
)

// look says what is next and when.
func (c *Clock) look() (state, time.Time, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.fault != nil:
		return resting, time.Time{}, c.fault
	case len(c.queue) == 0 && c.endless:
		return early, c.Now().Add(time.Hour), nil
	case c.story == 0 && !c.endless:
		return resting, time.Time{}, nil
	}
	at := c.queue[0].at
	if at.After(c.Now()) {
		return early, at, nil
	}
	return due, at, nil
}

// take takes the earliest event out of the queue and returns what it does.
func (c *Clock) take() (run func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.queue[0]
	c.remove(t)
	return t.run
}

// sleep lets virtual time pass until an instant, or until an event that comes
// up meanwhile. Time passes only while every goroutine of the world waits.
func (c *Clock) sleep(until time.Time) {
	c.mu.Lock()
	if len(c.queue) > 0 && c.queue[0].at.Before(until) {
		until = c.queue[0].at
	}
	c.sleeping, c.alarm = true, until
	c.timer.Reset(time.Until(until))
	c.mu.Unlock()
	<-c.timer.C
	c.mu.Lock()
	c.sleeping = false
	c.mu.Unlock()
}
