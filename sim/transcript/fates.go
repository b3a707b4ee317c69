package transcript

import (
	"maps"
	"slices"
	"strings"
	"time"

	"mailflow/sim/trace"
)

// fates folds a run into what became of each message, and of what the lesson
// promised. Memory grows with messages and recipients, not with events.
type fates struct {
	letters  []*letter // in the order in which they were first seen
	byName   map[string]*letter
	promises []promise
	events   int
	last     time.Duration
	ended    *trace.RunEnded
}

// letter is one message.
type letter struct {
	name, from, subject string
	order               []string         // recipients, as they were first seen
	fates               map[string]*fate // by recipient
}

// fate is the last that was heard of a message for one recipient.
type fate struct {
	state state
	words string
	at    time.Duration
	user  string // whose folder it lies in
	read  time.Duration
}

// state tells fates apart where their order matters.
type state int

const (
	unsent state = iota // only its author's program knows of it
	moving
	filed // lies in a folder
)

type promise struct {
	text, found string
	kept        bool
	line        int
}

func newFates() fates { return fates{byName: map[string]*letter{}} }

func (f *fates) add(e trace.Event) {
	f.events++
	f.last = e.At
	switch b := e.Body.(type) {
	case trace.ExpectationMet:
		f.promises = append(f.promises, promise{text: b.Text, kept: true, line: b.Line})
	case trace.ExpectationMissed:
		f.promises = append(f.promises, promise{text: b.Text, found: b.Found, line: b.Line})
	case trace.RunEnded:
		f.ended = &b
	}
	if e.Message != "" {
		f.message(e)
	}
}

// message follows one message. What was heard last is what counts: a refusal
// by one server may be followed by the yes of another.
func (f *fates) message(e trace.Event) {
	switch b := e.Body.(type) {
	case trace.MessageComposed:
		f.composed(e, b)
	case trace.MessageAccepted:
		l := f.letter(e.Message)
		l.sent()
		if l.from == "" && b.Protocol == "" {
			l.from = e.Node
		}
		l.hear(e, moving, "taken by "+e.Node, b.Recipients...)
	case trace.MessageRefused:
		if b.Recipient != "" {
			f.letter(e.Message).hear(e, moving, "refused by "+e.Node+" ("+status(b.Code, b.Enhanced)+")", b.Recipient)
		}
	case trace.MessageDeferred:
		f.letter(e.Message).hear(e, moving, "waiting at "+e.Node, b.Recipients...)
	case trace.MessageDelivered:
		f.letter(e.Message).hear(e, moving, "delivered by "+e.Node, b.Recipient)
	case trace.MessageFiled:
		l := f.letter(e.Message)
		l.hear(e, filed, "in the folder "+b.Folder+" of "+b.User, b.Recipient)
		l.fates[b.Recipient].user = b.User
	case trace.MessageBounced:
		f.letter(e.Message).hear(e, moving, givenUp(e, b), b.Recipients...)
	case trace.MessageDiscarded:
		f.letter(e.Message).hear(e, moving, "dropped by "+e.Node, b.Recipients...)
	case trace.MessageHeld:
		f.letter(e.Message).hear(e, moving, "still in the queue of "+e.Node, b.Recipients...)
	case trace.MessageRead:
		f.letter(e.Message).seen(e, b.User)
	case trace.ActionFailed:
		if b.Action == "send" {
			f.letter(e.Message).stuck(e)
		}
	}
}

func (f *fates) composed(e trace.Event, b trace.MessageComposed) {
	l := f.letter(e.Message)
	l.from, l.subject = b.From, b.Subject
	for _, recipients := range [][]string{b.To, b.Cc, b.Bcc} {
		for _, r := range recipients {
			address := strings.TrimSuffix(r[strings.LastIndexByte(r, '<')+1:], ">")
			l.hear(e, unsent, "written, and not sent", address)
		}
	}
}

func givenUp(e trace.Event, b trace.MessageBounced) string {
	words := "given up by " + e.Node + " (" + meaning(b.Status) + ")"
	if b.Notice != "" {
		words += ", reported in message " + b.Notice
	}
	return words
}

func (f *fates) letter(name string) *letter {
	l, ok := f.byName[name]
	if !ok {
		l = &letter{name: name, fates: map[string]*fate{}}
		f.byName[name] = l
		f.letters = append(f.letters, l)
	}
	return l
}

// hear notes the latest about some recipients. "Delivered" says less than
// where the message lies, which may have been told first.
func (l *letter) hear(e trace.Event, s state, words string, recipients ...string) {
	for _, r := range recipients {
		known, ok := l.fates[r]
		if !ok {
			known = &fate{}
			l.fates[r] = known
			l.order = append(l.order, r)
		}
		if _, delivered := e.Body.(trace.MessageDelivered); delivered && known.state == filed {
			continue
		}
		known.state, known.words, known.at = s, words, e.At
	}
}

// stuck notes that the author's program could not hand the message over. What
// was heard of a recipient from a server says more.
func (l *letter) stuck(e trace.Event) {
	for _, r := range l.order {
		if l.fates[r].state == unsent {
			l.hear(e, unsent, "not sent, in the outbox of "+e.Node, r)
		}
	}
}

// sent forgets the recipients that stand in the header alone: the envelope is
// what counts.
func (l *letter) sent() {
	l.order = slices.DeleteFunc(l.order, func(r string) bool { return l.fates[r].state == unsent })
	maps.DeleteFunc(l.fates, func(_ string, f *fate) bool { return f.state == unsent })
}

func (l *letter) seen(e trace.Event, user string) {
	for _, r := range l.order {
		if f := l.fates[r]; f.state == filed && f.user == user {
			f.read = e.At
		}
	}
}
