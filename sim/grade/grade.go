package grade

import (
	"fmt"
	"time"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// Grade judges every expectation of a scenario against the events of a whole
// run. The result has one [trace.ExpectationMet] or [trace.ExpectationMissed]
// for each, in the order of the scenario.
func Grade(sc *scenario.Scenario, events []trace.Event) []trace.Body {
	grades := make([]trace.Body, len(sc.Expect))
	for i, e := range sc.Expect {
		if found := judge(sc, e, events); found != "" {
			grades[i] = trace.ExpectationMissed{Text: e.Text, Line: e.Line, Found: found}
		} else {
			grades[i] = trace.ExpectationMet{Text: e.Text, Line: e.Line}
		}
	}
	return grades
}

// judge says what was found where a fact does not hold, and "" where it does.
func judge(sc *scenario.Scenario, e *scenario.Expectation, events []trace.Event) string {
	switch {
	case e.Event != nil:
		return judgeCount(e, events)
	case e.Order != nil:
		return judgeOrder(e.Order, events)
	case e.Mailbox != nil:
		return judgeMailbox(sc, e.Mailbox, events)
	case e.Header != nil:
		return judgeHeader(sc, e.Header, events)
	}
	return "the expectation names no fact"
}

// place says where in a trace an event stands.
func place(e trace.Event) string {
	where := ""
	if e.Node != "" {
		where = " on " + e.Node
	}
	return fmt.Sprintf("%s after the start%s (event %d)", e.At.Round(time.Microsecond), where, e.Seq)
}

// times says how often something happened.
func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	case 2:
		return "twice"
	}
	return fmt.Sprintf("%d times", n)
}

// count says how many of a thing there are.
func count(n int, thing string) string {
	switch n {
	case 0:
		return "no " + thing
	case 1:
		return "one " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
