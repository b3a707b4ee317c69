package docs

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim/scenario"
)

// Every lesson has its notes for whoever teaches it, and the page on teaching asks
// what they ask.
func TestNotes(t *testing.T) {
	page, err := os.ReadFile("teaching.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range scenarios.Names() {
		src, err := scenarios.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		sc, err := scenario.Parse(name+".yaml", src)
		if err != nil {
			t.Fatal(err)
		}
		n := sc.Notes
		if n == nil || n.Ask == "" || n.Hear == "" || n.Change == "" || n.Then == "" {
			t.Errorf("%s says not all that its teacher needs: %+v", name, n)
			continue
		}
		if want := fmt.Sprintf("**Ask first**: %s **They say**: %s", n.Ask, n.Hear); !strings.Contains(string(page), want) {
			t.Errorf("%s: teaching.md does not say: %s", name, want)
		}
	}
}
