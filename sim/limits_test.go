package sim_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"mailflow/sim"
	"mailflow/sim/grade"
	"mailflow/sim/record"
	"mailflow/sim/trace"
)

// waiting is a world in which a letter waits: the other site is cut off for
// good, and the queue has patience for five days.
const waiting = twoSites + `
script:
  - {at: 0s, cut: {site: beta.example}}
  - {at: 1s, send: {from: alice, to: [bob, adam], subject: Are you there?}}
expect:
  - {text: Bob has the letter, mailbox: {user: bob, messages: 1}}
`

// stop runs a scenario that is stopped, and checks that no letter is lost by
// that.
func stop(t *testing.T, ctx context.Context, yaml string, o sim.Options) []trace.Event {
	t.Helper()
	log := record.New(record.Options{})
	if err := sim.Run(ctx, parse(t, yaml), log, o); err != nil {
		t.Fatal(err)
	}
	events := slices.Collect(log.All())
	if err := grade.Conserve(events); err != nil {
		t.Error(err)
	}
	return events
}

func TestEachLimitEndsARunInItsOwnWord(t *testing.T) {
	gone := errors.New("the teacher went home")
	cancelled, cancel := context.WithCancelCause(context.Background())
	cancel(gone)
	background := context.Background()
	for _, c := range []struct {
		name   string
		ctx    context.Context
		o      sim.Options
		want   trace.RunEnded
		judged bool
	}{
		{"nothing", background, sim.Options{}, trace.RunEnded{Outcome: trace.Quiet}, true},
		{"until", background, sim.Options{Until: time.Hour}, trace.RunEnded{Outcome: trace.UntilReached}, true},
		{"virtual", background, sim.Options{Virtual: time.Hour}, trace.RunEnded{Outcome: trace.VirtualBudget}, false},
		{"until before virtual", background, sim.Options{Virtual: time.Hour, Until: time.Minute}, trace.RunEnded{Outcome: trace.UntilReached}, true},
		{"virtual before until", background, sim.Options{Virtual: time.Minute, Until: time.Hour}, trace.RunEnded{Outcome: trace.VirtualBudget}, false},
		{"events", background, sim.Options{Events: 200}, trace.RunEnded{Outcome: trace.EventBudget, Detail: "more than 200 events"}, false},
		{"wall", background, sim.Options{Wall: time.Nanosecond}, trace.RunEnded{Outcome: trace.WallBudget}, false},
		{"cancelled", cancelled, sim.Options{}, trace.RunEnded{Outcome: trace.Cancelled, Detail: "the teacher went home"}, false},
		{"cancelled, in other words", cancelled, sim.Options{Cancelled: func(cause error) trace.Outcome {
			if cause != gone {
				t.Errorf("cause %v", cause)
			}
			return trace.WallBudget
		}}, trace.RunEnded{Outcome: trace.WallBudget, Detail: "the teacher went home"}, false},
	} {
		events := stop(t, c.ctx, waiting, c.o)
		if got := ended(events); got != c.want {
			t.Errorf("%s: %+v", c.name, got)
		}
		if judged := len(of[trace.ExpectationMissed](events)) > 0; judged != c.judged {
			t.Errorf("%s: the expectations were judged: %t", c.name, judged)
		}
	}
}

// However early a run ends, each letter that a server answered for is accounted
// for.
func TestARunMayEndAtAnyEvent(t *testing.T) {
	whole := len(stop(t, context.Background(), waiting, sim.Options{Until: time.Hour}))
	for n := 1; n < whole; n += 7 {
		events := stop(t, context.Background(), waiting, sim.Options{Until: time.Hour, Events: n})
		if end := ended(events); end.Outcome != trace.EventBudget {
			t.Errorf("%d events allowed: %+v after %d", n, end, len(events))
		}
		if len(events) > n+50 {
			t.Errorf("%d events allowed: the world went on to %d", n, len(events))
		}
	}
}

func TestARunMayEndAtAnyInstant(t *testing.T) {
	for until := 950 * time.Millisecond; until < 1300*time.Millisecond; until += 5 * time.Millisecond {
		stop(t, context.Background(), waiting, sim.Options{Until: until})
	}
}

func TestWhatWaitsWhenARunEndsIsTold(t *testing.T) {
	held := of[trace.MessageHeld](stop(t, context.Background(), waiting, sim.Options{Until: time.Hour}))
	if len(held) != 1 || !slices.Equal(held[0].Recipients, []string{"bob@beta.example"}) {
		t.Fatalf("held %+v", held)
	}
	if held[0].Attempts < 3 || time.Duration(held[0].Next) <= time.Hour {
		t.Errorf("held %+v", held[0])
	}
}

// The end of a run is told at its own time, and the trace is complete.
func TestARunEndsWhenItWasToldTo(t *testing.T) {
	events := stop(t, context.Background(), waiting, sim.Options{Until: 90 * time.Minute})
	if last := events[len(events)-1]; last.At != 90*time.Minute || last.Kind() != "run.ended" {
		t.Errorf("the last event is %s at %v", last.Kind(), last.At)
	}
}
