package transcript

import (
	"maps"
	"slices"
	"strings"
	"time"

	"mailflow/sim/trace"
)

// fates folds a run into what became of each message, and of what the lesson
// promised and asked. Memory grows with messages and recipients, not with events.
type fates struct {
	letters  []*letter // in the order in which they were first seen
	byName   map[string]*letter
	promises []promise
	asked    []trace.Question
	refuted  []trace.MisconceptionRefuted
	events   int
	last     time.Duration
	ended    *trace.RunEnded
}

// letter is one message.
type letter struct {
	name, from, subject string
	born                time.Duration    // when it was first heard of
	order               []string         // recipients, as they were first seen
	fates               map[string]*fate // by recipient
}

// fate is the last that was heard of a message for one recipient.
type fate struct {
	state state
	words string
	after time.Duration // since the message was first heard of
	user  string        // whose folder it lies in
	read  time.Duration // the same, when it was read; zero if it was not
}

// state tells fates apart where their order matters.
type state int

const (
	unsent state = iota // only its author's program knows of it
	moving
	filed // lies in a folder on the server
	home  // lies on the recipient's device alone
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
	case trace.Question:
		f.asked = append(f.asked, b)
	case trace.MisconceptionRefuted:
		f.refuted = append(f.refuted, b)
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
		l := f.letter(e)
		l.sent()
		if l.from == "" && b.Protocol == "" {
			l.from = e.Node
		}
		l.hear(e, moving, "taken by "+e.Node, b.Recipients...)
	case trace.MessageRefused:
		if b.Recipient != "" {
			f.letter(e).hear(e, moving, "refused by "+e.Node+" ("+status(b.Code, b.Enhanced)+")", b.Recipient)
		}
	case trace.MessageExpanded:
		l := f.letter(e)
		l.hear(e, moving, "an alias at "+e.Node, b.Recipient)
		l.hear(e, moving, "meant by "+b.Recipient, others(b.To, b.Recipient)...)
	case trace.MessageDeferred:
		f.letter(e).hear(e, moving, "waiting at "+e.Node, b.Recipients...)
	case trace.MessageDelivered:
		f.letter(e).hear(e, moving, "delivered by "+e.Node, b.Recipient)
	case trace.MessageFiled:
		l := f.letter(e)
		l.hear(e, filed, "in the folder "+b.Folder+" of "+b.User, b.Recipient)
		l.fates[b.Recipient].user = b.User
	case trace.MessageBounced:
		f.letter(e).hear(e, moving, givenUp(e, b), b.Recipients...)
	case trace.MessageDiscarded:
		f.letter(e).hear(e, moving, "dropped by "+e.Node, b.Recipients...)
	case trace.MessageAbandoned:
		f.letter(e).abandoned(e, b)
	case trace.MessageHeld:
		f.letter(e).hear(e, moving, "still in the queue of "+e.Node, b.Recipients...)
	case trace.MailboxChanged, trace.MessageFetched, trace.MessageMoved, trace.MessageRead:
		f.letter(e).handled(e)
	case trace.ActionFailed:
		if b.Action == "send" {
			f.letter(e).stuck(e)
		}
	case trace.MessageKept:
		f.letter(e).stuck(e)
	}
}

func (f *fates) composed(e trace.Event, b trace.MessageComposed) {
	l := f.letter(e)
	l.from, l.subject = b.From, b.Subject
	for _, recipients := range [][]string{b.To, b.Cc, b.Bcc} {
		for _, r := range recipients {
			address := strings.TrimSuffix(r[strings.LastIndexByte(r, '<')+1:], ">")
			l.hear(e, unsent, "written, and not sent", address)
		}
	}
}

// others are those of a list who are not the one.
func others(list []string, one string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(r string) bool { return r == one })
}

func givenUp(e trace.Event, b trace.MessageBounced) string {
	words := "given up by " + e.Node + " (" + meaning(b.Status) + ")"
	if b.Notice != "" {
		words += ", reported in message " + b.Notice
	}
	return words
}

// letter is the event's message.
func (f *fates) letter(e trace.Event) *letter {
	l, ok := f.byName[e.Message]
	if !ok {
		l = &letter{name: e.Message, born: e.At, fates: map[string]*fate{}}
		f.byName[e.Message] = l
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
		if _, delivered := e.Body.(trace.MessageDelivered); delivered && known.state >= filed {
			continue
		}
		known.state, known.words, known.after = s, words, e.At-l.born
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

// abandoned notes that the author's program gave up. Where a server had said no,
// that says more.
func (l *letter) abandoned(e trace.Event, b trace.MessageAbandoned) {
	for _, r := range b.Recipients {
		if known := l.fates[r]; known == nil || known.state == unsent {
			l.hear(e, unsent, "taken by no server, and given up by "+e.Node, r)
		}
	}
}

// sent forgets the recipients that stand in the header alone: the envelope is
// what counts.
func (l *letter) sent() {
	l.order = slices.DeleteFunc(l.order, func(r string) bool { return l.fates[r].state == unsent })
	maps.DeleteFunc(l.fates, func(_ string, f *fate) bool { return f.state == unsent })
}

// handled notes what people and their programs do with a message that was
// filed.
func (l *letter) handled(e trace.Event) {
	switch b := e.Body.(type) {
	case trace.MessageRead:
		l.each(b.User, func(f *fate) { f.read = e.At - l.born })
	case trace.MessageFetched:
		if !b.Left {
			l.put(e, b.User, home, "fetched to "+b.Device+" of "+b.User)
		}
	case trace.MessageMoved:
		l.each(b.User, func(f *fate) {
			if f.state == home {
				f.words = "in the folder " + b.To + " on " + b.Device + " of " + b.User
			}
		})
	case trace.MailboxChanged:
		l.changed(e, b)
	}
}

// changed notes what became of a person's copy on the server.
func (l *letter) changed(e trace.Event, b trace.MailboxChanged) {
	switch b.Change {
	case trace.Moved:
		l.put(e, b.User, filed, "in the folder "+b.To+" of "+b.User)
	case trace.Expunged:
		l.each(b.User, func(f *fate) {
			if f.state == filed {
				f.words, f.after = "removed by "+b.User, e.At-l.born
			}
		})
	}
}

// put notes where a person's copy is now.
func (l *letter) put(e trace.Event, user string, s state, where string) {
	l.each(user, func(f *fate) { f.state, f.words, f.after = s, where, e.At-l.born })
}

// each does something with what was filed for a user.
func (l *letter) each(user string, do func(*fate)) {
	for _, r := range l.order {
		if f := l.fates[r]; f.state >= filed && f.user == user {
			do(f)
		}
	}
}
