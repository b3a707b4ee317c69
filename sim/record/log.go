package record

import (
	"iter"
	"sync"
	"time"

	"mailflow/sim/trace"
)

// Options set the limits of a [Log]. The zero value records everything.
type Options struct {
	// Level is the deepest level that is recorded; empty means [trace.Wire].
	Level trace.Level

	// Max is the largest number of events, run.ended not counted; zero means
	// no limit.
	Max int

	// OnFull is called once, by the goroutine whose event was the first to
	// find no room. It may call Emit.
	OnFull func()
}

// Log is the append-only list of the events of one run. All methods may be
// called from several goroutines at once. What is recorded stays as it is.
type Log struct {
	opts Options
	all  bool // the level is wire: nobody's level need be looked up
	done chan struct{}

	mu     sync.Mutex // held for a few instructions, never across a call
	chunks []*chunk
	n      int
	full   bool
	closed bool
	subs   []chan<- struct{}

	indexOnce sync.Once
	index     *Index
}

// chunk holds consecutive events. A growing slice would copy a large trace
// again and again, and readers could not look at it while it grows.
type chunk [chunkSize]trace.Event

const chunkSize = 256

// New makes an empty Log. Make it outside the virtual world: a channel belongs
// to the side on which it was made.
func New(o Options) *Log {
	return &Log{
		opts: o,
		all:  o.Level == "" || o.Level == trace.Wire,
		done: make(chan struct{}),
	}
}

// Emit records an event and returns its number. An event that is not recorded,
// because it is told at a deeper level, or because the Log is full or closed,
// gets no number: Emit returns its cause, so that what follows from it is
// linked to the last event that was recorded. A full Log still takes
// run.ended, by which its readers learn what became of the run.
func (l *Log) Emit(at time.Duration, node string, about trace.About, body trace.Body) trace.Seq {
	if !l.all && !l.opts.Level.Shows(body.Kind().Level()) {
		return about.Cause
	}
	l.mu.Lock()
	if l.closed || l.opts.Max > 0 && l.n >= l.opts.Max && !ends(body) {
		first := !l.closed && !l.full
		l.full = l.full || first
		l.mu.Unlock()
		if first && l.opts.OnFull != nil {
			l.opts.OnFull()
		}
		return about.Cause
	}
	seq := l.append(at, node, about, body)
	for _, c := range l.subs {
		knock(c)
	}
	l.mu.Unlock()
	return seq
}

func ends(body trace.Body) bool {
	_, ok := body.(trace.RunEnded)
	return ok
}

// append stores the event in place. The caller holds mu.
func (l *Log) append(at time.Duration, node string, about trace.About, body trace.Body) trace.Seq {
	i := l.n % chunkSize
	if i == 0 {
		l.chunks = append(l.chunks, new(chunk))
	}
	l.n++
	e := &l.chunks[len(l.chunks)-1][i]
	e.Seq, e.At, e.Node, e.About, e.Body = trace.Seq(l.n), at, node, about, body
	return e.Seq
}

// Level is the deepest level that is recorded.
func (l *Log) Level() trace.Level {
	if l.all {
		return trace.Wire
	}
	return l.opts.Level
}

// Len is the number of events recorded so far, which is also the seq of the
// last one.
func (l *Log) Len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.n
}

// Full reports whether an event found no room.
func (l *Log) Full() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.full
}

// Event returns the event with the given number.
func (l *Log) Event(seq trace.Seq) (trace.Event, bool) {
	s := l.snapshot()
	if seq < 1 || seq > trace.Seq(s.n) {
		return trace.Event{}, false
	}
	return *s.at(int(seq) - 1), true
}

// After returns at most max events that follow the given seq, in order; nil if
// there are none yet.
func (l *Log) After(seq trace.Seq, max int) []trace.Event {
	s := l.snapshot()
	if seq >= trace.Seq(s.n) || max <= 0 {
		return nil
	}
	out := make([]trace.Event, 0, min(max, s.n-int(seq)))
	for i := int(seq); len(out) < cap(out); {
		part := s.chunks[i/chunkSize][i%chunkSize:]
		part = part[:min(len(part), cap(out)-len(out))]
		out = append(out, part...)
		i += len(part)
	}
	return out
}

// All yields the events recorded up to the moment at which the loop starts,
// without copying them all.
func (l *Log) All() iter.Seq[trace.Event] {
	return func(yield func(trace.Event) bool) {
		s := l.snapshot()
		for i := range s.n {
			if !yield(*s.at(i)) {
				return
			}
		}
	}
}

// snapshot is what a reader needs to look at the first n events with no lock
// held: they are never written again, and chunks never move.
type snapshot struct {
	chunks []*chunk
	n      int
}

func (l *Log) snapshot() snapshot {
	l.mu.Lock()
	defer l.mu.Unlock()
	return snapshot{l.chunks, l.n}
}

func (s snapshot) at(i int) *trace.Event { return &s.chunks[i/chunkSize][i%chunkSize] }
