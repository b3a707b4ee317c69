package guard

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// weight says how much a finding speaks against a client or a letter.
type weight int

const (
	good     weight = iota // not at all
	doubtful               // worth a tag, and no more
	suspect                // worth the junk folder, and no more
	bad                    // as much as the setting allows
	unsure                 // nobody could say: worth asking again, if a bad one would be refused
)

// finding is what a check found, before its setting says what follows.
type finding struct {
	check  trace.Check
	result string // in the words of the check's RFC
	weight weight
	inputs []trace.Input
	why    *trace.Reason

	// The reply, if it is refused. The code says whether for good. The text is
	// made of what others said: it is cleaned where it is put into a line.
	reply mail.Reply

	fields []mail.Field // for the letter's header, whatever follows
	method string       // for Authentication-Results, whatever follows (RFC 8601 §2.2)
	note   string       // for the letter's header, if it is tagged
}

// Verdict is what a check found and what follows from it.
type Verdict struct {
	trace.GuardVerdict
	Why   *trace.Reason
	Reply mail.Reply // if it stops the letter

	finding *finding
}

// What follows, in the words of the trace.
const (
	nothing = "none"
	tag     = "tag"
	junk    = "quarantine"
	later   = "defer"
	never   = "refuse"
)

// Stops reports whether the letter must not pass.
func (v Verdict) Stops() bool { return v.Effect == later || v.Effect == never }

// Text is the verdict in a few words, as rules of the content check see it:
// "spf=softfail".
func (v Verdict) Text() string { return string(v.Check) + "=" + strings.ReplaceAll(v.Result, " ", "-") }

// under applies the setting.
func (f finding) under(e Effect) Verdict {
	v := Verdict{Why: tidy(f.why), Reply: f.reply, finding: &f}
	v.GuardVerdict = trace.GuardVerdict{Check: f.check, Inputs: f.inputs, Result: f.result, Effect: f.effect(e)}
	return v
}

func (f *finding) effect(e Effect) string {
	switch {
	case !e.on() || f.weight == good || f.weight == unsure && e != Refuse:
		return nothing
	case f.weight == doubtful || e == Tag:
		return tag
	case f.weight == suspect || e == Quarantine:
		return junk
	case f.weight == unsure || f.reply.Transient():
		return later
	}
	return never
}

// tidy cleans a reason: it may quote what a client or a name server said.
func tidy(why *trace.Reason) *trace.Reason {
	return trace.Why(clean(why.Text), why.Setting, why.RFC)
}

// clean makes a stranger's text fit for one line of ours.
func clean(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || r == utf8.RuneError {
			return '?'
		}
		return r
	}, s)
}

// reject is a final no for a reason of ours (RFC 3463 §3.8).
func reject(enhanced, text string) mail.Reply {
	return mail.Reply{Code: 550, Enhanced: enhanced, Text: clean(text)}
}

// comeBack is a no for now.
func comeBack(enhanced, text string) mail.Reply {
	return mail.Reply{Code: 451, Enhanced: enhanced, Text: clean(text)}
}
