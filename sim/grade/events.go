package grade

import (
	"fmt"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// judgeCount judges how often an event happened.
func judgeCount(e *scenario.Expectation, events []trace.Event) string {
	var first trace.Event
	found, alike := 0, 0
	for _, ev := range events {
		if ev.Kind() != e.Event.Kind {
			continue
		}
		alike++
		if Match(*e.Event, ev) {
			if found++; found == 1 {
				first = ev
			}
		}
	}
	least, most := wanted(e)
	if found >= least && (most < 0 || found <= most) {
		return ""
	}
	if found == 0 {
		return "it never happened" + others(e.Event, alike)
	}
	when := "the first time "
	if found == 1 {
		when = ""
	}
	return fmt.Sprintf("it happened %s, %s%s", times(found), when, place(first))
}

// wanted is how often an event is to happen. There is no most if it is negative.
func wanted(e *scenario.Expectation) (least, most int) {
	switch {
	case e.Never:
		return 0, 0
	case e.Times != nil:
		return *e.Times, *e.Times
	case e.AtLeast != nil:
		return *e.AtLeast, -1
	}
	return 1, -1
}

// others helps where nothing matched: was it the kind or the rest of the
// pattern?
func others(p *scenario.Pattern, alike int) string {
	if len(p.Where) == 0 || alike == 0 {
		return fmt.Sprintf("; the run has no event of kind %s", p.Kind)
	}
	return fmt.Sprintf("; %s of kind %s happened, but not with %s", count(alike, "event"), p.Kind, conditions(p))
}

// conditions writes what a pattern asks for besides the kind.
func conditions(p *scenario.Pattern) string {
	text := ""
	for i, c := range p.Where {
		if i > 0 {
			text += ", "
		}
		text += c.Field + ": " + c.Want
	}
	return text
}

// describe writes a whole pattern.
func describe(p *scenario.Pattern) string {
	if len(p.Where) == 0 {
		return string(p.Kind)
	}
	return fmt.Sprintf("%s (%s)", p.Kind, conditions(p))
}

// judgeOrder judges whether events came one after the other. After each it
// looks for the first event that fits the next pattern.
func judgeOrder(order []scenario.Pattern, events []trace.Event) string {
	next, last := 0, trace.Event{}
	for _, e := range events {
		if next < len(order) && Match(order[next], e) {
			next, last = next+1, e
		}
	}
	switch next {
	case len(order):
		return ""
	case 0:
		return describe(&order[0]) + " never came"
	}
	found := fmt.Sprintf("%s came %s, and after it no %s", describe(&order[next-1]), place(last), describe(&order[next]))
	for _, e := range events {
		if Match(order[next], e) {
			return found + "; that came before, " + place(e)
		}
	}
	return found
}
