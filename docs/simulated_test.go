package docs

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/grade"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// simulated is the page that says what is simulated, and by what it is shown.
const simulated = "what-is-simulated.md"

// A claim is a row of the page: a behaviour, and the event of a scenario that
// shows it.
type claim struct {
	line                int
	behaviour, scenario string
	event               string // as in the facts of a scenario
}

var claimRow = regexp.MustCompile("^\\| (.+) \\| \\[([0-9a-z-]+)\\]\\(([^)]+)\\) \\| `(\\{kind: .+\\})` \\|$")

// Every behaviour that the page names happens in the scenario that it names, by
// the event that it names.
func TestSimulatedIsShown(t *testing.T) {
	rows := claims(t)
	if len(rows) < 50 {
		t.Fatalf("only %d rows", len(rows))
	}
	for _, name := range shows(rows) {
		t.Run(name, func(t *testing.T) {
			var mine []claim
			for _, c := range rows {
				if c.scenario == name {
					mine = append(mine, c)
				}
			}
			checkClaims(t, name, mine)
		})
	}
}

// claims reads the rows of the page. A row of a table that is none is a mistake:
// nobody would check it.
func claims(t *testing.T) (rows []claim) {
	t.Helper()
	text, err := os.ReadFile(simulated)
	if err != nil {
		t.Fatal(err)
	}
	for i, line := range strings.Split(string(text), "\n") {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| ---") || strings.HasPrefix(line, "| behaviour |") {
			continue
		}
		m := claimRow.FindStringSubmatch(line)
		if m == nil {
			t.Errorf("%s:%d: not a row of behaviour, scenario and event: %s", simulated, i+1, line)
			continue
		}
		if m[3] != "lessons/"+m[2]+".md" && m[3] != "simulated/"+m[2]+".yaml" {
			t.Errorf("%s:%d: %s leads to %s", simulated, i+1, m[2], m[3])
		}
		rows = append(rows, claim{i + 1, m[1], m[2], m[4]})
	}
	return rows
}

// shows lists the scenarios that the page names. Those made for it are all among
// them.
func shows(rows []claim) (names []string) {
	for _, c := range rows {
		if !slices.Contains(names, c.scenario) {
			names = append(names, c.scenario)
		}
	}
	return names
}

// checkClaims runs a scenario with the claims for expectations, in place of its own.
func checkClaims(t *testing.T, name string, rows []claim) {
	t.Helper()
	src, err := scenarioText(name)
	if err != nil {
		t.Fatal(err)
	}
	var facts []string
	for _, c := range rows {
		facts = append(facts, fmt.Sprintf("{text: %d, event: %s}", c.line, c.event))
	}
	promise, err := scenario.NewChange("the table", "expect=["+strings.Join(facts, ", ")+"]")
	if err != nil {
		t.Fatal(err)
	}
	sc, err := scenario.Parse(name+".yaml", src, promise)
	if err != nil {
		t.Fatal(err)
	}
	log := record.New(record.Options{})
	if err := sim.Run(t.Context(), sc, log, sim.Options{}); err != nil {
		t.Fatal(err)
	}
	if err := grade.Conserve(slices.Collect(log.All())); err != nil {
		t.Error(err)
	}
	met := 0
	for e := range log.All() {
		switch b := e.Body.(type) {
		case trace.ExpectationMet:
			met++
		case trace.ExpectationMissed:
			if i := slices.IndexFunc(rows, func(c claim) bool { return fmt.Sprint(c.line) == b.Text }); i >= 0 {
				t.Errorf("%s:%s: %q is not shown by %s: %s", simulated, b.Text, rows[i].behaviour, name, b.Found)
			}
		}
	}
	if met > len(rows) || met == 0 && len(rows) > 0 {
		t.Errorf("%d of %d claims were judged", met, len(rows))
	}
}

// scenarioText is a lesson, or one of the scenarios beside the page.
func scenarioText(name string) ([]byte, error) {
	if src, err := scenarios.Read(name); err == nil {
		return src, nil
	}
	return os.ReadFile(filepath.Join("simulated", name+".yaml"))
}

// The scenarios beside the page are there to show something, and come to rest.
func TestNoScenarioWithoutClaim(t *testing.T) {
	files, err := filepath.Glob("simulated/*.yaml")
	if err != nil || len(files) == 0 {
		t.Fatal("no scenarios", err)
	}
	named := shows(claims(t))
	for _, f := range files {
		if name := strings.TrimSuffix(filepath.Base(f), ".yaml"); !slices.Contains(named, name) {
			t.Errorf("%s shows nothing that the page names", f)
		}
	}
}
