package ui

import (
	"context"
	"testing"
	"time"

	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

func TestHowARunEnds(t *testing.T) {
	tests := []struct {
		name   string
		play   func(context.Context, *record.Log)
		limits Limits
		want   trace.Outcome
	}{
		{"by itself", letter(1), Limits{}, trace.Quiet},
		{"too many events", endless, Limits{Events: 5}, trace.EventBudget},
		{"too many events in a virtual world", letter(100), Limits{Events: 5}, trace.EventBudget},
		{"too long", endless, Limits{Time: 20 * time.Millisecond}, trace.WallBudget},
		{"with a panic", func(context.Context, *record.Log) { panic("a fault of ours") }, Limits{}, trace.Broken},
		{"without a word", func(context.Context, *record.Log) {}, Limits{}, trace.Broken},
	}
	for _, tt := range tests {
		b := newSite(t, fake{"x": tt.play}, tt.limits).enter()
		b.say(open("x"))
		next[wire.World](b)
		told, ended := b.untilEnded()
		if ended.Outcome != tt.want {
			t.Errorf("%s: %+v, want %s", tt.name, ended, tt.want)
		}
		if tt.limits.Events > 0 && len(told) > tt.limits.Events+1 {
			t.Errorf("%s: %d events", tt.name, len(told))
		}
	}
}

func TestOpeningAnotherRunStopsTheOneThatNobodyShows(t *testing.T) {
	b := newSite(t, fake{"endless": endless, "letter": letter(1)}, Limits{Worlds: 1}).enter()
	b.say(open("endless"))
	next[wire.World](b)
	b.say(open("letter"))
	for {
		_, frame, err := b.conn.ReadMessage()
		if err != nil {
			t.Fatal(err)
		}
		if kind, _ := wire.Kind(frame); kind == "world" {
			break
		}
	}
	if _, ended := b.untilEnded(); ended.Outcome != trace.Quiet {
		t.Errorf("%+v", ended)
	}
}

func TestOnlySoManyWorldsRunAtOnce(t *testing.T) {
	s := newSite(t, fake{"endless": endless}, Limits{Worlds: 1, Wait: 10 * time.Millisecond})
	first, second := s.enter(), s.enter()
	first.say(open("endless"))
	next[wire.World](first)
	second.say(open("endless"))
	if p := next[wire.Problem](second); p.Code != "busy" {
		t.Errorf("%+v", p)
	}
}

func TestOldRunsAreForgotten(t *testing.T) {
	s := newSite(t, fake{"letter": letter(1)}, Limits{Kept: 2})
	var names []string
	for range 4 {
		b := s.enter()
		b.say(open("letter"))
		names = append(names, next[wire.World](b).Run)
		b.untilEnded()
		b.conn.Close()
		eventually(t, "nobody shows the run", func() bool { return s.idleRuns() == s.keptRuns() })
	}
	b := s.enter()
	for i, name := range names {
		b.say(wire.Resume{Type: "resume", Run: name})
		if i < 2 {
			if p := next[wire.Problem](b); p.Code != "unknown-run" {
				t.Errorf("run %d: %+v", i, p)
			}
			continue
		}
		if _, ended := b.untilEnded(); ended.Run != name {
			t.Errorf("run %d: %+v", i, ended)
		}
	}
}

func TestARunThatIsShownIsKept(t *testing.T) {
	s := newSite(t, fake{"letter": letter(1)}, Limits{Kept: 1})
	var shown []*browser
	var names []string
	for range 3 {
		b := s.enter()
		b.say(open("letter"))
		names = append(names, next[wire.World](b).Run)
		b.untilEnded()
		shown = append(shown, b)
	}
	for i, b := range shown {
		b.say(wire.Detail{Type: "detail", Run: names[i]})
		for !next[wire.Events](b).Done {
		}
	}
}

func TestMemoryIsBounded(t *testing.T) {
	s := newSite(t, fake{"letter": letter(100)}, Limits{Memory: 100_000})
	b := s.enter()
	b.say(open("letter")) // about 150,000 octets
	next[wire.World](b)
	b.untilEnded()
	second := s.enter()
	second.say(open("letter"))
	if p := next[wire.Problem](second); p.Code != "busy" {
		t.Errorf("while the first run is shown: %+v", p)
	}
	b.conn.Close()
	eventually(t, "nobody shows the first run", func() bool { return s.idleRuns() == 1 })
	second.say(open("letter"))
	next[wire.World](second)
	second.untilEnded()
}

func (s *site) idleRuns() int {
	s.server.runs.mu.Lock()
	defer s.server.runs.mu.Unlock()
	n := 0
	for _, r := range s.server.runs.list {
		if r.idle() {
			n++
		}
	}
	return n
}

func (s *site) keptRuns() int {
	s.server.runs.mu.Lock()
	defer s.server.runs.mu.Unlock()
	return len(s.server.runs.list)
}

func TestBucket(t *testing.T) {
	now := time.Unix(0, 0)
	b := newBucket(2, now)
	take := func() int {
		n := 0
		for b.take(now) {
			n++
		}
		return n
	}
	if got := take(); got != 4 {
		t.Errorf("at once: %d, want 4", got)
	}
	now = now.Add(time.Second)
	if got := take(); got != 2 {
		t.Errorf("after a second: %d, want 2", got)
	}
	now = now.Add(time.Hour)
	if got := take(); got != 4 {
		t.Errorf("after an hour: %d, want 4", got)
	}
}
