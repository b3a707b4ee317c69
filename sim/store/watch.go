package store

import (
	"slices"

	"mailflow/sim/trace"
)

// note is a change with the folder whose watchers are to hear of it.
type note struct {
	folder *folder
	change Change
}

// bell hands changes to watchers, one at a time and in the order in which they
// happened, whoever made them.
type bell struct {
	ringing bool      // somebody is at it; others leave their changes here
	waiting []*ringer // in order
}

type ringer struct {
	note
	watchers []*watcher // those who watched when it happened
	told     bool       // the trace knows of it
}

type watcher struct {
	tell    func(Change)
	stopped bool
}

// Watch registers for the changes of a folder from now on, and gives what lies
// in it now, so that no change is missed and none comes twice. Tell is called
// after each change, without the store's lock, by the goroutine that made it or
// by one that is just handing out others; it may use the store, and must not
// wait. Whoever has others to wake decides how. Stop ends it. The error is
// [ErrNoFolder].
func (a Account) Watch(name string, tell func(Change)) (now []Message, stop func(), err error) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	f, err := a.folder(name)
	if err != nil {
		return nil, nil, err
	}
	w := &watcher{tell: tell}
	f.watchers = append(slices.Clip(f.watchers), w)
	return slices.Clone(f.messages), func() { a.unwatch(f, w) }, nil
}

func (a Account) unwatch(f *folder, w *watcher) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	w.stopped = true
	f.watchers = slices.DeleteFunc(slices.Clone(f.watchers), func(o *watcher) bool { return o == w })
}

// publish tells the trace and then the watchers. It is called with the lock
// held and lets go of it.
func (a Account) publish(notes []note) []Change {
	queued := make([]*ringer, len(notes))
	for i, n := range notes {
		queued[i] = &ringer{note: n, watchers: n.folder.watchers}
	}
	a.s.bell.waiting = append(a.s.bell.waiting, queued...)
	a.s.mu.Unlock()

	changes := make([]Change, len(notes))
	for i, r := range queued {
		changes[i] = a.report(r)
	}
	a.s.ring()
	return changes
}

// report tells the trace.
func (a Account) report(r *ringer) Change {
	var seq trace.Seq
	if a.actor.Tell != nil {
		seq = a.actor.Tell(r.change)
	}
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	r.change.Seq, r.told = seq, true
	if r.change.What == trace.Appended {
		r.folder.filed(r.change.UID, seq)
	}
	return r.change
}

// filed notes on an appended message which event tells of it.
func (f *folder) filed(uid UID, seq trace.Seq) {
	if i, ok := search(f.messages, uid); ok {
		f.messages[i].Filed = seq
	}
}

// ring calls the watchers, unless somebody else is doing so already.
func (s *Store) ring() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.bell.ringing {
		return
	}
	s.bell.ringing = true
	for len(s.bell.waiting) > 0 && s.bell.waiting[0].told {
		r := s.bell.waiting[0]
		s.bell.waiting = s.bell.waiting[1:]
		for _, w := range r.watchers {
			if w.stopped {
				continue
			}
			s.mu.Unlock()
			w.tell(r.change)
			s.mu.Lock()
		}
	}
	s.bell.ringing = false
}
