package imap

import (
	"slices"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"

	"mailflow/sim/store"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// processing is how long a server takes from hearing of a change to telling a
// client that idles.
const processing = 100 * time.Microsecond

// view is the selected folder as the client knows it: the messages that it was
// told of, by the numbers that it knows, and the changes that it was not told
// of yet.
type view struct {
	name     string
	readOnly bool
	host     *vnet.Host
	owner    *session
	stop     func()

	mu      sync.Mutex
	uids    []store.UID // number n is at n-1
	pending []store.Change
	saved   imap.UIDSet   // the result of SEARCH RETURN (SAVE), RFC 9051 §6.4.4.1
	wake    chan struct{} // for a session that idles; else nil
	ringing bool          // a wake is on its way
}

// watch begins a view of a folder.
func (s *session) watch(name string, readOnly bool) (*view, []store.Message, error) {
	v := &view{name: name, readOnly: readOnly, host: s.cfg.Host, owner: s}
	messages, stop, err := s.account.Watch(name, v.changed)
	if err != nil {
		return nil, nil, err
	}
	v.stop = stop
	for _, m := range messages {
		v.uids = append(v.uids, m.UID)
	}
	return v, messages, nil
}

// changed hears from the store. What the client did to flags itself it is told
// as the answer to its command, if at all.
func (v *view) changed(c store.Change) {
	if c.Origin == v.owner && isFlags(c) {
		return
	}
	v.mu.Lock()
	v.pending = append(v.pending, c)
	v.mu.Unlock()
	v.ring()
}

// ring wakes the session if it idles and there is something to tell: by an event
// of its own, so that of several sessions one speaks after the other.
func (v *view) ring() {
	v.mu.Lock()
	wake := v.wake
	needed := wake != nil && !v.ringing && len(v.pending) > 0
	v.ringing = v.ringing || needed
	v.mu.Unlock()
	if !needed {
		return
	}
	v.host.After(processing, vtime.Story, func() {
		v.mu.Lock()
		v.ringing = false
		v.mu.Unlock()
		select {
		case wake <- struct{}{}:
		default:
		}
	})
}

// idle begins and ends waiting. A change that came before is told as well.
func (v *view) idle(wake chan struct{}) {
	v.mu.Lock()
	v.wake = wake
	v.mu.Unlock()
	v.ring()
}

// number finds the number of a message; 0 if the client does not know it. The
// caller holds the lock.
func (v *view) number(uid store.UID) uint32 {
	if i, ok := slices.BinarySearch(v.uids, uid); ok {
		return uint32(i + 1)
	}
	return 0
}

// numbered is a message as the client knows it.
type numbered struct {
	number uint32
	uid    store.UID
}

// all is every message that the client knows of.
func (v *view) all() []numbered {
	v.mu.Lock()
	defer v.mu.Unlock()
	all := make([]numbered, len(v.uids))
	for i, uid := range v.uids {
		all[i] = numbered{uint32(i + 1), uid}
	}
	return all
}

// pick resolves a set of numbers or UIDs, "*" being the last message that the
// client knows. A number that it cannot know is an error (RFC 9051 §2.3.1.2); a
// UID that is not there is none, nor is "1:*" where there is nothing.
func (v *view) pick(set imap.NumSet) ([]numbered, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if imap.IsSearchRes(set) {
		set = v.saved
	}
	last := uint32(len(v.uids))
	var picked []numbered
	switch set := set.(type) {
	case imap.SeqSet:
		for _, r := range set {
			if r.Stop > 0 && max(r.Start, r.Stop) > last {
				return nil, &imap.Error{Type: imap.StatusResponseTypeBad, Text: "There is no message of that number"}
			}
		}
		for i, uid := range v.uids {
			if inSet(set, uint32(i+1), last) {
				picked = append(picked, numbered{uint32(i + 1), uid})
			}
		}
	case imap.UIDSet:
		if last > 0 {
			last = uint32(v.uids[last-1])
		}
		for i, uid := range v.uids {
			if inSet(set, uint32(uid), last) {
				picked = append(picked, numbered{uint32(i + 1), uid})
			}
		}
	}
	return picked, nil
}

// inSet reports whether n is in a set; last stands for "*", which is 0.
func inSet[R imap.SeqRange | imap.UIDRange](set []R, n, last uint32) bool {
	for _, r := range set {
		from, to := bounds(r)
		if from == 0 {
			from = last
		}
		if to == 0 {
			to = last
		}
		if min(from, to) <= n && n <= max(from, to) {
			return true
		}
	}
	return false
}

func bounds[R imap.SeqRange | imap.UIDRange](r R) (from, to uint32) {
	switch r := any(r).(type) {
	case imap.SeqRange:
		return r.Start, r.Stop
	case imap.UIDRange:
		return uint32(r.Start), uint32(r.Stop)
	}
	return 0, 0
}

// uidsOf is the UIDs alone.
func uidsOf(picked []numbered) []store.UID {
	uids := make([]store.UID, len(picked))
	for i, p := range picked {
		uids[i] = p.uid
	}
	return uids
}
