package grade

import (
	"errors"
	"fmt"

	"mailflow/sim/trace"
)

// Conserve checks the law of conservation over the events of a whole run: for
// every recipient of every message that a server answered for, that server
// afterwards relayed, delivered, filed, bounced or discarded it once, or still
// held it when the run ended (RFC 5321 §4.2.5, §6.1). An alias ends in those
// for whom it stands. The error lists every
// breach, one a line.
func Conserve(events []trace.Event) error {
	l := ledger{open: make(map[duty]*fate)}
	for _, e := range events {
		l.enter(e)
	}
	return l.close()
}

// duty is what a 250 makes a server responsible for. A host's store keeps ids of
// its own; its other agents share the queue's.
type duty struct {
	node, id, recipient string
	store               bool
}

// fate is what became of a duty.
type fate struct {
	duty
	accepted trace.Seq
	ended    trace.Seq // zero while it is open
	how      trace.Kind
}

type ledger struct {
	open     map[duty]*fate
	order    []*fate // as accepted
	breaches []error
}

// enter books one event.
func (l *ledger) enter(e trace.Event) {
	switch b := e.Body.(type) {
	case trace.MessageAccepted:
		for _, r := range b.Recipients {
			l.accept(e, dutyOf(e, b.ID, r))
		}
	case trace.MessageExpanded:
		l.end(e, dutyOf(e, b.ID, b.Recipient))
		for _, r := range b.To {
			l.replace(e, dutyOf(e, b.ID, r))
		}
	case trace.MessageRelayed:
		l.endAll(e, b.ID, b.Recipients)
	case trace.MessageDelivered:
		l.end(e, dutyOf(e, b.ID, b.Recipient))
	case trace.MessageFiled:
		l.end(e, duty{e.Node, b.ID, b.Recipient, true})
	case trace.MessageBounced:
		l.endAll(e, b.ID, b.Recipients)
	case trace.MessageDiscarded:
		l.endAll(e, b.ID, b.Recipients)
	case trace.MessageHeld:
		l.endAll(e, b.ID, b.Recipients)
	}
}

func dutyOf(e trace.Event, id, recipient string) duty {
	return duty{e.Node, id, recipient, e.Role == trace.MDA}
}

// accept opens a duty. A submission agent and the transfer agent beside it may
// both report the one message that they share.
func (l *ledger) accept(e trace.Event, d duty) {
	if f := l.open[d]; f != nil && f.ended == 0 {
		return
	}
	f := &fate{duty: d, accepted: e.Seq}
	l.open[d] = f
	l.order = append(l.order, f)
}

// replace opens a duty in the place of that for an alias. Who has the message
// already, as a recipient or as another alias that was expanded, has it once.
func (l *ledger) replace(e trace.Event, d duty) {
	if f := l.open[d]; f == nil || f.ended == e.Seq || f.ended != 0 && f.how != e.Kind() {
		l.accept(e, d)
	}
}

func (l *ledger) endAll(e trace.Event, id string, recipients []string) {
	for _, r := range recipients {
		l.end(e, dutyOf(e, id, r))
	}
}

func (l *ledger) end(e trace.Event, d duty) {
	f := l.open[d]
	switch {
	case f == nil:
		l.breach("%s for <%s> in event %d, but %s never accepted it", e.Kind(), d.recipient, e.Seq, d.name())
	case f.ended != 0:
		l.breach("%s for <%s> in event %d, but %s had ended it by %s in event %d", e.Kind(), d.recipient, e.Seq, d.name(), f.how, f.ended)
	default:
		f.ended, f.how = e.Seq, e.Kind()
	}
}

// close lists the breaches, those of duties never ended last.
func (l *ledger) close() error {
	for _, f := range l.order {
		if f.ended == 0 {
			l.breach("lost: %s accepted it for <%s> in event %d and did nothing with it", f.name(), f.recipient, f.accepted)
		}
	}
	return errors.Join(l.breaches...)
}

func (l *ledger) breach(format string, args ...any) {
	l.breaches = append(l.breaches, fmt.Errorf(format, args...))
}

func (d duty) name() string { return fmt.Sprintf("%s (id %s)", d.node, d.id) }
