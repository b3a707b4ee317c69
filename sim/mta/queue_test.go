package mta_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// A hundred attempts run at once; the others wait for one of them to end, which
// here takes 30 seconds each, and no letter is forgotten.
func TestAHundredAttemptsAtOnce(t *testing.T) {
	const letters = 120
	s := play(t, func(s *stage) {
		s.office("mx.beta.example", true, "filtered")
		s.record("beta.example", "MX", "10 mx.beta.example.")
		s.cfg.Retry.Expire = time.Second
		for i := range letters {
			s.post(0, mail.Address{}, address(fmt.Sprintf("u%d@beta.example", i)))
		}
	})
	begun := map[time.Duration]int{}
	for e := range s.log.All() {
		if _, ok := e.Body.(trace.MessageAttempted); ok {
			begun[e.At.Truncate(time.Second)]++
		}
	}
	if begun[0] != 100 || begun[30*time.Second] != 20 {
		t.Errorf("attempts by time: %v", begun)
	}
	if n := len(told[trace.MessageDiscarded](s)); n != letters {
		t.Errorf("%d letters came to an end", n)
	}
}

// Equals share the load, in an order that chance gives, the same for each seed.
func TestEqualsAreShuffled(t *testing.T) {
	first := func() (peers []string) {
		s := play(t, func(s *stage) {
			for i := range 3 {
				name := fmt.Sprintf("mx%d.beta.example", i)
				s.office(name, true, "")
				s.record("beta.example", "MX", "10 "+name+".")
			}
			s.office("mx9.beta.example", true, "")
			s.record("beta.example", "MX", "20 mx9.beta.example.")
			for i := range 30 {
				s.post(time.Duration(i)*time.Minute, address("alice@alpha.example"), address("bob@beta.example"))
			}
		})
		for e := range s.log.All() {
			if _, ok := e.Body.(trace.MessageRelayed); ok {
				peers = append(peers, e.Peer)
			}
		}
		return peers
	}
	got := first()
	for i := range 3 {
		name := fmt.Sprintf("mx%d.beta.example", i)
		if n := len(slices.DeleteFunc(slices.Clone(got), func(p string) bool { return p != name })); n < 4 {
			t.Errorf("%s got %d of 30 letters", name, n)
		}
	}
	if slices.Contains(got, "mx9.beta.example") {
		t.Error("a worse host got a letter")
	}
	if again := first(); !slices.Equal(got, again) {
		t.Error("the same seed gave another order")
	}
}

// Whenever one of the two ends goes off, and be it between the final dot and
// the answer to it, the letter arrives: twice perhaps, but never not at all
// (RFC 1047 §2). Play checks that it is nowhere lost.
func TestALetterSurvivesAPowerCut(t *testing.T) {
	for _, end := range []string{home, "mx.beta.example"} {
		copies := map[int]int{}
		for ms := range 60 {
			s := play(t, func(s *stage) {
				s.office("mx.beta.example", true, "")
				s.record("beta.example", "MX", "10 mx.beta.example.")
				s.cfg.Retry.Expire = 24 * time.Hour
				s.post(0, address("alice@alpha.example"), address("bob@beta.example"))
				lane := s.clock.Lane()
				cut := time.Duration(ms)*500*time.Microsecond + 100*time.Microsecond
				lane.After(cut, vtime.Story, func() { s.net.Host(end).Down(0) })
				lane.After(10*time.Minute, vtime.Story, func() { s.net.Host(end).Up(0) })
			})
			n := len(s.offices["mx.beta.example"].got)
			if copies[n]++; n == 0 {
				t.Fatalf("%s off after %d/2 ms: the letter never came\n%s", end, ms, s.tale())
			}
		}
		if copies[1] == 0 || copies[2] == 0 {
			t.Errorf("%s: copies %v: no cut fell between the dot and the answer", end, copies)
		}
	}
}

// What still waits when the world ends is told, with the time of the next
// attempt; there is none for a letter that is being tried at that moment.
func TestWhatWaitsIsTold(t *testing.T) {
	for _, c := range []struct {
		cut, next time.Duration
	}{
		{6 * time.Minute, 10 * time.Minute},
		{time.Minute, 0},
	} {
		s := play(t, func(s *stage) {
			s.office("mx.beta.example", true, "silent")
			s.record("beta.example", "MX", "10 mx.beta.example.")
			s.post(0, address("alice@alpha.example"), address("bob@beta.example"))
			s.clock.Lane().After(c.cut, vtime.Story, func() { s.home.Down(0) })
		})
		held := told[trace.MessageHeld](s)
		if len(held) != 1 {
			t.Fatalf("held %+v", held)
		}
		got := held[0]
		if next := time.Duration(got.Next).Truncate(time.Second); next != c.next || got.Attempts != 1 || !slices.Equal(got.Recipients, []string{"bob@beta.example"}) {
			t.Errorf("off after %v: held %+v", c.cut, got)
		}
	}
}
