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

	pokes  chan struct{}
	sleeps *time.Timer
	steps  int // events run so far; the loop's own
}

func newClock(start time.Time, seed uint64, quiet func()) *Clock {
	c := &Clock{start: start, seed: seed, quiet: quiet, pokes: make(chan struct{}, 1)}
	c.sleeps = time.NewTimer(time.Hour)
	c.sleeps.Stop()
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
	c.mu.Lock()
	defer c.mu.Unlock()
	c.lanes++
	return &Lane{clock: c, id: c.lanes}
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
	c.mu.Unlock()
	c.poke()
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

func (c *Clock) poke() {
	select {
	case c.pokes <- struct{}{}:
	default:
	}
}

// next takes the earliest event if it is due by now, or how long to sleep, or that
// the world is at rest.
func (c *Clock) next() (due func(), sleep time.Duration, rest bool, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.sleeping = false
	if c.fault != nil {
		return nil, 0, false, c.fault
	}
	if len(c.queue) == 0 && c.endless {
		c.sleeping = true
		return nil, time.Hour, false, nil
	}
	if c.story == 0 && !c.endless {
		return nil, 0, true, nil
	}
	head := c.queue[0]
	if d := head.at.Sub(c.Now()); d > 0 {
		c.sleeping = true
		return nil, d, false, nil
	}
	c.remove(head)
	return head.run, 0, false, nil
}

// sleep lets virtual time pass until d is over or an earlier event comes.
func (c *Clock) sleep(d time.Duration) {
	c.sleeps.Reset(d)
	select {
	case <-c.sleeps.C:
	case <-c.pokes:
		c.sleeps.Stop()
	}
}
