package store

import "mailflow/sim/trace"

// Copy copies messages into another folder, with flags and internal date. UIDs
// that are not there are passed over. The changes are the messages appended,
// each with CopyOf. The errors are [ErrNoFolder] and [ErrOverQuota]; then
// nothing is copied (RFC 9051 §6.4.7).
func (a Account) Copy(from string, uids []UID, to string) ([]Change, error) {
	a.s.mu.Lock()
	source, target, err := a.pair(from, to)
	if err != nil {
		a.s.mu.Unlock()
		return nil, err
	}
	found := source.pick(uids)
	var octets int64
	for _, m := range found {
		octets += int64(m.Size())
	}
	if err := a.room(octets); err != nil {
		a.s.mu.Unlock()
		return nil, err
	}
	notes := make([]note, len(found))
	for i, m := range found {
		notes[i] = a.add(target, m, m.UID)
	}
	return a.publish(notes), nil
}

// Move moves messages into another folder. UIDs that are not there are passed
// over. Each message brings two changes: moved, in the folder that it left, with
// To and ToUID; and, after all of those, appended, in the folder where it is
// now, with CopyOf. The error is [ErrNoFolder].
func (a Account) Move(from string, uids []UID, to string) ([]Change, error) {
	a.s.mu.Lock()
	source, target, err := a.pair(from, to)
	if err != nil {
		a.s.mu.Unlock()
		return nil, err
	}
	return a.publish(a.move(source, target, source.pick(uids))), nil
}

// move tells first what left and then what arrived, so that the numbers are
// right even where both folders are the same one.
func (a Account) move(source, target *folder, found []Message) []note {
	notes := a.take(source, contains(found))
	for i, m := range found {
		arrived := a.add(target, m, m.UID)
		left := &notes[i].change
		left.What, left.To, left.ToUID = trace.Moved, target.name, arrived.change.UID
		notes = append(notes, arrived)
	}
	return notes
}

func (a Account) pair(from, to string) (source, target *folder, err error) {
	if source, err = a.folder(from); err != nil {
		return nil, nil, err
	}
	target, err = a.folder(to)
	return source, target, err
}

// pick is the messages that have one of these UIDs, in the folder's order.
func (f *folder) pick(uids []UID) []Message {
	var found []Message
	for _, uid := range ascending(uids) {
		if i, ok := search(f.messages, uid); ok {
			found = append(found, f.messages[i])
		}
	}
	return found
}

// contains makes the test whether a message is among these, which are in UID
// order.
func contains(messages []Message) func(Message) bool {
	return func(m Message) bool {
		_, ok := search(messages, m.UID)
		return ok
	}
}
