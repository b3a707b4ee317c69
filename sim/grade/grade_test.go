package grade

import (
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// Each expectation and, if it is missed, what the teacher reads.
func TestGrade(t *testing.T) {
	for _, c := range []struct{ fact, found string }{
		{"event: message.filed", ""},
		{"event: {kind: message.accepted, node: mail.beta.example, role: mta}", ""},
		{"event: message.accepted, times: 4", ""},
		{"event: message.filed, at_least: 2", ""},
		{"event: message.bounced, never: true", ""},
		{"event: message.bounced", "it never happened; the run has no event of kind message.bounced"},
		{"event: {kind: smtp.reply, code: 550}", "it never happened; one event of kind smtp.reply happened, but not with code: 550"},
		{"event: message.filed, at_least: 3", "it happened twice, the first time 11s after the start on mail.alpha.example (event 11)"},
		{"event: message.composed, never: true", "it happened once, 1s after the start on alice.alpha.example (event 1)"},
		{"event: message.accepted, times: 3", "it happened 4 times, the first time 3s after the start on mail.alpha.example (event 3)"},

		{"order: [message.composed, message.accepted, message.accepted, message.filed]", ""},
		{"order: [message.relayed, {kind: message.filed, user: bob}]", ""},
		{"order: [message.relayed, message.composed]",
			"message.relayed came 8s after the start on mail.alpha.example (event 8), and after it no message.composed; that came before, 1s after the start on alice.alpha.example (event 1)"},
		{"order: [message.relayed, message.read]", "message.relayed came 8s after the start on mail.alpha.example (event 8), and after it no message.read"},
		{"order: [message.read, message.filed]", "message.read never came"},

		{"mailbox: {user: bob, messages: 1, unseen: 1}", ""},
		{"mailbox: {user: alice, messages: 0}", ""},
		{"mailbox: {user: bob, folder: Archive, messages: 0}", ""},
		{"mailbox: {user: bob, messages: 2}", "INBOX of bob@beta.example holds one letter"},
		{"mailbox: {user: bob, unseen: 0}", "INBOX of bob@beta.example holds one letter, 1 unseen"},
		{"mailbox: {user: alice, messages: 1}", "INBOX of alice@alpha.example holds no letter"},

		{"header: {user: bob, field: Received, count: 2}", ""},
		{"header: {user: carol, field: received, count: 1}", ""},
		{"header: {user: bob, field: Received, contains: by mail.beta.example}", ""},
		{"header: {user: bob, field: Subject, contains: Lunch on Friday}", ""},
		{"header: {user: bob, field: Bcc, count: 0}", ""},
		{"header: {user: carol, field: Date, contains: today}", ""},
		{"header: {user: bob, field: Received, count: 3}", "the letter has 2 Received fields"},
		{"header: {user: bob, field: Bcc, contains: carol}", "the letter has no Bcc field"},
		{"header: {user: carol, field: Subject, contains: Dinner}", "it says: Lunch on Friday"},
		{"header: {user: alice, field: Subject, count: 1}", "no letter was ever filed for alice@alpha.example"},
	} {
		sc := lesson("expect:\n  - {text: Fact, " + c.fact + "}\n")
		want := trace.Body(trace.ExpectationMet{Text: "Fact", Line: 7})
		if c.found != "" {
			want = trace.ExpectationMissed{Text: "Fact", Line: 7, Found: c.found}
		}
		if got := Grade(sc, letter().events)[0]; got != want {
			t.Errorf("%s:\n got %+v\nwant %+v", c.fact, got, want)
		}
	}
}

// A mailbox is a person's, not a login name's: two sites may both have a bob.
func TestMailboxesOfNamesakes(t *testing.T) {
	sc := lesson("  - {domain: gamma.example, users: [bob]}\nexpect:\n  - {text: Fact, mailbox: {user: bob@gamma.example, messages: 0}}\n")
	if g := Grade(sc, letter().events)[0]; g.Kind() != "expectation.met" {
		t.Errorf("%+v", g)
	}
}

func TestMatch(t *testing.T) {
	about := trace.About{Role: trace.MTA, Peer: "a", Conn: "c1", Message: "m1", Reason: trace.Why("no such user", "", "RFC 5321 §3.4")}
	e := trace.Event{Node: beta, About: about, Body: trace.DNSAnswer{ID: 7, Code: "NOERROR", Authoritative: true,
		Answer: []trace.Record{{Name: "beta.example.", Type: "MX", TTL: 60, Data: "10 mail.beta.example."}}}}
	for pattern, want := range map[string]bool{
		"dns.answer":                              true,
		"dns.query":                               false,
		"{kind: dns.answer, id: 7}":               true,
		"{kind: dns.answer, id: 8}":               false,
		"{kind: dns.answer, code: ~^NO}":          true,
		"{kind: dns.answer, authoritative: true}": true,
		"{kind: dns.answer, truncated: true}":     false,
		"{kind: dns.answer, answer: MX}":          true,
		"{kind: dns.answer, answer: 60}":          true,
		"{kind: dns.answer, answer: ~mail}":       true,
		"{kind: dns.answer, additional: ~mail}":   false,
		"{kind: dns.answer, node: mail.beta.example, role: mta, peer: ~^a$, conn: c1}": true,
		"{kind: dns.answer, message: m2}":                                              false,
		"{kind: dns.answer, reason: ~no such, rfc: RFC 5321 §3.4}":                     true,
		"{kind: dns.answer, reason: ~no such, node: mail.alpha.example}":               false,
		"{kind: note, rfc: RFC 5321}":                                                  false,
	} {
		sc := lesson("say:\n  - {when: " + pattern + ", text: X}\n")
		if got := Match(sc.Say[0].When, e); got != want {
			t.Errorf("%s: %v", pattern, got)
		}
	}
	if Match(lesson("say: {when: dns.answer, text: X}").Say[0].When, trace.Event{}) {
		t.Error("an event without a body matches")
	}
}

func TestNarrator(t *testing.T) {
	n := NewNarrator(lesson(`say:
  - {when: message.accepted, text: First, why: Because, rfc: RFC 5321 §4.2.5}
  - {when: message.accepted, nth: 3, text: Third}
  - {when: {kind: message.accepted, node: mail.beta.example}, text: Beta's}
  - {when: message.read, text: Never}
`))
	var said []string
	for _, e := range letter().events {
		for _, note := range n.Hear(e) {
			said = append(said, strings.Join([]string{e.Node, note.Text, note.Why, note.RFC}, "|"))
		}
	}
	want := []string{
		alpha + "|First|Because|RFC 5321 §4.2.5",
		beta + "|Beta's||",
		alpha + "|Third||",
	}
	if strings.Join(said, "\n") != strings.Join(want, "\n") {
		t.Errorf("said:\n%s\nwant:\n%s", strings.Join(said, "\n"), strings.Join(want, "\n"))
	}
}
