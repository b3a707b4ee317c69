package store

// Expunge removes the messages that are marked \Deleted: all of them, or, if
// UIDs are given, those among them (RFC 9051 §6.4.9). The error is
// [ErrNoFolder].
func (a Account) Expunge(name string, only ...UID) ([]Change, error) {
	a.s.mu.Lock()
	f, err := a.folder(name)
	if err != nil {
		a.s.mu.Unlock()
		return nil, err
	}
	candidates := f.messages
	if len(only) > 0 {
		candidates = f.pick(only)
	}
	among := contains(candidates)
	gone := func(m Message) bool { return m.Has(Deleted) && among(m) }
	return a.publish(a.take(f, gone)), nil
}
