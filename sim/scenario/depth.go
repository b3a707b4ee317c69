package scenario

import "mailflow/sim/trace"

// Depth is the deepest level of events that the lesson itself looks at: what it
// says, asks, sets right and promises. A log that leaves out what is deeper
// shows all of it. Mailboxes and letters can be told from hops.
func (s *Scenario) Depth() trace.Level {
	d := depth{trace.Story}
	for _, n := range s.Say {
		d.pattern(&n.When)
	}
	for _, q := range s.Ask {
		d.pattern(&q.Before)
		for _, c := range q.Choices {
			d.fact(c)
		}
	}
	for _, m := range s.Misconceptions {
		d.pattern(&m.Event)
	}
	for _, e := range s.Expect {
		d.fact(e)
	}
	return d.level
}

type depth struct{ level trace.Level }

func (d *depth) needs(l trace.Level) { d.level = trace.Deeper(d.level, l) }

func (d *depth) pattern(p *Pattern) { d.needs(p.Kind.Level()) }

func (d *depth) fact(e *Expectation) {
	if e.Event != nil {
		d.pattern(e.Event)
	}
	for i := range e.Order {
		d.pattern(&e.Order[i])
	}
	if e.Mailbox != nil || e.Header != nil {
		d.needs(trace.Hop)
	}
}
