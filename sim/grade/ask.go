package grade

import (
	"fmt"
	"strings"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// ask finds the right answer of a question in the run, and the event before
// which it is asked. A question with no right answer, or with several, is a
// promise that the lesson has broken.
func ask(sc *scenario.Scenario, q *scenario.Question, events []trace.Event) Finding {
	body := trace.Question{Text: q.Text, Why: q.Why, RFC: string(q.RFC), Line: q.Line}
	var holds []string
	for i, c := range q.Choices {
		body.Answers = append(body.Answers, c.Text)
		if judge(sc, c, events) == "" {
			body.Right = i
			holds = append(holds, fmt.Sprint(i+1))
		}
	}
	before, problem := nth(&q.Before, q.Nth, events)
	switch {
	case problem != "":
		problem = "the event before which it is asked is missing: " + problem
	case len(holds) == 0:
		problem = "none of its choices holds"
	case len(holds) > 1:
		problem = "more than one of its choices holds: " + strings.Join(holds, ", ")
	default:
		return Finding{Cause: before, Body: body}
	}
	return Finding{Body: trace.ExpectationMissed{Text: q.Text, Line: q.Line, Found: problem}}
}

// refute finds the event that shows a belief to be wrong. A belief that nothing
// refutes is a promise that the lesson has broken.
func refute(m *scenario.Misconception, events []trace.Event) Finding {
	seq, problem := nth(&m.Event, m.Nth, events)
	if problem != "" {
		return Finding{Body: trace.ExpectationMissed{Text: "The run refutes: " + m.Belief, Line: m.Line, Found: problem}}
	}
	return Finding{Cause: seq, Body: trace.MisconceptionRefuted{Belief: m.Belief, Truth: m.Truth, Line: m.Line}}
}
