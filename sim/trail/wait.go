package trail

import (
	"encoding/json"
	"time"
)

// Wait is the time between two lines. The message spent it with the writer of
// the lower one: a server stamps what it takes, not what it hands on.
type Wait struct {
	Time   time.Duration
	Keeper string // whose queue it was; empty for the author's own program
	Skewed bool   // it is negative: one of the two clocks is wrong, or lines lie
}

// MarshalJSON writes the time in seconds.
func (w Wait) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		Seconds float64 `json:"seconds"`
		Keeper  string  `json:"keeper,omitempty"`
		Skewed  bool    `json:"skewed,omitempty"`
	}{w.Time.Seconds(), w.Keeper, w.Skewed})
}

// measure finds the times between lines. Where a line has no date, the time
// runs on to the next that has one.
func (t *Trail) measure() {
	last, keeper := t.Written, ""
	for i := range t.Lines {
		l := &t.Lines[i]
		if !l.At.IsZero() && !last.IsZero() {
			d := l.At.Sub(last)
			l.Wait = &Wait{Time: d, Keeper: keeper, Skewed: d < 0}
		}
		if !l.At.IsZero() {
			last, keeper = l.At, l.By
		}
	}
}

// Longest is the longest wait of all, and whether there was one that is worth a
// word.
func (t Trail) Longest() (Wait, bool) {
	var longest Wait
	for _, l := range t.Lines {
		if l.Wait != nil && l.Wait.Time > longest.Time {
			longest = *l.Wait
		}
	}
	return longest, longest.Time >= time.Second
}

// Total is the time from the author to the topmost line; zero if that is not
// known.
func (t Trail) Total() time.Duration {
	var first, last time.Time
	first = t.Written
	for _, l := range t.Lines {
		if first.IsZero() {
			first = l.At
		}
		if !l.At.IsZero() {
			last = l.At
		}
	}
	if first.IsZero() || last.IsZero() {
		return 0
	}
	return last.Sub(first)
}
