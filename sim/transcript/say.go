package transcript

import (
	"strings"
	"unicode/utf8"

	"mailflow/sim/trace"
)

// Say tells an event in one sentence, without looking at any other event. The
// result is one line of printable text, whatever the event contains.
func Say(e trace.Event) string { return Teller(nil).Say(e) }

// Teller finds an event by its number, as the method Event of a log does. It
// is asked for causes only; nil, and false for an event that was not recorded,
// make the sentences a little less exact.
type Teller func(trace.Seq) (trace.Event, bool)

// Say tells an event in one sentence.
func (t Teller) Say(e trace.Event) string {
	s := strings.TrimSpace(t.sentence(e))
	if s == "" {
		s = string(e.Kind()) // a body whose words are all empty
	}
	return Clean(cut(s, maxSentence) + stop(s))
}

// stop is the full stop that s still needs. Somebody's own words may bring one
// with them.
func stop(s string) string {
	last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(s, "”"))
	if strings.ContainsRune(".?!…", last) {
		return ""
	}
	return "."
}

// sentence hands the event to the family of sentences that it belongs to.
func (t Teller) sentence(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.SMTPCommand:
		return t.smtpCommand(e, b)
	case trace.SMTPReply:
		return t.smtpReply(e, b)
	case trace.SMTPContent:
		return smtpContent(e, b)
	case trace.IMAPCommand:
		return imapCommand(e, b)
	case trace.IMAPResponse:
		return imapResponse(e, b)
	case trace.POP3Command:
		return pop3Command(e, b)
	case trace.POP3Response:
		return t.pop3Response(e, b)
	}
	for _, family := range []func(trace.Event) string{
		sayMessage, sayDNS, sayConn, sayLogin, sayPolicy, sayMailbox, sayPlace, sayLesson, sayRun,
	} {
		if s := family(e); s != "" {
			return s
		}
	}
	return ""
}

// cause returns the event that led to e, if it was recorded.
func (t Teller) cause(e trace.Event) (trace.Event, bool) {
	if t == nil || e.Cause == 0 {
		return trace.Event{}, false
	}
	return t(e.Cause)
}
