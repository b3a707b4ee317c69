package store

import (
	"mailflow/sim/trace"
)

// Account is one user's mailbox as one session uses it. It is a small value;
// copies mean the same mailbox.
type Account struct {
	s     *Store
	u     *user
	actor Actor
}

// Actor is the session behind a change.
type Actor struct {
	// Origin lets a watcher recognise its own changes: it comes back in
	// [Change.Origin]. It must be comparable.
	Origin any

	// Tell reports a change to the trace. It is called for each change, in
	// order, without the store's lock, before those who watch the folder hear
	// of it. What it returns becomes [Change.Seq], and [Message.Filed] of an
	// appended message. It may be nil.
	Tell func(Change) trace.Seq
}

// As is the same mailbox, used by somebody.
func (a Account) As(actor Actor) Account {
	a.actor = actor
	return a
}

// User is the name of the mailbox's owner.
func (a Account) User() string { return a.u.name }

// SetQuota limits the mailbox to so many octets; 0 is no limit. What lies there
// already stays.
func (a Account) SetQuota(octets int64) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	a.u.quota = octets
}

// Quota tells how many octets the mailbox holds and how many it may; 0 is no
// limit.
func (a Account) Quota() (used, limit int64) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	return a.u.used, a.u.quota
}
