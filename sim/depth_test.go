package sim_test

import (
	"bytes"
	"fmt"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim/record"
	"mailflow/sim/trace"
)

// A log that keeps no more than a lesson looks at shows everything that the
// lesson says, asks and judges, as one that keeps all does.
func TestDepthIsDeepEnough(t *testing.T) {
	for _, name := range scenarios.Names() {
		sc := lessonNamed(t, name)
		all, some := lesson(play(t, sc, trace.Wire)), lesson(play(t, sc, trace.Deeper(trace.Story, sc.Depth())))
		if all != some {
			t.Errorf("%s: with all levels:\n%s\nwith %s:\n%s", name, all, sc.Depth(), some)
		}
	}
}

// lesson is what the lesson itself has to say about a run.
func lesson(log *record.Log) string {
	var b bytes.Buffer
	for e := range log.All() {
		switch e.Body.(type) {
		case trace.Note, trace.Question, trace.MisconceptionRefuted, trace.ExpectationMet, trace.ExpectationMissed:
			fmt.Fprintf(&b, "%v %+v\n", e.At, e.Body)
		}
	}
	return b.String()
}
