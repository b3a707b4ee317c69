package store

import (
	"slices"

	"mailflow/sim/trace"
)

// Flag changes the flags of messages. UIDs that are not there are passed over;
// the changes are those messages whose flags became different. The error is
// [ErrNoFolder].
func (a Account) Flag(name string, uids []UID, op FlagOp, flags ...string) ([]Change, error) {
	a.s.mu.Lock()
	f, err := a.folder(name)
	if err != nil {
		a.s.mu.Unlock()
		return nil, err
	}
	var notes []note
	for _, uid := range ascending(uids) {
		i, ok := search(f.messages, uid)
		if !ok {
			continue
		}
		m := f.messages[i]
		f.count(m, -1)
		m.Flags = op.apply(m.Flags, flags)
		f.count(m, 1)
		if slices.Equal(m.Flags, f.messages[i].Flags) {
			continue
		}
		f.messages[i] = m
		notes = append(notes, note{f, a.change(f, trace.Flagged, m, i+1)})
	}
	return a.publish(notes), nil
}
