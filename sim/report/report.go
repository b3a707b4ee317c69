// Package report tells a run in numbers: a page with charts and tables, the
// same charts as pictures, and the same numbers for spreadsheets. Two runs of
// one scenario can stand side by side, on the same axes.
//
// It is a fold over events, like every reader of them: it takes a trace and
// needs nothing else to know what happened.
package report

import (
	"iter"
	"slices"
	"time"

	"mailflow/sim/report/chart"
	"mailflow/sim/trace"
	"mailflow/sim/transcript"
)

// Run is a run as a report wants to know it.
type Run struct {
	Name    string   // how the page calls it, where there are two
	Changes []string // what was set beside the file, as on the command line
	Events  iter.Seq[trace.Event]
}

// Report is one run in numbers, or two.
type Report struct {
	runs    []*run
	figures []figure
}

// New reads one run or two.
func New(runs ...Run) *Report {
	r := &Report{}
	for _, in := range runs {
		r.runs = append(r.runs, read(in))
	}
	for _, draw := range []func([]*run) figure{lettersFigure, refusalsFigure, queuesFigure, delaysFigure, relaysFigure, listingsFigure} {
		r.figures = append(r.figures, draw(r.runs))
	}
	return r
}

// figure is one chart with its numbers. Each run has a panel.
type figure struct {
	name   string // of its files
	title  string
	about  string // what it shows, in a sentence or two
	across string // what the axis below counts, or ""
	panels []panel
}

type panel struct {
	says    string        // what is to be seen, in words
	drawing chart.Drawing // nil if there is nothing to draw
	head    []string      // of the table
	rows    [][]string
}

// run is what the figures need to know of a run.
type run struct {
	name     string
	changes  []string
	started  trace.RunStarted
	outcome  string
	end      time.Duration // when the last thing happened
	kept     int           // promises of the lesson
	promised int

	fates    fates
	refusals refusals
	queues   queues
	relays   relays
	listings listings
}

func read(in Run) *run {
	r := &run{name: plain(in.Name)}
	for _, c := range in.Changes {
		r.changes = append(r.changes, transcript.Clean(c))
	}
	for e := range in.Events {
		r.add(e)
	}
	return r
}

func (r *run) add(e trace.Event) {
	r.end = max(r.end, e.At)
	switch b := e.Body.(type) {
	case trace.RunStarted:
		r.started = b
	case trace.RunEnded:
		r.outcome = ending(b.Outcome)
	case trace.ExpectationMet, trace.Question, trace.MisconceptionRefuted: // a question holds if it has one right answer
		r.kept++
		r.promised++
	case trace.ExpectationMissed:
		r.promised++
	}
	r.fates.add(e)
	r.refusals.add(e)
	r.queues.add(e)
	r.relays.add(e)
	r.listings.add(e)
}

// endings say what came last, after the time that a run took.
var endings = map[trace.Outcome]string{
	trace.Quiet:         "nothing was left to happen",
	trace.UntilReached:  "its time was up",
	trace.EventBudget:   "it was stopped: more happened than one run may hold",
	trace.VirtualBudget: "it was stopped: one run lasts no longer by its own clock",
	trace.WallBudget:    "it was stopped: it took too long to work out",
	trace.Cancelled:     "somebody stopped it",
	trace.Broken:        "the simulator failed",
}

func ending(o trace.Outcome) string {
	if said, ok := endings[o]; ok {
		return said
	}
	return plain(string(o))
}

// longest is the longest text from a run that stands on a chart.
const longest = 48

// plain makes text from a run fit for a chart, a cell and a line of the page.
func plain(s string) string {
	s = transcript.Clean(s)
	if r := []rune(s); len(r) > longest {
		s = string(r[:longest-1]) + "…"
	}
	return s
}

// endOf is the end of the axis of time that all runs share.
func endOf(runs []*run) time.Duration {
	end := time.Duration(0)
	for _, r := range runs {
		end = max(end, r.end)
	}
	return end
}

// series is a number that changes.
type series []chart.Point

// set notes a new value.
func (s *series) set(at time.Duration, n int) {
	if last := len(*s) - 1; last >= 0 && (*s)[last].At == at {
		(*s)[last].N = n
		return
	}
	*s = append(*s, chart.Point{At: at, N: n})
}

// most is the largest value.
func (s series) most() (n int) {
	for _, p := range s {
		n = max(n, p.N)
	}
	return n
}

// at is the value at an instant.
func (s series) at(t time.Duration) int {
	i, found := slices.BinarySearchFunc(s, t, func(p chart.Point, t time.Duration) int { return int(min(1, max(-1, p.At-t))) })
	if found {
		return s[i].N
	}
	if i == 0 {
		return 0
	}
	return s[i-1].N
}

// columns is how many instants of a series are drawn: more than anybody could
// tell apart.
const columns = 400

// thin leaves out what nobody could see: of each column the highest value stays,
// and of the last one the end.
func (s series) thin(end time.Duration) []chart.Point {
	if len(s) <= columns {
		return s
	}
	var out series
	column := int64(-1)
	for _, p := range s {
		in := int64(p.At) * columns / int64(end+1)
		switch last := len(out) - 1; {
		case in != column:
			out, column = append(out, p), in
		case p.N > out[last].N:
			out[last].N = p.N
		}
	}
	return append(out, s[len(s)-1])
}
