package course_test

import (
	"strings"
	"testing"

	"mailflow/scenarios"
	"mailflow/ui/course"
)

const sound = "title: T\nsites: {domain: alpha.example}\n"

func TestCheck(t *testing.T) {
	c, err := course.New()
	if err != nil {
		t.Fatal(err)
	}
	if faults := c.Check(sound); len(faults) > 0 {
		t.Errorf("a sound scenario: %v", faults)
	}
	faults := c.Check("title: T\nsites: {domain: alpha.example, colour: red}\n")
	if len(faults) != 1 || faults[0].Line != 2 || faults[0].Column != 32 || !strings.Contains(faults[0].Message, "colour") {
		t.Errorf("an unknown key: %+v", faults)
	}
	if faults := c.Check(""); len(faults) == 0 {
		t.Error("nothing at all is no scenario")
	}
	if n := len(c.Check(sound + strings.Repeat("a: 1\n", 1000))); n != 100 {
		t.Errorf("%d faults are told at once", n)
	}
}

// Whatever Check lets pass can be prepared, and the other way round.
func TestCheckAgreesWithPrepare(t *testing.T) {
	c, err := course.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range scenarios.Names() {
		src, err := scenarios.Read(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, source := range []string{string(src), string(src[:len(src)/2])} {
			_, _, problem := c.Prepare("", source, nil)
			if faults := c.Check(source); (len(faults) == 0) != (problem == nil) {
				t.Errorf("%s: faults %v, problem %v", name, faults, problem)
			}
		}
	}
}
