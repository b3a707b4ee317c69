package imap

import (
	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// Poll implements [imapserver.Session]: it tells what has changed meanwhile.
func (s *session) Poll(w *imapserver.UpdateWriter, expunges bool) error {
	if s.view == nil {
		return nil
	}
	return s.view.tell(w, s.view.due(expunges))
}

// Idle implements [imapserver.Session]. It begins to speak when it is woken and
// not before: until then the other goroutine may still be at it.
func (s *session) Idle(w *imapserver.UpdateWriter, stop <-chan struct{}) error {
	s.mu.Lock()
	v := s.view
	s.mu.Unlock()
	if v == nil {
		<-stop
		return nil
	}
	wake := make(chan struct{}, 1)
	v.idle(wake)
	defer v.idle(nil)
	for {
		select {
		case <-stop:
			return nil
		case <-wake:
		}
		due := v.due(true)
		if len(due) == 0 {
			continue
		}
		last := due[len(due)-1]
		s.front.because(last.Seq, last.Identity)
		if err := v.tell(w, due); err != nil {
			return err
		}
		s.front.flush()
		s.front.because(last.Seq, "")
	}
}

// due takes the changes that may be told. A client counts on its numbers while
// it waits for the answer to a command that uses them (RFC 9051 §7.5.1): then
// what removes messages must wait.
func (v *view) due(expunges bool) []store.Change {
	v.mu.Lock()
	defer v.mu.Unlock()
	if expunges {
		due := v.pending
		v.pending = nil
		return due
	}
	var due, later []store.Change
	for _, c := range v.pending {
		if isRemoval(c) {
			later = append(later, c)
		} else {
			due = append(due, c)
		}
	}
	v.pending = later
	return due
}

// tell writes changes. From here on the client knows of them, and its numbers
// move.
func (v *view) tell(w *imapserver.UpdateWriter, due []store.Change) error {
	for i, c := range due {
		n := v.apply(c)
		var err error
		switch {
		case n == 0:
		case isFlags(c):
			err = w.WriteMessageFlags(n, imap.UID(c.UID), flagsOf(v.flags(c)))
		case isRemoval(c):
			err = w.WriteExpunge(n)
		case i+1 < len(due) && due[i+1].What == trace.Appended: // one line tells of several
		default:
			err = w.WriteNumMessages(n)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// flags are those that a message has now. The client may have changed them itself
// since the change that it is told of, and the last line that it reads counts.
func (v *view) flags(c store.Change) []string {
	if m, ok := v.owner.account.Message(v.name, c.UID); ok {
		return m.Flags
	}
	return c.Flags
}

// apply brings the view up to date and returns the number that the change is
// about: 0 if it is none of the client's business.
func (v *view) apply(c store.Change) uint32 {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := v.number(c.UID)
	switch {
	case c.What == trace.Appended && n == 0:
		v.uids = append(v.uids, c.UID)
		return uint32(len(v.uids))
	case isRemoval(c) && n > 0:
		v.uids = append(v.uids[:n-1], v.uids[n:]...)
	}
	return n
}

func isRemoval(c store.Change) bool { return c.What == trace.Expunged || c.What == trace.Moved }

func isFlags(c store.Change) bool { return c.What == trace.Flagged }

// flagsOf is flags as the library wants them.
func flagsOf(flags []string) []imap.Flag {
	list := make([]imap.Flag, len(flags))
	for i, f := range flags {
		list[i] = imap.Flag(f)
	}
	return list
}
