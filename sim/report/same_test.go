package report_test

import (
	"bytes"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/report"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// The same runs give the same files, octet for octet.
func TestSameRunSameFiles(t *testing.T) {
	for _, name := range []string{"01-plain-flow", "11-receiver-down"} {
		first, second := files(t, name), files(t, name)
		if len(first) != len(second) {
			t.Fatalf("%s: %d files, and then %d", name, len(first), len(second))
		}
		for i := range first {
			if first[i].Name != second[i].Name || !bytes.Equal(first[i].Content, second[i].Content) {
				t.Errorf("%s: %s differs", name, first[i].Name)
			}
		}
	}
}

func files(t *testing.T, lesson string) []report.File {
	t.Helper()
	src, err := scenarios.Read(lesson)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenario.Parse(lesson+".yaml", src)
	if err != nil {
		t.Fatal(err)
	}
	log := record.New(record.Options{Level: trace.Hop})
	if err := sim.Run(t.Context(), sc, log, sim.Options{}); err != nil {
		t.Fatal(err)
	}
	run := report.Run{Name: "The run", Events: log.All()}
	return report.New(run).Files()
}
