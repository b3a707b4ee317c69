package grade

import (
	"reflect"
	"slices"
	"testing"

	"mailflow/sim/trace"
)

// The run says which choice is right, and asks before the event that is named.
func TestQuestions(t *testing.T) {
	const lines = `
    choices:
      - {text: It comes back, event: message.bounced}
      - {text: It arrives, mailbox: {user: bob, messages: 1}}
      - {text: It vanishes, event: message.filed, never: true}
    why: Beta is awake.
    rfc: RFC 5321 §6.1
`
	answers := []string{"It comes back", "It arrives", "It vanishes"}
	right := trace.Question{Text: "And now?", Answers: answers, Right: 1, Why: "Beta is awake.", RFC: "RFC 5321 §6.1", Line: 7}
	missed := func(found string) trace.Body {
		return trace.ExpectationMissed{Text: "And now?", Line: 7, Found: found}
	}
	both := `
    choices:
      - {text: It arrives, event: message.filed}
      - {text: It does not, event: message.bounced}
      - {text: It is relayed, event: message.relayed}
    why: Beta is awake.
`
	neither := `
    choices:
      - {text: It comes back, event: message.bounced}
      - {text: It waits, event: message.deferred}
    why: Beta is awake.
`
	for _, c := range []struct {
		before, choices string
		want            Finding
	}{
		{"{kind: message.accepted, node: mail.beta.example}", lines, Finding{6, right}},
		{"message.accepted\n    nth: 3", lines, Finding{9, right}},
		{"message.accepted\n    nth: 9", lines, Finding{0, missed("the event before which it is asked is missing: message.accepted happened only 4 times")}},
		{"message.read", lines, Finding{0, missed("the event before which it is asked is missing: message.read never happened; the run has no event of kind message.read")}},
		{"message.accepted", both, Finding{0, missed("more than one of its choices holds: 1, 3")}},
		{"message.accepted", neither, Finding{0, missed("none of its choices holds")}},
	} {
		sc := lesson("ask:\n  - text: And now?\n    before: " + c.before + c.choices)
		got := Findings(sc, slices.Values(letter().events))
		if want := []Finding{c.want}; !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %+v\nwant %+v", c.before, got, want)
		}
	}
}

// A misconception leads to the event that refutes it, or is a broken promise.
func TestMisconceptions(t *testing.T) {
	sc := lesson(`misconceptions:
  - {belief: It is lost, truth: It waits., event: {kind: message.accepted, role: mta}}
  - {belief: It comes at once, truth: It takes a while., event: message.deferred}
expect:
  - {text: It arrives, event: message.filed}
`)
	want := []Finding{
		{0, trace.ExpectationMet{Text: "It arrives", Line: 10}},
		{6, trace.MisconceptionRefuted{Belief: "It is lost", Truth: "It waits.", Line: 7}},
		{0, trace.ExpectationMissed{Text: "The run refutes: It comes at once", Line: 8,
			Found: "message.deferred never happened; the run has no event of kind message.deferred"}},
	}
	if got := Findings(sc, slices.Values(letter().events)); !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %+v\nwant %+v", got, want)
	}
}

// A lesson that promises and asks nothing is not judged.
func TestNothingToJudge(t *testing.T) {
	run := func(func(trace.Event) bool) { t.Error("the run was looked at") }
	if got := Findings(lesson(""), run); got != nil {
		t.Errorf("%+v", got)
	}
}
