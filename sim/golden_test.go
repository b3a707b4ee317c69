package sim_test

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/grade"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/transcript"
)

var update = flag.Bool("update", false, "rewrite the transcripts beside the lessons; read the diff before you commit it")

// Every lesson comes to rest, keeps its promises, loses no mail, and goes
// exactly as the transcript beside it tells.
func TestGolden(t *testing.T) {
	for _, name := range scenarios.Names() {
		t.Run(name, func(t *testing.T) {
			log := play(t, lessonNamed(t, name), trace.Wire)
			goesWell(t, slices.Collect(log.All()))
			var text bytes.Buffer
			if err := transcript.Write(&text, transcript.Options{Level: trace.Wire, Answers: true}, log.All()); err != nil {
				t.Fatal(err)
			}
			compareWith(t, filepath.Join("..", "scenarios", name+".golden"), text.Bytes())
		})
	}
}

// A run depends on its scenario and its seed, and on nothing else: not on how
// many processors there are, nor on what else they have to do, nor on where in
// the world they stand.
func TestGoldenAgain(t *testing.T) {
	for _, name := range scenarios.Names() {
		t.Run(name, func(t *testing.T) {
			sc := lessonNamed(t, name)
			first := traceOf(t, sc, sim.Options{})
			for _, processors := range []int{1, 2} {
				was := runtime.GOMAXPROCS(processors)
				again := traceOf(t, sc, sim.Options{})
				runtime.GOMAXPROCS(was)
				sameLines(t, fmt.Sprintf("on %d processors", processors), again, first)
			}
			inZone(time.FixedZone("elsewhere", 2*60*60), func() {
				sameLines(t, "in another time zone", traceOf(t, sc, sim.Options{}), first)
			})
			var several sync.WaitGroup
			for range 3 {
				several.Go(func() { sameLines(t, "beside others", traceOf(t, sc, sim.Options{}), first) })
			}
			several.Wait()
			other := sc.Seed + 1
			if bytes.Equal(traceOf(t, sc, sim.Options{Seed: &other}), first) {
				t.Error("another seed gives the same run")
			}
		})
	}
}

// Lessons hold with other seeds too: what they say is not luck.
func TestGoldenHoldsWithOtherSeeds(t *testing.T) {
	for _, name := range scenarios.Names() {
		t.Run(name, func(t *testing.T) {
			sc := lessonNamed(t, name)
			for seed := range uint64(3) {
				log := record.New(record.Options{})
				if err := sim.Run(context.Background(), sc, log, sim.Options{Seed: &seed}); err != nil {
					t.Fatal(err)
				}
				goesWell(t, slices.Collect(log.All()))
			}
		})
	}
}

// inZone does something as on a computer whose clock is set to another zone.
func inZone(l *time.Location, do func()) {
	defer func(was *time.Location) { time.Local = was }(time.Local)
	time.Local = l
	do()
}

func lessonNamed(t *testing.T, name string) *scenario.Scenario {
	t.Helper()
	src, err := scenarios.Read(name)
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenario.Parse(name+".yaml", src)
	if err != nil {
		t.Fatal(err)
	}
	return sc
}

// goesWell checks what must hold of every lesson.
func goesWell(t *testing.T, events []trace.Event) {
	t.Helper()
	if end, _ := events[len(events)-1].Body.(trace.RunEnded); end.Outcome != trace.Quiet {
		t.Errorf("the run ended with %q %s", end.Outcome, end.Detail)
	}
	notes := 0
	places := map[int]bool{} // of the right answers
	for _, e := range events {
		switch b := e.Body.(type) {
		case trace.ExpectationMissed:
			t.Errorf("line %d: %s: %s", b.Line, b.Text, b.Found)
		case trace.ProtocolViolation:
			t.Errorf("event %d: %s says to %s: %s", e.Seq, e.Peer, e.Node, b.Problem)
		case trace.Note:
			notes++
		case trace.Question:
			places[b.Right] = true
		}
	}
	if len(places) < 2 {
		t.Error("the right answer always stands at the same place, and a class soon knows that")
	}
	if notes == 0 {
		t.Error("nothing is said")
	}
	if err := grade.Conserve(events); err != nil {
		t.Error(err)
	}
}

func traceOf(t *testing.T, sc *scenario.Scenario, o sim.Options) []byte {
	log := record.New(record.Options{})
	if err := sim.Run(context.Background(), sc, log, o); err != nil {
		t.Error(err)
	}
	var b bytes.Buffer
	if err := record.WriteJSONL(&b, log.All()); err != nil {
		t.Error(err)
	}
	return b.Bytes()
}

// compareWith holds a text against a golden file.
func compareWith(t *testing.T, file string, got []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	sameLines(t, "than in "+file+" (make golden rewrites it)", got, want)
}

// sameLines shows the first line in which two texts differ.
func sameLines(t *testing.T, where string, got, want []byte) {
	t.Helper()
	g, w := strings.Split(string(got), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(g), len(w)) {
		if i >= len(g) || i >= len(w) || g[i] != w[i] {
			t.Errorf("line %d is different %s:\n got %s\nwant %s", i+1, where, lineAt(g, i), lineAt(w, i))
			return
		}
	}
}

func lineAt(lines []string, i int) string {
	if i >= len(lines) {
		return "(the end)"
	}
	return lines[i]
}
