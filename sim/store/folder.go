package store

import (
	"slices"
	"strings"

	"mailflow/sim/trace"
)

// Inbox is the folder that delivery goes to. Its name is compared without
// regard to case, those of all other folders with it (RFC 9051 §5.1).
const Inbox = "INBOX"

// Junk is the folder for what nobody asked for. Deliver to it as to INBOX: it is
// made again if its owner deleted it.
const Junk = "Junk"

// Separator stands between the parts of a folder's name.
const Separator = "/"

// standard is the folders that every user has from the beginning, with their
// special-use attributes (RFC 6154 §2).
var standard = []folder{
	{name: Inbox},
	{name: "Archive", use: `\Archive`},
	{name: "Drafts", use: `\Drafts`},
	{name: Junk, use: `\Junk`},
	{name: "Sent", use: `\Sent`},
	{name: "Trash", use: `\Trash`},
}

type folder struct {
	name       string
	use        string
	subscribed bool
	validity   uint32
	last       UID
	messages   []Message // by UID
	unseen     int
	deleted    int        // marked \Deleted
	octets     int64      // of all messages
	watchers   []*watcher // replaced, never changed
}

// Folder describes a folder.
type Folder struct {
	Name       string
	Use        string // special-use attribute, e.g. `\Sent`; mostly empty
	Subscribed bool
}

// Status is the numbers of a folder.
type Status struct {
	Validity uint32 // UIDVALIDITY
	Next     UID    // UIDNEXT: new messages get at least this
	Messages int
	Unseen   int
	Deleted  int
	Octets   int64
}

// Folders lists the folders, INBOX first, then by name.
func (a Account) Folders() []Folder {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	a.open()
	list := make([]Folder, len(a.u.folders))
	for i, f := range a.u.folders {
		list[i] = Folder{Name: f.name, Use: f.use, Subscribed: f.subscribed}
	}
	return list
}

// Status counts a folder. The error is [ErrNoFolder].
func (a Account) Status(name string) (Status, error) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	f, err := a.folder(name)
	if err != nil {
		return Status{}, err
	}
	return Status{
		Validity: f.validity, Next: f.last + 1, Messages: len(f.messages), Unseen: f.unseen, Deleted: f.deleted, Octets: f.octets,
	}, nil
}

// Messages is what lies in a folder, by UID. The error is [ErrNoFolder].
func (a Account) Messages(name string) ([]Message, error) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	f, err := a.folder(name)
	if err != nil {
		return nil, err
	}
	return slices.Clone(f.messages), nil
}

// Message finds one message.
func (a Account) Message(name string, uid UID) (Message, bool) {
	a.s.mu.Lock()
	defer a.s.mu.Unlock()
	f, err := a.folder(name)
	if err != nil {
		return Message{}, false
	}
	i, ok := search(f.messages, uid)
	if !ok {
		return Message{}, false
	}
	return f.messages[i], true
}

// open makes the standard folders if nobody has needed them so far.
func (a Account) open() {
	if a.u.folders != nil {
		return
	}
	made := slices.Clone(standard)
	for i := range made {
		made[i].validity = a.s.validity
		made[i].subscribed = true
		a.u.folders = append(a.u.folders, &made[i])
	}
}

func (a Account) folder(name string) (*folder, error) {
	a.open()
	if strings.EqualFold(name, Inbox) {
		return a.u.folders[0], nil
	}
	for _, f := range a.u.folders {
		if f.name == name {
			return f, nil
		}
	}
	return nil, ErrNoFolder
}

// add files a message and says so.
func (a Account) add(f *folder, m Message, copyOf UID) note {
	f.last++
	m.UID = f.last
	m.Flags = Flags(m.Flags...)
	f.messages = append(f.messages, m)
	f.count(m, 1)
	a.u.used += int64(m.Size())
	c := a.change(f, trace.Appended, m, len(f.messages))
	c.CopyOf = copyOf
	return note{f, c}
}

// take removes the messages for which gone is true, in order, and says so. The
// numbers are as IMAP wants them: each as it is when those before have gone
// (RFC 9051 §7.5.1).
func (a Account) take(f *folder, gone func(Message) bool) []note {
	var notes []note
	kept := make([]Message, 0, len(f.messages))
	total := len(f.messages)
	for _, m := range f.messages {
		if !gone(m) {
			kept = append(kept, m)
			continue
		}
		f.count(m, -1)
		a.u.used -= int64(m.Size())
		c := a.change(f, trace.Expunged, m, len(kept)+1)
		c.Messages = total - len(notes) - 1
		notes = append(notes, note{f, c})
	}
	f.messages = kept
	return notes
}

// count keeps the numbers of the folder: n is 1 for a message that comes, and -1
// for one that goes. Looking through the folder whenever they are asked for
// would make each delivery dearer than the one before.
func (f *folder) count(m Message, n int) {
	f.octets += int64(n * m.Size())
	if !m.Has(Seen) {
		f.unseen += n
	}
	if m.Has(Deleted) {
		f.deleted += n
	}
}

func (a Account) change(f *folder, what trace.Change, m Message, number int) Change {
	return Change{
		User: a.u.name, Folder: f.name, What: what, UID: m.UID, Number: number, Flags: m.Flags,
		Messages: len(f.messages), Unseen: f.unseen, Identity: m.Identity, Origin: a.actor.Origin,
	}
}
