package vtime

import (
	"context"
	"errors"
	"fmt"
	"math"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// Errors of a run. They report faults of the simulator, never of the mail.
var (
	ErrPanic = errors.New("vtime: panic in the world")
	ErrLeak  = errors.New("vtime: goroutines outlived the world")
	ErrStuck = errors.New("vtime: the world does not come to rest")
)

// Outcome says why a world stopped.
type Outcome int

const (
	Rest      Outcome = iota // nothing is left to happen
	Until                    // Limits.Until was reached
	TooMany                  // Limits.Steps was reached
	TooLong                  // Limits.Virtual was reached
	TooSlow                  // Limits.Wall was reached
	Cancelled                // the context was cancelled
	Stopped                  // the world stopped itself: see Clock.Stop
)

// Limits bound a run. A zero means no limit.
type Limits struct {
	Until   time.Duration // virtual time that was asked for
	Virtual time.Duration // virtual time that is allowed
	Steps   int           // events of the queue
	Wall    time.Duration // real time
}

// Config is what a world needs to know about its time.
type Config struct {
	Start  time.Time // the instant of virtual time zero; not before 2000-01-02
	Seed   uint64
	Limits Limits
}

// patience is how long, in real time, a world may take from being told to stop
// until it has stopped.
const patience = 5 * time.Second

// Run makes a bubble, builds a world in it, runs it to its end and takes it
// down. Build is called inside the bubble; it schedules the first events and
// returns what takes the world down: it must end every goroutine that the
// world started. Several worlds may run at once.
//
// The error is ErrPanic, ErrLeak or ErrStuck, wrapped, or what was passed to
// [Clock.Fail].
func Run(ctx context.Context, cfg Config, build func(*Clock) (stop func(Outcome))) (Outcome, error) {
	var halt atomic.Int32 // an Outcome+1 that the loop must heed
	stopWatch := watch(ctx, cfg.Limits.Wall, &halt)
	defer stopWatch()

	type result struct {
		outcome Outcome
		err     error
	}
	done := make(chan result, 1)
	go func() {
		var r result
		defer func() { done <- r }()
		defer func() {
			// A leak panics in the goroutine that called synctest.Test.
			if p := recover(); p != nil && r.err == nil {
				r.err = fmt.Errorf("%w: %v", ErrLeak, p)
			}
		}()
		synctest.Test(new(testing.T), func(*testing.T) {
			r.outcome, r.err = live(cfg, &halt, build)
		})
	}()

	overdue := time.NewTicker(patience)
	defer overdue.Stop()
	for told := false; ; {
		select {
		case r := <-done:
			return r.outcome, r.err
		case <-overdue.C:
			// Told to stop a while ago, and still at it: a goroutine spins, or
			// waits for something that no event will bring.
			if told {
				return TooSlow, fmt.Errorf("%w\n%s", ErrStuck, stacks())
			}
			told = halt.Load() != 0
		}
	}
}

// watch sets halt when the context ends or the real time is up.
func watch(ctx context.Context, wall time.Duration, halt *atomic.Int32) (stop func()) {
	stopCtx := context.AfterFunc(ctx, func() { halt.CompareAndSwap(0, int32(Cancelled)+1) })
	if wall <= 0 {
		return func() { stopCtx() }
	}
	timer := time.AfterFunc(wall, func() { halt.CompareAndSwap(0, int32(TooSlow)+1) })
	return func() { stopCtx(); timer.Stop() }
}

// live is the life of a world inside its bubble. It recovers here because a
// zero testing.T has nowhere to report a panic to.
func live(cfg Config, halt *atomic.Int32, build func(*Clock) func(Outcome)) (outcome Outcome, err error) {
	time.Sleep(time.Until(cfg.Start))
	c := newClock(cfg.Start, cfg.Seed, synctest.Wait)
	var stop func(Outcome)
	guarded := func(run func()) {
		defer c.Catch()
		run()
	}
	guarded(func() { stop = build(c) })
	guarded(func() { outcome = c.loop(cfg.Limits, halt) })
	synctest.Wait() // a limit may have been met while others were still at work
	if stop != nil {
		guarded(func() { stop(outcome) })
	}
	c.End()
	synctest.Wait()
	return outcome, c.fault
}

// loop runs events until the world rests or a limit is reached. An event may
// run, and the world be called at rest, only when nobody else has anything to
// do. That is so when time has passed, for time passes only while every
// goroutine waits; otherwise the loop waits for it.
func (c *Clock) loop(lim Limits, halt *atomic.Int32) Outcome {
	end, over := lim.end()
	now := c.Elapsed()
	for quiet := false; ; {
		if h := halt.Load(); h != 0 {
			return Outcome(h - 1)
		}
		found, run, err := c.next(quiet, now, end)
		switch {
		case err != nil:
			return c.stopped(err)
		case found == asleep:
			before := now
			<-c.timer.C
			now = c.Elapsed()
			if now >= end && c.later(end) {
				return over
			}
			quiet = now > before && !watched
		case !quiet:
			c.quiet()
			quiet = true
		case found == resting:
			return Rest
		default:
			if c.steps++; lim.Steps > 0 && c.steps > lim.Steps {
				return TooMany
			}
			run()
			// Whom the event woke goes first: mostly it brings the next event
			// forward, and an alarm set before that would be set twice.
			runtime.Gosched()
			quiet = false
		}
	}
}

// end is the limit of virtual time, and what reaching it means.
func (l Limits) end() (time.Duration, Outcome) {
	switch {
	case l.Until > 0 && (l.Virtual <= 0 || l.Until <= l.Virtual):
		return l.Until, Until
	case l.Virtual > 0:
		return l.Virtual, TooLong
	default:
		return math.MaxInt64, Rest
	}
}

// later reports whether all that is left comes after an instant.
func (c *Clock) later(at time.Duration) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.queue) == 0 || c.queue[0].at > at
}

func (c *Clock) stopped(err error) Outcome {
	c.mu.Lock()
	defer c.mu.Unlock()
	if errors.Is(err, errStopped) {
		c.fault = nil
	}
	return Stopped
}

var errStopped = errors.New("vtime: stopped")

// Stop ends the world at the next event, without an error.
func (c *Clock) Stop() { c.Fail(errStopped) }

// stacks is a dump of the goroutines, for a report of a stuck world.
func stacks() string {
	buf := make([]byte, 64<<10)
	return strings.TrimSpace(string(buf[:runtime.Stack(buf, true)]))
}
