package grade

import (
	"iter"
	"slices"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// Finding is what a run says about something in its lesson.
type Finding struct {
	Cause trace.Seq // the event that it is about; 0: the run as a whole
	Body  trace.Body
}

// Findings judges a whole run: first what the lesson promises, then what it
// asks, then the misconceptions that it names, each in the order of the scenario.
func Findings(sc *scenario.Scenario, run iter.Seq[trace.Event]) []Finding {
	if len(sc.Expect)+len(sc.Ask)+len(sc.Misconceptions) == 0 {
		return nil
	}
	events := slices.Collect(run)
	var all []Finding
	for _, body := range Grade(sc, events) {
		all = append(all, Finding{Body: body})
	}
	for _, q := range sc.Ask {
		all = append(all, ask(sc, q, events))
	}
	for _, m := range sc.Misconceptions {
		all = append(all, refute(m, events))
	}
	return all
}

// nth finds the how manyth event that fits a pattern, or says why there is none.
func nth(p *scenario.Pattern, n int, events []trace.Event) (seq trace.Seq, problem string) {
	alike, found := 0, 0
	for _, e := range events {
		if e.Kind() != p.Kind {
			continue
		}
		alike++
		if Match(*p, e) {
			if found++; found == n {
				return e.Seq, ""
			}
		}
	}
	if found == 0 {
		return 0, describe(p) + " never happened" + others(p, alike)
	}
	return 0, describe(p) + " happened only " + times(found)
}
