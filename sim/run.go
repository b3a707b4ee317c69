package sim

import (
	"context"
	"fmt"
	"strings"
	"time"

	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// Options say how a scenario is run.
type Options struct {
	Seed  *uint64       // nil: the scenario's own
	Until time.Duration // virtual time; 0: the scenario's own

	// Limits of a run; a zero means the default.
	Events  int           // that the world may emit; 5,000,000
	Virtual time.Duration // that may pass; a year
	Wall    time.Duration // real time; a minute

	// Cancelled says what to call the end of a run whose context ended, by the
	// context's cause; nil: trace.Cancelled for all.
	Cancelled func(cause error) trace.Outcome
}

const (
	defaultEvents  = 5_000_000
	defaultVirtual = 366 * 24 * time.Hour
	defaultWall    = time.Minute
)

// Run runs a scenario to its end and records its events. The outcome, and
// everything that happened to the mail, is in the log; run.ended is its last
// event. The error is a fault of the simulator itself, or of a scenario that
// was not made by [scenario.Parse].
//
// Run blocks until the world has ended. When ctx ends, it stops soon. Several
// worlds may run at once.
func Run(ctx context.Context, sc *scenario.Scenario, log *record.Log, o Options) error {
	return newWorld(sc, log, o).run(ctx, o)
}

func newWorld(sc *scenario.Scenario, log *record.Log, o Options) *world {
	seed := sc.Seed
	if o.Seed != nil {
		seed = *o.Seed
	}
	return &world{sc: sc, log: log, seed: seed, maxEvents: or(o.Events, defaultEvents)}
}

func (w *world) run(ctx context.Context, o Options) error {
	outcome, err := vtime.Run(ctx, vtime.Config{
		Start: w.sc.Start, Seed: w.seed,
		Limits: vtime.Limits{
			Until: or(o.Until, w.sc.Until), Virtual: or(o.Virtual, defaultVirtual), Wall: or(o.Wall, defaultWall),
		},
	}, w.build)
	if err == nil {
		err = w.fault
	}
	w.log.Emit(w.endedAt, "", trace.About{}, w.outcomeOf(ctx, outcome, err, o.Cancelled))
	w.log.Close()
	return err
}

func or[T int | time.Duration](v, other T) T {
	if v != 0 {
		return v
	}
	return other
}

// outcomeOf says in the words of the trace how a run ended.
func (w *world) outcomeOf(ctx context.Context, o vtime.Outcome, err error, cancelled func(error) trace.Outcome) trace.RunEnded {
	switch {
	case err != nil:
		return trace.RunEnded{Outcome: trace.Broken, Detail: firstLine(err)}
	case w.tooMany:
		return trace.RunEnded{Outcome: trace.EventBudget, Detail: fmt.Sprintf("more than %d events", w.maxEvents)}
	case w.log.Full():
		return trace.RunEnded{Outcome: trace.EventBudget, Detail: "more events than are recorded"}
	}
	switch o {
	case vtime.Rest:
		return trace.RunEnded{Outcome: trace.Quiet}
	case vtime.Until:
		return trace.RunEnded{Outcome: trace.UntilReached}
	case vtime.TooLong:
		return trace.RunEnded{Outcome: trace.VirtualBudget}
	case vtime.TooSlow:
		return trace.RunEnded{Outcome: trace.WallBudget}
	case vtime.Cancelled:
		why := context.Cause(ctx)
		end := trace.RunEnded{Outcome: trace.Cancelled, Detail: why.Error()}
		if cancelled != nil {
			end.Outcome = cancelled(why)
		}
		return end
	default:
		return trace.RunEnded{Outcome: trace.Broken}
	}
}

func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}
