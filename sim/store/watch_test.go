package store

import (
	"testing"

	"mailflow/sim/trace"
)

func TestWatchersHearInOrderAfterTheTrace(t *testing.T) {
	_, a := bob()
	deliver(t, a, Inbox, 1)
	seq := trace.Seq(10)
	session := a.As(Actor{Origin: "s1", Tell: func(Change) trace.Seq { seq++; return seq }})
	var heard []Change
	now, stop, err := a.Watch(Inbox, func(c Change) {
		if c.Seq > seq {
			t.Errorf("heard of event %d before the trace did", c.Seq)
		}
		heard = append(heard, c)
	})
	if err != nil || len(now) != 1 {
		t.Fatalf("%v, %v", now, err)
	}
	deliver(t, session, Inbox, 1)
	deliver(t, session, "Sent", 1) // nobody watches
	session.Flag(Inbox, []UID{1, 2}, AddFlags, Deleted)
	session.Move(Inbox, []UID{2}, "Trash")
	session.Expunge(Inbox)
	stop()
	stop()
	deliver(t, session, Inbox, 1)

	const want = "INBOX append 2 @2 2/2; INBOX flag 1 @1 2/2; INBOX flag 2 @2 2/2; INBOX move 2 @2 1/1 to Trash 1; INBOX expunge 1 @1 0/0"
	if got := told(heard); got != want {
		t.Errorf("heard %s\nwant %s", got, want)
	}
	if c := heard[0]; c.Seq != 11 || c.Origin != "s1" {
		t.Errorf("the first change is %+v", c)
	}
	if m, ok := a.Message("Trash", 1); !ok || m.Filed != 16 {
		t.Errorf("the moved message was filed by event %d", m.Filed)
	}
	if _, _, err := a.Watch("None", nil); err != ErrNoFolder {
		t.Errorf("watching no folder: %v", err)
	}
}

func TestAWatcherMayUseTheStore(t *testing.T) {
	_, a := bob()
	var heard []Change
	a.Watch(Inbox, func(c Change) {
		heard = append(heard, c)
		if c.What == trace.Appended {
			a.Flag(Inbox, []UID{c.UID}, AddFlags, Seen)
		}
	})
	deliver(t, a, Inbox, 2)
	if got := told(heard); got != "INBOX append 1 @1 1/1; INBOX flag 1 @1 1/0; INBOX append 2 @2 2/1; INBOX flag 2 @2 2/0" {
		t.Errorf("heard %s", got)
	}
}

func TestAWatcherStoppedByAnotherHearsNoMore(t *testing.T) {
	_, a := bob()
	var stop func()
	a.Watch(Inbox, func(Change) { stop() })
	_, stop, _ = a.Watch(Inbox, func(Change) { t.Error("called after it was stopped") })
	deliver(t, a, Inbox, 1)
}

func TestMaildrop(t *testing.T) {
	s, a := bob()
	deliver(t, a, Inbox, 3)
	d, err := a.LockMaildrop()
	if err != nil {
		t.Fatal(err)
	}
	other, _ := s.Account("bob")
	if _, err := other.LockMaildrop(); err != ErrLocked {
		t.Errorf("a second session: %v", err)
	}
	d.Delete(0)
	d.Reset()
	d.Delete(1)
	d.Delete(2)
	deliver(t, a, Inbox, 1) // arrives meanwhile and is not seen
	if n, octets := d.Total(); n != 1 || octets != 24 || len(d.Messages()) != 3 || !d.Deleted(1) || d.Deleted(0) {
		t.Errorf("%d messages, %d octets", n, octets)
	}
	if got := d.UniqueID(0); got != "0000000169a55190" {
		t.Errorf("unique-id %s", got)
	}
	a.Flag(Inbox, []UID{3}, AddFlags, Deleted)
	a.Expunge(Inbox) // by an IMAP session
	if got := told(d.Quit()); got != "INBOX expunge 2 @2 2/2" {
		t.Errorf("quit: %s", got)
	}
	again, err := other.LockMaildrop()
	if err != nil {
		t.Fatal(err)
	}
	again.Delete(0)
	d.Release() // too late: it must not open the lock of another
	if _, err := a.LockMaildrop(); err != ErrLocked {
		t.Errorf("the lock is gone: %v", err)
	}
	again.Release()
	if got := lies(t, a, Inbox); got != "1 4" {
		t.Errorf("INBOX: %s", got)
	}
}
