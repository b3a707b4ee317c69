package scenarios_test

import (
	"errors"
	"io/fs"
	"slices"
	"testing"

	"mailflow/scenarios"
	"mailflow/sim/scenario"
)

// Every lesson can be read, and the course numbers in the files and in their
// names agree.
func TestLessons(t *testing.T) {
	names := scenarios.Names()
	if len(names) == 0 || !slices.IsSorted(names) {
		t.Fatalf("lessons: %v", names)
	}
	last := 0
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
		if s.Name != name {
			t.Errorf("%s calls itself %s", name, s.Name)
		}
		if s.Course == nil || s.Course.Order <= last {
			t.Errorf("%s has no place after lesson %d", name, last)
			continue
		}
		last = s.Course.Order
	}
}

func TestReadUnknown(t *testing.T) {
	for _, name := range []string{"", "99-nothing", "../go", "bad/tab"} {
		if _, err := scenarios.Read(name); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Read(%q) = %v", name, err)
		}
	}
}
