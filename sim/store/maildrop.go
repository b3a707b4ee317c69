package store

import "fmt"

// Maildrop is INBOX as one POP3 session sees it: the messages that were there
// when it was locked, numbered from 0, and its wish to delete some of them
// (RFC 1939 §4). It belongs to one session and is not for several goroutines.
type Maildrop struct {
	a        Account
	validity uint32
	messages []Message
	marked   []bool
	closed   bool
}

// LockMaildrop opens the maildrop for one POP3 session; [ErrLocked] if another
// has it. The session must end with [Maildrop.Quit] or [Maildrop.Release].
func (a Account) LockMaildrop() (*Maildrop, error) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	if a.u.locked {
		return nil, ErrLocked
	}
	a.u.locked = true
	a.open()
	inbox := a.u.folders[0]
	return &Maildrop{
		a: a, validity: inbox.validity,
		messages: append([]Message(nil), inbox.messages...),
		marked:   make([]bool, len(inbox.messages)),
	}, nil
}

// Messages is all messages, those marked as deleted too. Read-only.
func (d *Maildrop) Messages() []Message { return d.messages }

// Total counts the messages that are not marked, and their octets.
func (d *Maildrop) Total() (messages, octets int) {
	for i, m := range d.messages {
		if !d.marked[i] {
			messages++
			octets += m.Size()
		}
	}
	return messages, octets
}

// UniqueID names message i for as long as it exists (RFC 1939 §7, UIDL).
func (d *Maildrop) UniqueID(i int) string {
	return fmt.Sprintf("%08x%08x", uint32(d.messages[i].UID), d.validity)
}

// Deleted reports whether message i is marked.
func (d *Maildrop) Deleted(i int) bool { return d.marked[i] }

// Delete marks message i; nothing goes before Quit.
func (d *Maildrop) Delete(i int) { d.marked[i] = true }

// Reset takes all marks off.
func (d *Maildrop) Reset() { clear(d.marked) }

// Quit removes what is marked and unlocks the maildrop (RFC 1939 §6). What
// somebody else removed meanwhile is passed over.
func (d *Maildrop) Quit() []Change {
	var doomed []Message
	for i, m := range d.messages {
		if d.marked[i] {
			doomed = append(doomed, m)
		}
	}
	d.a.s.mu.Lock()
	d.unlock()
	return d.a.publish(d.a.take(d.a.u.folders[0], contains(doomed)))
}

// Release unlocks the maildrop and removes nothing, as when a connection
// breaks. After Quit or Release it does nothing.
func (d *Maildrop) Release() {
	d.a.s.mu.Lock()
	defer d.a.s.mu.Unlock()
	d.unlock()
}

func (d *Maildrop) unlock() {
	if !d.closed {
		d.closed = true
		d.a.u.locked = false
	}
}
