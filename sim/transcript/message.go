package transcript

import (
	"fmt"
	"strings"
	"time"

	"mailflow/sim/trace"
)

// stages says when in a session something was refused.
var stages = map[trace.Stage]string{
	trace.AtConnect: "as soon as it connects",
	trace.AtHello:   "at its greeting",
	trace.AtAuth:    "at its login",
	trace.AtMail:    "at the sender",
	trace.AtRcpt:    "at the recipient",
	trace.AtData:    "at the message itself",
}

// sayMessage tells what happens to a message.
func sayMessage(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.MessageComposed:
		return composed(e, b)
	case trace.MessageKept:
		return fmt.Sprintf("%s of %s keeps %s in its outbox, where %s now", device(b.Device, e), b.User, message(e), waiting(b.Outbox))
	case trace.MessageSubmitted:
		return fmt.Sprintf("%s has handed %s for %s to %s: its work is done", node(e), message(e), list(b.Recipients), peer(e))
	case trace.MessageAccepted:
		return accepted(e, b)
	case trace.MessageRefused:
		return refused(e, b)
	case trace.MessageAltered:
		return altered(e, b)
	case trace.MessageRelayed:
		return withSaid(fmt.Sprintf("%s has passed %s for %s on to %s, which is responsible now",
			node(e), message(e), list(b.Recipients), peer(e)), b.Reply)
	case trace.MessageDelivered:
		return withSaid(fmt.Sprintf("%s has handed %s for %s to %s", node(e), message(e), b.Recipient, store(e)), b.Reply)
	case trace.MessageFiled:
		return fmt.Sprintf("%s puts %s into the folder %s of %s, as number %d", node(e), message(e), b.Folder, b.User, b.UID)
	case trace.MessageFetched:
		return fetched(e, b)
	case trace.MessageRead:
		return fmt.Sprintf("%s reads %s on %s", b.User, message(e), device(b.Device, e))
	case trace.FetcherPolled:
		return fmt.Sprintf("%s looks into the mailbox of %s at %s", node(e), b.User, b.Server)
	case trace.MessageReinjected:
		return fmt.Sprintf("%s has handed %s from %s for %s to %s", node(e), message(e), sender(b.From), b.Recipient, peer(e))
	case trace.MessageSynced:
		return fmt.Sprintf("%s of %s learns that %s %s on another device", device(b.Device, e), b.User, message(e), elsewhere(b))
	case trace.MessageMoved:
		return fmt.Sprintf("%s of %s moves its own copy of %s from %s to %s", device(b.Device, e), b.User, message(e), b.Folder, b.To)
	}
	return sayQueue(e)
}

// sayQueue tells of a message that waits, and of how its waiting ends.
func sayQueue(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.MessageQueued:
		return fmt.Sprintf("%s writes %s for %s to its queue, as %s", node(e), message(e), list(b.Recipients), b.ID)
	case trace.MessageExpanded:
		return fmt.Sprintf("%s looks up %s, an alias: %s goes to %s", node(e), b.Recipient, message(e), list(b.To))
	case trace.MessageAttempted:
		return attempted(e, b)
	case trace.MessageDeferred:
		return deferred(e, b)
	case trace.MessageBounced:
		return bounced(e, b)
	case trace.MessageExpired:
		return fmt.Sprintf("%s has kept %s for %s for %s and waits no longer",
			node(e), message(e), list(b.Recipients), Span(time.Duration(b.Seconds)*time.Second))
	case trace.MessageDiscarded:
		return fmt.Sprintf("%s drops %s for %s and tells nobody", node(e), message(e), list(b.Recipients))
	case trace.MessageAbandoned:
		return withSaid(fmt.Sprintf("%s gives up on %s for %s, and will not try again", node(e), message(e), list(b.Recipients)), b.Reply)
	case trace.MessageHeld:
		s := fmt.Sprintf("%s still holds %s for %s in its queue, after %s",
			node(e), message(e), list(b.Recipients), count(b.Attempts, "attempt"))
		if b.Next > 0 {
			s += "; the next would be " + Span(time.Duration(b.Next)) + " after the start"
		}
		return s
	}
	return ""
}

func elsewhere(b trace.MessageSynced) string {
	switch {
	case b.Change == trace.Expunged:
		return "was put away or deleted"
	case b.Seen:
		return "was read"
	}
	return "was marked as unread"
}

func waiting(n int) string {
	if n == 1 {
		return "1 message waits"
	}
	return fmt.Sprintf("%d messages wait", n)
}

func composed(e trace.Event, b trace.MessageComposed) string {
	if len(b.To)+len(b.Cc) == 0 {
		return fmt.Sprintf("%s writes %s for %s, whom it does not name: %s", cut(b.From, maxValue), message(e), list(b.Bcc), quote(b.Subject))
	}
	s := fmt.Sprintf("%s writes %s to %s", cut(b.From, maxValue), message(e), list(b.To))
	if len(b.Cc) > 0 {
		s += ", with a copy to " + list(b.Cc)
	}
	if len(b.Bcc) > 0 {
		s += ", with a hidden copy to " + list(b.Bcc)
	}
	return s + ": " + quote(b.Subject)
}

func accepted(e trace.Event, b trace.MessageAccepted) string {
	if b.Protocol == "" {
		return fmt.Sprintf("%s writes %s itself, from %s to %s, as %s",
			node(e), message(e), sender(b.From), list(b.Recipients), b.ID)
	}
	if b.Protocol == trace.LMTP {
		return fmt.Sprintf("%s takes %s for %s into its message store, as %s", node(e), message(e), list(b.Recipients), b.ID)
	}
	return fmt.Sprintf("%s accepts %s from %s for %s, as %s: from here on it is responsible",
		node(e), message(e), sender(b.From), list(b.Recipients), b.ID)
}

func refused(e trace.Event, b trace.MessageRefused) string {
	what := message(e) + " from " + sender(b.From)
	switch {
	case b.Recipient != "":
		what = cut(b.Recipient, maxValue) + " as a recipient of " + message(e)
	case b.Stage == trace.AtConnect || b.Stage == trace.AtHello || b.Stage == trace.AtAuth:
		what = peer(e)
	}
	verb := "refuses"
	if b.Code/100 == 4 {
		verb = "refuses, for now,"
	}
	s := fmt.Sprintf("%s %s %s", node(e), verb, what)
	if at, ok := stages[b.Stage]; ok && b.Recipient == "" {
		s += " " + at
	}
	return s + " (" + status(b.Code, b.Enhanced) + "): " + quote(b.Text)
}

func altered(e trace.Event, b trace.MessageAltered) string {
	var did []string
	for _, part := range []struct {
		fields []trace.Field
		did    string
	}{
		{b.Added, "puts %s on top of the header"},
		{b.Removed, "takes %s out of the header"},
		{b.Appended, "puts %s at the end of the header"},
	} {
		if len(part.fields) > 0 {
			did = append(did, fmt.Sprintf(part.did, list(names(part.fields))))
		}
	}
	if did == nil {
		return fmt.Sprintf("%s changes nothing in the header of %s", node(e), message(e))
	}
	return fmt.Sprintf("%s %s of %s", node(e), strings.Join(did, " and "), message(e))
}

// names lists the names of fields, in order. Neighbours of one name are counted.
func names(fields []trace.Field) []string {
	var out []string
	for i := 0; i < len(fields); {
		n := 1
		for i+n < len(fields) && fields[i+n].Name == fields[i].Name {
			n++
		}
		name := fields[i].Name
		if n > 1 {
			name += fmt.Sprintf(" (%d times)", n)
		}
		out = append(out, name)
		i += n
	}
	return out
}

func attempted(e trace.Event, b trace.MessageAttempted) string {
	where := "pass " + message(e) + " on to " + b.Destination
	if b.Destination == "local" {
		where = "hand " + message(e) + " to the message store"
	}
	return fmt.Sprintf("%s tries to %s, for %s (attempt %d)", node(e), where, list(b.Recipients), b.Attempt)
}

func deferred(e trace.Event, b trace.MessageDeferred) string {
	s := fmt.Sprintf("%s keeps %s for %s: attempt %d failed for now", node(e), message(e), list(b.Recipients), b.Attempt)
	if wait := time.Duration(b.Next) - e.At; wait > 0 {
		s += ", and it tries again in " + Span(wait)
	}
	return withCause(s, b.Reply)
}

func bounced(e trace.Event, b trace.MessageBounced) string {
	s := fmt.Sprintf("%s gives up on %s for %s (%s)", node(e), message(e), list(b.Recipients), meaning(b.Status))
	if b.Notice != "" {
		s += " and reports it to the sender in message " + b.Notice
	}
	return withCause(s, b.Reply)
}

func fetched(e trace.Event, b trace.MessageFetched) string {
	s := fmt.Sprintf("%s of %s has fetched %s over %s", device(b.Device, e), b.User, message(e), protocol(b.Protocol))
	if b.Left {
		return s + "; a copy stays on the server"
	}
	return s + ", and means to take it off the server"
}

// device names what a person reads mail on.
func device(name string, e trace.Event) string {
	if name == "" {
		return node(e)
	}
	return name
}

// store names the message store that a message was handed to.
func store(e trace.Event) string {
	if e.Peer == "" || e.Peer == e.Node {
		return "the message store"
	}
	return "the message store on " + e.Peer
}

// withSaid adds the other side's own words.
func withSaid(s, said string) string {
	if said == "" {
		return s
	}
	return s + ". It heard: " + quote(said)
}

// withCause adds the reply of an SMTP server or, if there was none, how the
// node's own software puts what happened.
func withCause(s, words string) string {
	if words == "" || '0' <= words[0] && words[0] <= '9' {
		return withSaid(s, words)
	}
	return s + ". Its log says: " + quote(words)
}
