package grade

import (
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// Narrator knows what the lesson says about which event. It hears the events of
// one run in their order.
type Narrator struct {
	waiting map[trace.Kind][]*line
}

// line is one piece of narration that waits for its event.
type line struct {
	*scenario.Narration
	left int // how many matching events are still to come, the one meant included
}

// NewNarrator makes the narrator of one run of a scenario.
func NewNarrator(sc *scenario.Scenario) *Narrator {
	n := &Narrator{waiting: map[trace.Kind][]*line{}}
	for _, s := range sc.Say {
		n.waiting[s.When.Kind] = append(n.waiting[s.When.Kind], &line{s, s.Nth})
	}
	return n
}

// Hear returns what is to be said about the event, in the order of the
// scenario. The event is the cause of these notes.
func (n *Narrator) Hear(e trace.Event) []trace.Note {
	lines := n.waiting[e.Kind()]
	if len(lines) == 0 {
		return nil
	}
	var due []trace.Note
	var left []*line
	for _, l := range lines {
		if Match(l.When, e) {
			l.left--
		}
		if l.left > 0 {
			left = append(left, l)
			continue
		}
		due = append(due, trace.Note{Text: l.Text, Why: l.Why, RFC: string(l.RFC)})
	}
	n.waiting[e.Kind()] = left
	return due
}
