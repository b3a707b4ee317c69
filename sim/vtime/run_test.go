package vtime_test

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mailflow/sim/vtime"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// run plays a world that needs no taking down.
func run(t *testing.T, lim vtime.Limits, build func(*vtime.Clock)) (vtime.Outcome, error) {
	t.Helper()
	return vtime.Run(context.Background(), vtime.Config{Start: start, Seed: 1, Limits: lim}, func(c *vtime.Clock) func(vtime.Outcome) {
		build(c)
		return nil
	})
}

func TestVirtualDaysCostNothing(t *testing.T) {
	real := time.Now()
	var at time.Time
	outcome, err := run(t, vtime.Limits{}, func(c *vtime.Clock) {
		if !c.Now().Equal(start) {
			t.Errorf("the world starts at %v", c.Now())
		}
		c.Lane().After(5*24*time.Hour, vtime.Story, func() { at = c.Now() })
	})
	if outcome != vtime.Rest || err != nil {
		t.Fatalf("outcome %v, error %v", outcome, err)
	}
	if !at.Equal(start.Add(5 * 24 * time.Hour)) {
		t.Errorf("the event ran at %v", at)
	}
	if d := time.Since(real); d > time.Minute {
		t.Errorf("five virtual days took %v", d)
	}
}

func TestOrderIsByInstantLaneAndNumber(t *testing.T) {
	var got []string
	say := func(s string) func() { return func() { got = append(got, s) } }
	run(t, vtime.Limits{}, func(c *vtime.Clock) {
		a, b := c.Lane(), c.Lane()
		b.After(time.Second, vtime.Story, say("b1"))
		b.After(0, vtime.Story, say("b2"))
		a.After(time.Second, vtime.Story, say("a1"))
		a.After(time.Second, vtime.Story, say("a2"))
		stopped := a.After(time.Second, vtime.Story, say("never"))
		if !stopped.Stop() || stopped.Stop() {
			t.Error("Stop must be true once")
		}
	})
	if want := []string{"b2", "a1", "a2", "b1"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestTheWorldRestsWhenOnlyGuardsAreLeft(t *testing.T) {
	var fired []string
	outcome, _ := run(t, vtime.Limits{}, func(c *vtime.Clock) {
		l := c.Lane()
		l.After(1*time.Second, vtime.Guard, func() { fired = append(fired, "guard before") })
		l.After(2*time.Second, vtime.Story, func() { fired = append(fired, "story") })
		l.After(3*time.Second, vtime.Guard, func() { fired = append(fired, "guard after") })
	})
	if want := []string{"guard before", "story"}; outcome != vtime.Rest || !slices.Equal(fired, want) {
		t.Errorf("outcome %v, fired %v", outcome, fired)
	}
}

func TestAnEarlierEventInterruptsTheSleep(t *testing.T) {
	var order []string
	run(t, vtime.Limits{}, func(c *vtime.Clock) {
		l := c.Lane()
		// A library's own timer, of which the queue knows nothing.
		time.AfterFunc(time.Second, func() {
			l.After(time.Second, vtime.Story, func() { order = append(order, "early") })
		})
		l.After(time.Hour, vtime.Story, func() { order = append(order, "late") })
	})
	if !slices.Equal(order, []string{"early", "late"}) {
		t.Errorf("got %v", order)
	}
}

func TestLimits(t *testing.T) {
	forever := func(c *vtime.Clock) {
		l := c.Lane()
		var again func()
		again = func() { l.After(time.Second, vtime.Story, again) }
		again()
	}
	for _, tc := range []struct {
		name string
		lim  vtime.Limits
		want vtime.Outcome
	}{
		{"until", vtime.Limits{Until: 10 * time.Second}, vtime.Until},
		{"virtual", vtime.Limits{Virtual: time.Hour}, vtime.TooLong},
		{"steps", vtime.Limits{Steps: 100}, vtime.TooMany},
		{"wall", vtime.Limits{Wall: 20 * time.Millisecond}, vtime.TooSlow},
	} {
		if got, err := run(t, tc.lim, forever); got != tc.want || err != nil {
			t.Errorf("%s: outcome %v, error %v", tc.name, got, err)
		}
	}
}

func TestUntilStopsAtTheInstant(t *testing.T) {
	var end time.Duration
	_, err := vtime.Run(context.Background(), vtime.Config{Start: start, Limits: vtime.Limits{Until: 90 * time.Second}},
		func(c *vtime.Clock) func(vtime.Outcome) {
			c.Lane().After(time.Hour, vtime.Story, func() { t.Error("ran past the end") })
			return func(vtime.Outcome) { end = c.Elapsed() }
		})
	if err != nil || end != 90*time.Second {
		t.Errorf("stopped at %v, %v", end, err)
	}
}

// What is under way when a world stops itself is still done before it is taken
// down.
func TestTheWorldIsTakenDownWhenAllStandsStill(t *testing.T) {
	done := 0
	_, err := vtime.Run(context.Background(), vtime.Config{Start: start}, func(c *vtime.Clock) func(vtime.Outcome) {
		c.Lane().After(time.Second, vtime.Story, func() {
			c.Go(func() {
				c.Stop()
				for range 1000 {
					runtime.Gosched()
					done++
				}
			})
		})
		return func(vtime.Outcome) {
			if done != 1000 {
				t.Errorf("taken down after %d of 1000", done)
			}
		}
	})
	if err != nil {
		t.Error(err)
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	outcome, err := vtime.Run(ctx, vtime.Config{Start: start}, func(c *vtime.Clock) func(vtime.Outcome) {
		l := c.Lane()
		n := 0
		var again func()
		again = func() {
			if n++; n == 100 {
				cancel()
			}
			l.After(time.Second, vtime.Story, again)
		}
		again()
		return nil
	})
	if outcome != vtime.Cancelled || err != nil {
		t.Errorf("outcome %v, error %v", outcome, err)
	}
}

func TestFaultsAreErrorsOfTheRun(t *testing.T) {
	t.Run("panic in an event", func(t *testing.T) {
		_, err := run(t, vtime.Limits{}, func(c *vtime.Clock) {
			c.Lane().After(0, vtime.Story, func() { panic("boom") })
		})
		if !errors.Is(err, vtime.ErrPanic) || !strings.Contains(err.Error(), "boom") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("panic in a goroutine", func(t *testing.T) {
		_, err := run(t, vtime.Limits{}, func(c *vtime.Clock) {
			c.Lane().After(0, vtime.Story, func() { c.Go(func() { panic("bang") }) })
		})
		if !errors.Is(err, vtime.ErrPanic) || !strings.Contains(err.Error(), "bang") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("panic while building", func(t *testing.T) {
		if _, err := run(t, vtime.Limits{}, func(*vtime.Clock) { panic("crack") }); !errors.Is(err, vtime.ErrPanic) {
			t.Errorf("got %v", err)
		}
	})
	t.Run("leak", func(t *testing.T) {
		_, err := run(t, vtime.Limits{}, func(c *vtime.Clock) { c.Go(func() { select {} }) })
		if !errors.Is(err, vtime.ErrLeak) {
			t.Errorf("got %v", err)
		}
	})
}

// What a goroutine did is done when the next event runs, though the goroutine
// never waited for anything. The race detector judges.
func TestAGoroutineThatEndedCameBefore(t *testing.T) {
	n := 0
	run(t, vtime.Limits{}, func(c *vtime.Clock) {
		l := c.Lane()
		l.After(time.Second, vtime.Story, func() { c.Go(func() { n++ }) })
		l.After(2*time.Second, vtime.Story, func() { n++ })
	})
	if n != 2 {
		t.Errorf("n is %d", n)
	}
}

func TestTheTimeIsTheSameEverywhere(t *testing.T) {
	defer func(l *time.Location) { time.Local = l }(time.Local)
	time.Local = time.FixedZone("elsewhere", 3600)
	run(t, vtime.Limits{}, func(c *vtime.Clock) {
		if got := c.Now().Format(time.RFC3339); got != "2026-03-02T09:00:00Z" {
			t.Errorf("the world starts at %s", got)
		}
	})
}

// Several worlds side by side, each with the same chance as alone.
func TestWorldsSideBySide(t *testing.T) {
	story := func() string {
		var sb strings.Builder
		run(t, vtime.Limits{}, func(c *vtime.Clock) {
			l, r := c.Lane(), c.Chance("host")
			for i := range 50 {
				l.After(time.Duration(r.IntN(1000)), vtime.Story, func() { fmt.Fprintln(&sb, i, c.Elapsed()) })
			}
		})
		return sb.String()
	}
	want := story()
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if story() != want {
				t.Error("a world differs when others run beside it")
			}
		})
	}
	wg.Wait()
}

func TestChanceDependsOnSeedAndName(t *testing.T) {
	draw := func(seed uint64, name string) uint64 { return vtime.Chance(seed, name).Uint64() }
	if draw(1, "a") != draw(1, "a") || draw(1, "a") == draw(2, "a") || draw(1, "a") == draw(1, "b") {
		t.Error("a stream must be a function of seed and name")
	}
}

// The price of one event that wakes one goroutine.
func BenchmarkStep(b *testing.B) {
	vtime.Run(context.Background(), vtime.Config{Start: start}, func(c *vtime.Clock) func(vtime.Outcome) {
		l := c.Lane()
		var timer vtime.Timer
		ch := make(chan struct{}, 1)
		n := 0
		c.Go(func() {
			for range ch {
				if n++; n < b.N {
					l.Reset(&timer, time.Millisecond, vtime.Story, func() { ch <- struct{}{} })
				}
			}
		})
		l.Reset(&timer, time.Millisecond, vtime.Story, func() { ch <- struct{}{} })
		return func(vtime.Outcome) { close(ch) }
	})
}
