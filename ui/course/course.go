// Package course lets the server's browsers run lessons and scenarios of their
// own: it is the [ui.Simulator] over package sim.
package course

import (
	"context"
	"errors"
	"strings"
	"time"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/ui"
	"mailflow/ui/wire"
)

// Course is the lessons that were built into the program.
type Course struct{ lessons []wire.Lesson }

// New reads the lessons. The error is that of a broken lesson.
func New() (*Course, error) {
	c := &Course{}
	for _, name := range scenarios.Names() {
		sc, err := read(name)
		if err != nil {
			return nil, err
		}
		c.lessons = append(c.lessons, lesson(sc))
	}
	return c, nil
}

var _ ui.Simulator = (*Course)(nil)

// Lessons implements [ui.Simulator].
func (c *Course) Lessons() []wire.Lesson { return c.lessons }

// Prepare implements [ui.Simulator].
func (c *Course) Prepare(name, source string, seed *uint64) (ui.Run, wire.World, *wire.Problem) {
	src, file := []byte(source), own
	if name != "" {
		var err error
		if src, err = scenarios.Read(name); err != nil {
			return nil, wire.World{}, problem(name, err)
		}
		file = name + ".yaml"
	}
	sc, settings, err := scenario.Explain(file, src)
	if err != nil {
		return nil, wire.World{}, problem(name, err)
	}
	w := wire.World{
		Seed: sc.Seed, OwnSeed: sc.Seed, Start: sc.Start.UTC().Format(time.RFC3339), Lesson: lesson(sc), Source: string(src), Scenario: sc.Name,
		Settings: worldSettings(settings),
	}
	if sc.Notes != nil {
		notes := wire.Notes(*sc.Notes)
		w.Notes = &notes
	}
	if seed != nil {
		w.Seed = *seed
	}
	return run{sc, w.Seed}, w, nil
}

// Check implements [ui.Simulator].
func (c *Course) Check(source string) []wire.Fault {
	_, err := scenario.Parse(own, []byte(source))
	var problems scenario.Problems
	errors.As(err, &problems)
	return faults(problems)
}

// own is what a scenario is called that a browser has sent.
const own = "scenario.yaml"

// run is a scenario that is ready.
type run struct {
	sc   *scenario.Scenario
	seed uint64
}

// Play implements [ui.Run]. A fault of the simulator stands in run.ended.
func (r run) Play(ctx context.Context, log *record.Log) {
	_ = sim.Run(ctx, r.sc, log, sim.Options{Seed: &r.seed, Cancelled: outcome})
}

// outcome names the reasons for which the server stops a run.
func outcome(cause error) trace.Outcome {
	switch {
	case errors.Is(cause, ui.ErrTooManyEvents):
		return trace.EventBudget
	case errors.Is(cause, ui.ErrTooLong):
		return trace.WallBudget
	default:
		return trace.Cancelled
	}
}

func read(name string) (*scenario.Scenario, error) {
	src, err := scenarios.Read(name)
	if err != nil {
		return nil, err
	}
	return scenario.Parse(name+".yaml", src)
}

// problem tells a person what is wrong with what they asked for.
func problem(name string, err error) *wire.Problem {
	var problems scenario.Problems
	if !errors.As(err, &problems) {
		return &wire.Problem{Code: "unknown-lesson", Text: "There is no lesson called " + name + "."}
	}
	return &wire.Problem{Code: "scenario", Text: "The scenario cannot be run yet: something in it needs mending.", Faults: faults(problems)}
}

// most is how many faults are told at once: nobody mends more in one go, and a
// text can have a fault in every octet.
const most = 100

func faults(problems scenario.Problems) []wire.Fault {
	var list []wire.Fault
	for _, p := range problems[:min(most, len(problems))] {
		list = append(list, wire.Fault{Line: p.Line, Column: p.Column, Message: p.Message})
	}
	return list
}

// lesson is what the gallery shows of a scenario.
func lesson(sc *scenario.Scenario) wire.Lesson {
	l := wire.Lesson{
		Name: sc.Name, Title: sc.Title, Teaches: sc.Teaches, Level: string(sc.Level), Minutes: sc.Minutes,
		Story: strings.TrimSpace(sc.Story), RFC: []string{}, World: worldMap(sc),
	}
	if sc.Course != nil {
		l.Group = sc.Course.Group
	}
	for _, r := range sc.RFC {
		l.RFC = append(l.RFC, string(r))
	}
	return l
}
