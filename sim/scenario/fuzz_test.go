package scenario

import (
	"errors"
	"os"
	"testing"
)

// Whatever the input: no panic, every problem has a place that exists, and what
// is accepted is complete.
func FuzzParse(f *testing.F) {
	for _, src := range good(f) {
		f.Add(src)
	}
	for _, file := range badFiles(f) {
		src, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(src)
	}
	for _, src := range []string{" \r0", "---", "a: |\n", "title: \u2028"} { // line ends that move positions
		f.Add([]byte(src))
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		s, err := Parse("fuzz.yaml", src)
		if err == nil {
			checkRoundTrip(t, s)
			return
		}
		var problems Problems
		if !errors.As(err, &problems) || len(problems) == 0 {
			t.Fatalf("an error without problems: %v", err)
		}
		for _, p := range problems {
			checkPlace(t, src, p)
		}
	})
}
