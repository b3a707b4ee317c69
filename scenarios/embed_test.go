package scenarios_test

import (
	"errors"
	"io/fs"
	"slices"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim/scenario"
)

// Every lesson can be read, the course numbers in the files and in their names
// agree, and the lessons of a chapter stand together.
func TestLessons(t *testing.T) {
	names := scenarios.Names()
	if len(names) == 0 || !slices.IsSorted(names) {
		t.Fatalf("lessons: %v", names)
	}
	last, chapters := 0, []string(nil)
	for _, name := range names {
		src, err := scenarios.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		s, err := scenario.Parse(name+".yaml", src)
		if err != nil {
			t.Error(err)
			continue
		}
		if n := len(s.Ask); n < 3 || n > 6 {
			t.Errorf("%s asks %d questions; three to six are what a class has time for", name, n)
		}
		if len(s.Misconceptions) == 0 {
			t.Errorf("%s sets nothing right", name)
		}
		if s.Name != name {
			t.Errorf("%s calls itself %s", name, s.Name)
		}
		if s.Course == nil || s.Course.Order <= last {
			t.Errorf("%s has no place after lesson %d", name, last)
			continue
		}
		last = s.Course.Order
		switch group := s.Course.Group; {
		case group == "":
			t.Errorf("%s belongs to no chapter", name)
		case !slices.Contains(chapters, group):
			chapters = append(chapters, group)
		case chapters[len(chapters)-1] != group:
			t.Errorf("%s stands apart from its chapter, %s", name, group)
		}
	}
}

func TestReadUnknown(t *testing.T) {
	for _, name := range []string{"", "99-nothing", "../go", "bad/tab"} {
		if _, err := scenarios.Read(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Read(%q) = %v", name, err)
		}
	}
}
