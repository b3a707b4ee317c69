package store

// Append files a message at the end of a folder; the store gives it its UID.
// The errors are [ErrNoFolder] and [ErrOverQuota].
func (a Account) Append(name string, m Message) (Change, error) {
	a.s.mu.Lock()
	f, err := a.folder(name)
	if err == nil {
		err = a.room(int64(m.Size()))
	}
	if err != nil {
		a.s.mu.Unlock()
		return Change{}, err
	}
	m.Filed = 0
	return a.publish([]note{a.add(f, m, 0)})[0], nil
}

// Room reports whether the mailbox could take so many octets more; the error
// is [ErrOverQuota].
func (a Account) Room(octets int64) error {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	return a.room(octets)
}

func (a Account) room(octets int64) error {
	if a.u.quota > 0 && a.u.used+octets > a.u.quota {
		return ErrOverQuota
	}
	return nil
}
