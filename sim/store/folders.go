package store

import (
	"cmp"
	"slices"
	"strings"
	"time"
)

// longestName is how many octets a folder's name may have.
const longestName = 255

// Create makes a folder, and those above it that are missing (RFC 9051
// §6.3.4). Its UIDVALIDITY is taken from the instant, so that a folder made
// again under an old name can be told from the old one. The errors are
// [ErrFolderExists] and [ErrFolderName].
func (a Account) Create(name string, at time.Time) error {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	name = strings.TrimSuffix(name, Separator)
	if err := a.free(name); err != nil {
		return err
	}
	a.create(name, at)
	return nil
}

// Delete removes a folder with all that lies in it; folders below it stay. The
// changes are its messages. The errors are [ErrNoFolder] and [ErrInbox].
func (a Account) Delete(name string) ([]Change, error) {
	a.s.mu.Lock()
	f, err := a.folder(name)
	if err == nil && f.name == Inbox {
		err = ErrInbox
	}
	if err != nil {
		a.s.mu.Unlock()
		return nil, err
	}
	notes := a.take(f, contains(f.messages))
	a.u.folders = slices.DeleteFunc(a.u.folders, func(o *folder) bool { return o == f })
	return a.publish(notes), nil
}

// Rename renames a folder and those below it. Renaming INBOX moves its messages
// into a new folder and leaves INBOX empty (RFC 9051 §6.3.6); these are the
// changes. The errors are [ErrNoFolder], [ErrFolderExists] and [ErrFolderName].
func (a Account) Rename(from, to string, at time.Time) ([]Change, error) {
	a.s.mu.Lock()
	f, err := a.folder(from)
	if err == nil {
		err = a.free(to)
	}
	if err == nil && f.name != Inbox {
		err = a.freeBelow(f.name, to)
	}
	if err != nil {
		a.s.mu.Unlock()
		return nil, err
	}
	if f.name == Inbox {
		return a.publish(a.move(f, a.create(to, at), f.messages)), nil
	}
	old := f.name
	for _, g := range a.u.folders {
		if g == f || below(g.name, old) {
			g.name = to + g.name[len(old):]
		}
	}
	a.createAbove(to, at)
	a.sort()
	a.s.mu.Unlock()
	return nil, nil
}

// Subscribe puts a folder on the list that the user's programs show, or takes
// it off. The error is [ErrNoFolder].
func (a Account) Subscribe(name string, on bool) error {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	f, err := a.folder(name)
	if err != nil {
		return err
	}
	f.subscribed = on
	return nil
}

func (a Account) create(name string, at time.Time) *folder {
	a.createAbove(name, at)
	a.u.lastValidity = max(a.u.lastValidity+1, uint32(at.Unix()))
	f := &folder{name: name, validity: a.u.lastValidity}
	a.u.folders = append(a.u.folders, f)
	a.sort()
	return f
}

func (a Account) createAbove(name string, at time.Time) {
	i := strings.LastIndex(name, Separator)
	if i < 0 {
		return
	}
	if _, err := a.folder(name[:i]); err != nil {
		a.create(name[:i], at)
	}
}

// free reports whether a folder may get this name.
func (a Account) free(name string) error {
	if _, err := a.folder(name); err == nil {
		return ErrFolderExists
	}
	bad := name == "" || len(name) > longestName || strings.ContainsFunc(name, func(r rune) bool {
		return r < ' ' || r == 0x7f || r == '*' || r == '%'
	})
	for part := range strings.SplitSeq(name, Separator) {
		bad = bad || part == ""
	}
	if bad {
		return ErrFolderName
	}
	return nil
}

// freeBelow reports whether all that lies below one name may go below another.
func (a Account) freeBelow(from, to string) error {
	if below(to, from) {
		return ErrFolderName
	}
	for _, g := range a.u.folders {
		if !below(g.name, from) {
			continue
		}
		if err := a.free(to + g.name[len(from):]); err != nil {
			return err
		}
	}
	return nil
}

func (a Account) sort() {
	slices.SortFunc(a.u.folders[1:], func(x, y *folder) int { return cmp.Compare(x.name, y.name) })
}

func below(name, parent string) bool { return strings.HasPrefix(name, parent+Separator) }
