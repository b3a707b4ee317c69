// Package mailbox folds a trace into the mailboxes that it leaves behind, each
// message octet for octet: as its author wrote it, with every change that the
// servers on its way told of.
//
// No store is asked. That this gives the same as the stores hold is tested with
// every scenario.
package mailbox

import (
	"slices"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Folder is one folder of one person.
type Folder struct {
	Node     string // the host of the store
	User     string
	Name     string
	Messages []Message // by UID
}

// Message is one message in a folder.
type Message struct {
	UID      uint32
	At       time.Duration // when it was filed there, since the start
	Identity string        // of the message in the trace
	Mail     mail.Message
}

// Fold reads a whole trace, recorded at hop level or finer. Folders come in the
// order in which they were first used; those that are empty in the end are
// among them.
func Fold(events []trace.Event) []Folder {
	f := fold{events: events, places: map[place]int{}, copies: map[copyKey]mail.Message{}}
	for _, e := range events {
		if c, ok := e.Body.(trace.MailboxChanged); ok {
			f.change(e, c)
		}
	}
	return f.folders
}

type fold struct {
	events  []trace.Event
	folders []Folder
	places  map[place]int            // in folders
	copies  map[copyKey]mail.Message // what a person has, for messages that move
}

type copyKey struct{ node, user, identity string }

func (f *fold) change(e trace.Event, c trace.MailboxChanged) {
	folder := f.folder(e.Node, c.User, c.Folder)
	switch c.Change {
	case trace.Appended:
		folder.Messages = append(folder.Messages, Message{c.UID, e.At, e.Message, f.content(e, c)})
	case trace.Moved, trace.Expunged:
		folder.Messages = slices.DeleteFunc(folder.Messages, func(m Message) bool { return m.UID == c.UID })
	}
}

// place names a folder.
type place struct{ node, user, name string }

func (f *fold) folder(node, user, name string) *Folder {
	at := place{node, user, name}
	i, ok := f.places[at]
	if !ok {
		i = len(f.folders)
		f.places[at] = i
		f.folders = append(f.folders, Folder{Node: node, User: user, Name: name})
	}
	return &f.folders[i]
}

// content is the message that was appended: delivered just now, moved from
// another folder of the same person, or a copy of what the person has sent.
func (f *fold) content(e trace.Event, c trace.MailboxChanged) mail.Message {
	key := copyKey{e.Node, c.User, e.Message}
	if filed := Event(f.events, e.Cause); filed != nil && filed.Kind() == "message.filed" {
		f.copies[key] = Content(f.events, filed.Seq)
	}
	if _, has := f.copies[key]; !has { // the person's own program put it there, as it was sent
		f.copies[key] = Content(f.events, e.Seq)
	}
	return f.copies[key]
}

// Content is a message as it was at an event: what its author wrote and every
// change since, along the chain of causes, so that each copy of a message that
// went several ways has its own history. It is empty if the trace does not say.
func Content(events []trace.Event, at trace.Seq) mail.Message {
	var changes []trace.MessageAltered
	identity := ""
	for e := Event(events, at); e != nil; e = Event(events, e.Cause) {
		if identity == "" {
			identity = e.Message
		}
		if e.Message != identity {
			continue
		}
		switch b := e.Body.(type) {
		case trace.MessageAltered:
			changes = append(changes, b)
		case trace.MessageFetched: // and so it was before, in the store that it came from
			e = filedBefore(events, *e, b.User)
			if e == nil {
				return mail.Message{}
			}
		case trace.MessageComposed:
			m := mail.Parse(string(b.Content))
			for _, c := range slices.Backward(changes) {
				m = m.Replay(c)
			}
			return m
		}
	}
	return mail.Message{}
}

// filedBefore is the last time that a message was filed for a user in the store
// from which it was fetched; nil if the trace does not say.
func filedBefore(events []trace.Event, fetched trace.Event, user string) *trace.Event {
	for i := range slices.Backward(events) {
		e := &events[i]
		filed, ok := e.Body.(trace.MessageFiled)
		if ok && e.Seq < fetched.Seq && e.Node == fetched.Peer && e.Message == fetched.Message && filed.User == user {
			return e
		}
	}
	return nil
}

// Event finds an event by its number in a trace, of which some levels may have
// been left out; nil if it is not there.
func Event(events []trace.Event, seq trace.Seq) *trace.Event {
	i, ok := slices.BinarySearchFunc(events, seq, func(e trace.Event, s trace.Seq) int {
		return int(int64(e.Seq) - int64(s))
	})
	if !ok {
		return nil
	}
	return &events[i]
}
