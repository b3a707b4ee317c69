package record

import (
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"mailflow/sim/trace"
)

// story, hop and wire are bodies of the three levels.
var (
	story = trace.NodeDown{}
	hop   = trace.ConnReset{}
	wire  = trace.ConnClosed{}
)

func emit(l *Log, n int) {
	for range n {
		l.Emit(0, "a", trace.About{}, wire)
	}
}

func seqs(events []trace.Event) []trace.Seq {
	var out []trace.Seq
	for _, e := range events {
		out = append(out, e.Seq)
	}
	return out
}

func TestEmitNumbersFromOne(t *testing.T) {
	l := New(Options{})
	about := trace.About{Peer: "b", Conn: "c1", Message: "m1", Cause: 1}
	if got := l.Emit(0, "a", trace.About{}, story); got != 1 {
		t.Errorf("the first event got number %d", got)
	}
	if got := l.Emit(time.Second, "a", about, hop); got != 2 {
		t.Errorf("the second event got number %d", got)
	}
	got, ok := l.Event(2)
	want := trace.Event{Seq: 2, At: time.Second, Node: "a", About: about, Body: hop}
	if !ok || got != want {
		t.Errorf("Event(2) = %+v, %v; want %+v", got, ok, want)
	}
	for _, seq := range []trace.Seq{0, 3} {
		if _, ok := l.Event(seq); ok {
			t.Errorf("Event(%d) exists", seq)
		}
	}
}

func TestChainsOfCausesCollapse(t *testing.T) {
	tests := []struct {
		level      trace.Level
		n          int
		hop, story trace.Seq // causes of the last two events
	}{
		{"", 4, 2, 3},
		{trace.Wire, 4, 2, 3},
		{trace.Hop, 3, 1, 2},
		{trace.Story, 2, 0, 1},
	}
	for _, tt := range tests {
		l := New(Options{Level: tt.level})
		cause := l.Emit(0, "a", trace.About{}, story)
		cause = l.Emit(0, "a", trace.About{Cause: cause}, wire)
		cause = l.Emit(0, "a", trace.About{Cause: cause}, hop)
		l.Emit(0, "a", trace.About{Cause: cause}, story)

		events := slices.Collect(l.All())
		if len(events) != tt.n {
			t.Errorf("level %q: %d events, want %d", tt.level, len(events), tt.n)
			continue
		}
		if got := events[tt.n-1].Cause; got != tt.story {
			t.Errorf("level %q: the last event is caused by %d, want %d", tt.level, got, tt.story)
		}
		if got := events[tt.n-2].Cause; tt.hop > 0 && got != tt.hop {
			t.Errorf("level %q: the hop is caused by %d, want %d", tt.level, got, tt.hop)
		}
	}
}

func TestAFullLogTakesOnlyTheEnd(t *testing.T) {
	calls := 0
	var l *Log
	l = New(Options{Max: 3, OnFull: func() {
		calls++
		l.Emit(0, "", trace.About{}, story) // finds no room, and calls nobody
	}})
	emit(l, 3)
	if l.Full() || calls != 0 {
		t.Fatal("full before an event found no room")
	}
	if got := l.Emit(0, "a", trace.About{Cause: 2}, wire); got != 2 {
		t.Errorf("an event that found no room got %d, want its cause", got)
	}
	emit(l, 5)
	if !l.Full() || calls != 1 {
		t.Errorf("full: %v, OnFull was called %d times", l.Full(), calls)
	}
	if got := l.Emit(0, "", trace.About{}, trace.RunEnded{Outcome: trace.EventBudget}); got != 4 {
		t.Errorf("run.ended got %d, want 4", got)
	}
}

func TestAClosedLogTakesNothing(t *testing.T) {
	l := New(Options{OnFull: func() { t.Error("OnFull was called") }})
	emit(l, 2)
	l.Close()
	l.Close()
	l.Emit(0, "", trace.About{}, trace.RunEnded{})
	if l.Len() != 2 || l.Full() {
		t.Errorf("%d events, full: %v", l.Len(), l.Full())
	}
	select {
	case <-l.Done():
	default:
		t.Error("Done is not closed")
	}
}

func TestAfter(t *testing.T) {
	l := New(Options{})
	emit(l, 2*chunkSize+10)
	last := trace.Seq(l.Len())
	tests := []struct {
		after trace.Seq
		max   int
		from  trace.Seq
		n     int
	}{
		{0, 3, 1, 3},
		{0, 1 << 30, 1, int(last)},
		{chunkSize - 1, 2, chunkSize, 2},
		{chunkSize, chunkSize, chunkSize + 1, chunkSize},
		{5, 2 * chunkSize, 6, 2 * chunkSize},
		{last - 1, 9, last, 1},
		{last, 9, 0, 0},
		{last + 100, 9, 0, 0},
		{^trace.Seq(0), 9, 0, 0},
		{0, 0, 0, 0},
		{0, -1, 0, 0},
	}
	for _, tt := range tests {
		got := seqs(l.After(tt.after, tt.max))
		if len(got) != tt.n {
			t.Errorf("After(%d, %d): %d events, want %d", tt.after, tt.max, len(got), tt.n)
			continue
		}
		for i, seq := range got {
			if seq != tt.from+trace.Seq(i) {
				t.Errorf("After(%d, %d)[%d] = %d", tt.after, tt.max, i, seq)
			}
		}
	}
}

func TestAllStopsWhereItStarted(t *testing.T) {
	l := New(Options{})
	emit(l, 3)
	n := 0
	for range l.All() {
		n++
		emit(l, 1)
	}
	if n != 3 {
		t.Errorf("the loop saw %d events, want the 3 that were there", n)
	}
}

func TestAReaderOutsideFollowsAWorldInside(t *testing.T) {
	const n = 1000
	l := New(Options{})
	knocks := make(chan struct{}, 1)
	defer l.Notify(knocks)()

	var got []trace.Event
	var reader sync.WaitGroup
	reader.Go(func() {
		for {
			more := l.After(trace.Seq(len(got)), 7)
			got = append(got, more...)
			if len(more) > 0 {
				continue
			}
			select {
			case <-knocks:
			case <-l.Done():
				got = append(got, l.After(trace.Seq(len(got)), n)...)
				return
			}
		}
	})
	synctest.Test(t, func(*testing.T) {
		start := time.Now()
		for range n {
			time.Sleep(time.Second)
			l.Emit(time.Since(start), "a", trace.About{}, wire)
		}
		l.Close()
	})
	reader.Wait()

	if len(got) != n {
		t.Fatalf("the reader saw %d events, want %d", len(got), n)
	}
	for i, e := range got {
		if want := time.Duration(i+1) * time.Second; e.At != want || e.Seq != trace.Seq(i+1) {
			t.Fatalf("event %d: seq %d at %v", i, e.Seq, e.At)
		}
	}
}

func TestNotify(t *testing.T) {
	one, two := New(Options{}), New(Options{})
	a, b := make(chan struct{}, 1), make(chan struct{}, 1)
	cancelA := one.Notify(a)
	defer one.Notify(b)()
	defer two.Notify(b)()
	<-a
	<-b
	emit(two, 1)
	if len(a) != 0 || len(b) != 1 {
		t.Errorf("knocks after an event of the second Log: %d and %d, want 0 and 1", len(a), len(b))
	}
	<-b
	cancelA()
	cancelA()
	emit(one, 2)
	if len(a) != 0 || len(b) != 1 {
		t.Errorf("knocks after a was cancelled: %d and %d, want 0 and 1", len(a), len(b))
	}
	<-b
	one.Close()
	if len(b) != 1 {
		t.Error("closing the Log does not knock")
	}
}

func TestEmitAllocatesNoMoreThanItsChunk(t *testing.T) {
	l := New(Options{})
	var body trace.Body = wire
	per := testing.AllocsPerRun(100, func() {
		for range chunkSize {
			l.Emit(0, "a", trace.About{}, body)
		}
	})
	if per > 2 { // the chunk, and now and then the list of chunks
		t.Errorf("%v allocations for %d events", per, chunkSize)
	}
}

func BenchmarkEmit(b *testing.B) {
	const run = 100_000 // events of a large run
	var body trace.Body = trace.SMTPCommand{Verb: "NOOP", Line: "NOOP"}
	about := trace.About{Role: trace.MTA, Peer: "b", Conn: "c1", Message: "m1", Cause: 1}
	bench := func(o Options) func(*testing.B) {
		return func(b *testing.B) {
			b.ReportAllocs()
			var l *Log
			for i := range b.N {
				if i%run == 0 {
					l = New(o)
					l.Notify(make(chan struct{}, 1))
				}
				l.Emit(0, "a", about, body)
			}
		}
	}
	b.Run("recorded", bench(Options{}))
	b.Run("too-deep", bench(Options{Level: trace.Hop}))
}
