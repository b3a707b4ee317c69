package record

import (
	"slices"
	"sync"
)

// Notify makes the Log knock on c when there is something new to read, or when
// it was closed, and once at the start. The Log never waits for a free place
// in c: give it a buffer of one. Several events may share one knock, and
// several Logs one channel, so read until After returns nothing and only then
// wait again. Call cancel when you no longer read.
//
// Make c outside the virtual world.
func (l *Log) Notify(c chan<- struct{}) (cancel func()) {
	l.mu.Lock()
	l.subs = append(l.subs, c)
	l.mu.Unlock()
	knock(c)
	return sync.OnceFunc(func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		if i := slices.Index(l.subs, c); i >= 0 {
			l.subs = slices.Delete(l.subs, i, i+1)
		}
	})
}

// knock never waits: one knock that was not heard yet is as good as two.
func knock(c chan<- struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// Close ends the Log: nothing is recorded any more. What is recorded can still
// be read.
func (l *Log) Close() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed {
		return
	}
	l.closed = true
	close(l.done)
	for _, c := range l.subs {
		knock(c)
	}
}

// Done is closed when the Log is.
func (l *Log) Done() <-chan struct{} { return l.done }
