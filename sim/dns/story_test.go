package dns_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the traces of the stories anew; then read the diff")

// TestStories runs the scripts in testdata. A story is prose, then a world,
// then a script, then everything that happens, with what came of the actions
// at the end.
//
// The world is a list of hosts. What is indented below one belongs to it:
//
//	host NAME ADDRESS...
//	  zone ORIGIN SERVER...     serves a zone (broken: cannot load it; silent: does not answer)
//	    NAME TTL TYPE DATA
//	  resolver PREFIX...        looks things up, for those clients
//	  stub ADDRESS...           asks those resolvers
//
// Each line of the script is "TIME HOST ACTION ARGUMENT...": see actions.
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no stories", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			told, want, _ := strings.Cut(string(src), traceMark)
			_, rest, _ := strings.Cut(told, worldMark)
			description, script, ok := strings.Cut(rest, scriptMark)
			if !ok {
				t.Fatalf("the story has not the parts %q", []string{worldMark, scriptMark, traceMark})
			}
			got := play(t, description, script)
			if again := play(t, description, script); again != got {
				t.Errorf("told twice, the story differs:\n%s\n--- and ---\n%s", got, again)
			}
			if *update {
				if err := os.WriteFile(file, []byte(told+traceMark+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}

// The lines that begin the parts of a story.
const (
	worldMark  = "-- world --\n"
	scriptMark = "-- script --\n"
	traceMark  = "-- trace --\n"
)
