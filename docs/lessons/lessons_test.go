// Package lessons holds a page for each lesson of the course, with its map, all
// made from the scenario and from its run, and the test that they still are.
package lessons

import (
	"bytes"
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
)

//go:generate go test -update .

var update = flag.Bool("update", false, "rewrite the pages")

// lesson is a scenario that has been run.
type lesson struct {
	*scenario.Scenario
	log *record.Log
}

// course is every lesson in its order.
func course(t *testing.T) []lesson {
	t.Helper()
	var all []lesson
	for _, name := range scenarios.Names() {
		src, err := scenarios.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		sc, err := scenario.Parse(name+".yaml", src)
		if err != nil {
			t.Fatal(err)
		}
		log := record.New(record.Options{})
		if err := sim.Run(context.Background(), sc, log, sim.Options{}); err != nil {
			t.Fatal(err)
		}
		all = append(all, lesson{sc, log})
	}
	return all
}

// Each lesson has its page and its map, the index lists them, and nothing else
// lies there.
func TestPages(t *testing.T) {
	all := course(t)
	files := map[string][]byte{"README.md": index(all)}
	for i, l := range all {
		files[l.Name+".md"] = page(all, i)
		files[l.Name+".svg"] = drawing(l.Scenario)
	}
	for _, pattern := range []string{"*.md", "*.svg"} {
		found, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range found {
			if files[name] != nil {
				continue
			}
			if *update {
				err = os.Remove(name)
			}
			if !*update || err != nil {
				t.Errorf("%s belongs to no lesson; run go generate ./docs/... (%v)", name, err)
			}
		}
	}
	for name, want := range files {
		if *update {
			if err := os.WriteFile(name, want, 0o644); err != nil {
				t.Fatal(err)
			}
		}
		if got, err := os.ReadFile(name); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is stale; run go generate ./docs/... (%v)", name, err)
		}
	}
}

// No card hangs out of its site, no two boxes overlap, and everybody is there.
func TestDrawings(t *testing.T) {
	for _, l := range course(t) {
		d := layOut(l.Scenario)
		hosts := 0
		var boxes []box
		for _, s := range d.sites {
			boxes = append(boxes, s.box)
			for _, c := range s.cards {
				hosts++
				if !s.box.holds(c.box) {
					t.Errorf("%s: %s is not inside %s", l.Name, c.host.Name, s.site.Domain)
				}
				if slices.ContainsFunc(s.cards, func(o card) bool { return o.host != c.host && o.box.meets(c.box) }) {
					t.Errorf("%s: something stands on %s", l.Name, c.host.Name)
				}
			}
		}
		for i, b := range boxes {
			if slices.ContainsFunc(boxes[:i], b.meets) || !(box{0, 0, d.width, d.height}).holds(b) {
				t.Errorf("%s: site %d has no place of its own", l.Name, i)
			}
		}
		want := 0
		for _, s := range l.Sites {
			want += len(s.Hosts)
		}
		if hosts != want {
			t.Errorf("%s: %d of %d hosts are drawn", l.Name, hosts, want)
		}
	}
}
