package record

import "slices"

// Subscribe returns a channel on which the Log knocks when there is something
// new to read, or when it was closed. Several events may share one knock, so a
// reader reads until After returns nothing and only then waits again. The
// first knock is there from the start. Call cancel when you no longer read.
//
// Subscribe outside the virtual world.
func (l *Log) Subscribe() (knocks <-chan struct{}, cancel func()) {
	c := make(chan struct{}, 1)
	c <- struct{}{}
	l.mu.Lock()
	l.subs = append(l.subs, c)
	l.mu.Unlock()
	return c, func() {
		l.mu.Lock()
		defer l.mu.Unlock()
		l.subs = slices.DeleteFunc(l.subs, func(s chan struct{}) bool { return s == c })
	}
}

// knock never waits: one knock that was not heard yet is as good as two.
func knock(c chan struct{}) {
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
