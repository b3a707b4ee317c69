package ui

import (
	"strings"
	"testing"

	"mailflow/ui/wire"
)

func TestCheck(t *testing.T) {
	b := newSite(t, fake{"letter": letter(1)}, Limits{Source: 1024}).enter()
	tests := []struct {
		source string
		faults []string
	}{
		{"right", nil},
		{"wrong", []string{"unknown key"}},
		{strings.Repeat("x", 1500), []string{"at most 1 KiB; this one has 2"}},
	}
	for i, tt := range tests {
		b.say(wire.Check{Type: "check", Number: i, Source: tt.source})
		answer := next[wire.Checked](b)
		if answer.Number != i || answer.Faults == nil || len(answer.Faults) != len(tt.faults) {
			t.Fatalf("%.10q: %+v", tt.source, answer)
		}
		for j, f := range answer.Faults {
			if f.Line != 1 || !strings.Contains(f.Message, tt.faults[j]) {
				t.Errorf("%.10q: %+v", tt.source, f)
			}
		}
	}
	b.say(open("letter")) // a check starts nothing and ends nothing
	next[wire.World](b)
	b.untilEnded()
}
