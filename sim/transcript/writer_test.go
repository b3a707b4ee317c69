package transcript

import (
	"bytes"
	"errors"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"mailflow/sim/trace"
)

var update = flag.Bool("update", false, "rewrite the golden files; read the diff before you commit it")

// tape records a trace by hand.
type tape struct{ events []trace.Event }

// add records an event at a time in milliseconds and returns its number.
func (t *tape) add(ms int, node string, about trace.About, body trace.Body) trace.Seq {
	seq := trace.Seq(len(t.events) + 1)
	t.events = append(t.events, trace.Event{Seq: seq, At: time.Duration(ms) * time.Millisecond, Node: node, About: about, Body: body})
	return seq
}

const (
	pc    = "alice.alpha.example"
	alpha = "mail.alpha.example"
	beta  = "mail.beta.example"
	ns    = "ns.beta.example"
)

var bob = []string{"bob@beta.example"}

// letter is one letter across two sites, once deferred, and its report for a
// second recipient whom nobody knows.
func aLetter() []trace.Event {
	t := &tape{}
	start := t.add(0, "", trace.About{}, trace.RunStarted{Scenario: "letter", Title: "A letter from Alice to Bob", Seed: 1, Start: "2026-03-02T23:59:58Z"})
	act := t.add(1000, "", trace.About{Cause: start}, trace.ActionTaken{Action: "send", Who: "alice", Text: "to bob@beta.example"})
	wrote := t.add(1000, pc, trace.About{Role: trace.MUA, Message: "m1", Cause: act}, trace.MessageComposed{
		From: "Alice <alice@alpha.example>", To: []string{"Bob <bob@beta.example>", "bib@beta.example"}, Subject: "Lunch on Friday?"})
	submit(t, wrote)
	transfer(t)
	t.add(int(2*time.Hour/time.Millisecond), "", trace.About{}, trace.ExpectationMet{Text: "Bob has the letter."})
	t.add(int(2*time.Hour/time.Millisecond), "", trace.About{}, trace.ExpectationMissed{Text: "Everybody has the letter.", Line: 12, Found: "Nobody is called bib at beta.example."})
	t.add(int(2*time.Hour/time.Millisecond), "", trace.About{Cause: wrote}, trace.Question{Text: "To which machine does Alice's program talk first?",
		Answers: []string{"Bob's own machine", "her own site's mail server", "Bob's mail server"}, Right: 1,
		Why: "It knows one outgoing server,\n  the one in its settings.", RFC: "RFC 6409 §3.1"})
	t.add(int(2*time.Hour/time.Millisecond), "", trace.About{Cause: wrote}, trace.MisconceptionRefuted{
		Belief: "Alice's computer sends the letter to Bob's", Truth: "The two never speak to each other."})
	t.add(int(2*time.Hour/time.Millisecond), "", trace.About{}, trace.RunEnded{Outcome: trace.Quiet})
	return t.events
}

func submit(t *tape, cause trace.Seq) {
	client := func(cause trace.Seq) trace.About {
		return trace.About{Role: trace.MUA, Peer: alpha, Conn: "c1", Message: "m1", Cause: cause}
	}
	server := func(cause trace.Seq, why *trace.Reason) trace.About {
		return trace.About{Role: trace.MSA, Peer: pc, Conn: "c1", Message: "m1", Cause: cause, Reason: why}
	}
	reply := func(to string, code int, enhanced, text string) trace.SMTPReply {
		return trace.SMTPReply{Protocol: trace.SMTP, To: to, Code: code, Enhanced: enhanced, Lines: []trace.Octets{trace.Octets(text)}}
	}
	say := func(verb, line string) trace.SMTPCommand {
		return trace.SMTPCommand{Protocol: trace.SMTP, Verb: verb, Line: trace.Octets(line)}
	}
	c := t.add(1020, pc, client(cause), trace.ConnOpened{Local: "192.0.2.100:40000", Remote: "192.0.2.2:587", Service: "submission"})
	t.add(1021, alpha, server(c, nil), reply("", 220, "", "220 mail.alpha.example ESMTP Postfix"))
	c = t.add(1022, pc, client(c), say("EHLO", "EHLO alice.alpha.example"))
	t.add(1023, alpha, server(c, nil), trace.SMTPReply{Protocol: trace.SMTP, To: "EHLO", Code: 250,
		Lines: []trace.Octets{"250-mail.alpha.example", "250-SIZE 10240000", "250 AUTH PLAIN"}})
	c = t.add(1024, pc, client(c), say("AUTH", "AUTH PLAIN AGFsaWNlAHNlY3JldA=="))
	c = t.add(1025, alpha, server(c, nil), trace.AuthOK{Protocol: trace.SMTP, Mechanism: "PLAIN", User: "alice"})
	c = t.add(1026, pc, client(c), say("MAIL", "MAIL FROM:<alice@alpha.example>"))
	t.add(1027, alpha, server(c, nil), reply("MAIL", 250, "2.1.0", "250 2.1.0 Ok"))
	c = t.add(1028, pc, client(c), say("RCPT", "RCPT TO:<bob@beta.example>"))
	d := t.add(1029, alpha, server(c, trace.Why("Alice has logged in, so she may write to anybody.", "permit_sasl_authenticated", "RFC 6409 §4.3")),
		trace.RelayDecided{Recipient: "bob@beta.example", Client: "192.0.2.100", Route: trace.Relay, Rule: "permit_sasl_authenticated"})
	t.add(1029, alpha, server(c, nil), reply("RCPT", 250, "2.1.5", "250 2.1.5 Ok"))
	c = t.add(1030, pc, client(d), trace.SMTPContent{Protocol: trace.SMTP, Octets: 1612})
	c = t.add(1031, alpha, server(c, nil), trace.MessageAltered{
		Added:   []trace.Field{{Name: "Received", Raw: "Received: from alice.alpha.example (192.0.2.100)\r\n\tby mail.alpha.example with ESMTPA id 4F2K9;\r\n\tMon, 2 Mar 2026 23:59:59 +0000"}},
		Removed: []trace.Field{{Name: "Bcc", Raw: "Bcc: "}}})
	c = t.add(1031, alpha, server(c, nil), trace.MessageAccepted{From: "alice@alpha.example", Recipients: []string{"bob@beta.example", "bib@beta.example"}, ID: "4F2K9", Octets: 1700, Protocol: trace.SMTP})
	t.add(1031, "", trace.About{Cause: c}, trace.Note{Text: "From here on the letter is alpha's business:\n  Alice may switch her machine off.",
		Why: "A server that says 250 after the end of the message must deliver it or report its failure.", RFC: "RFC 5321 §4.2.5"})
	t.add(1032, pc, client(c), trace.MessageSubmitted{From: "alice@alpha.example", Recipients: bob})
	t.add(1033, pc, client(c), trace.ConnClosed{})
}

func transfer(t *tape) {
	mta := func(peer, conn string, cause trace.Seq) trace.About {
		return trace.About{Role: trace.MTA, Peer: peer, Conn: conn, Message: "m1", Cause: cause}
	}
	c := t.add(1040, alpha, mta("", "", 0), trace.MessageAttempted{ID: "4F2K9", Recipients: bob, Destination: "beta.example", Attempt: 1})
	q := t.add(1041, alpha, mta(ns, "", c), trace.DNSQuery{ID: 7, Name: "beta.example.", Type: "MX", Transport: trace.UDP})
	a := t.add(1061, ns, mta(alpha, "", q), trace.DNSAnswer{ID: 7, Name: "beta.example.", Type: "MX", Code: "NOERROR", Authoritative: true,
		Transport: trace.UDP, Answer: []trace.Record{{Name: "beta.example.", Type: "MX", TTL: 3600, Data: "10 mail.beta.example."}}})
	f := t.add(31061, alpha, mta(beta, "", a), trace.ConnTimeout{Remote: "198.51.100.2:25", Phase: "connect", Seconds: 30})
	about := mta(beta, "", f)
	about.Reason = trace.Why("Nobody answered, which may be over soon: the letter stays in the queue.", "minimal_backoff_time = 300s", "RFC 5321 §4.5.4.1")
	later := 31061 + 300_000
	t.add(31061, alpha, about, trace.MessageDeferred{ID: "4F2K9", Recipients: []string{"bob@beta.example", "bib@beta.example"}, Attempt: 1,
		Reply: "connect to 198.51.100.2:25: timeout", Next: int64(later) * int64(time.Millisecond)})
	o := t.add(later, alpha, mta(beta, "c2", f), trace.ConnOpened{Remote: "198.51.100.2:25", Service: "smtp"})
	r := t.add(later+1, beta, mta(alpha, "c2", o), trace.MessageRefused{Stage: trace.AtRcpt, From: "alice@alpha.example", Recipient: "bib@beta.example",
		Code: 550, Enhanced: "5.1.1", Text: "User unknown\x1b[31m"})
	m := t.add(later+2, beta, mta(alpha, "c2", o), trace.MessageAccepted{From: "alice@alpha.example", Recipients: bob, ID: "9Q", Octets: 1900, Protocol: trace.SMTP})
	t.add(later+3, alpha, mta(beta, "c2", m), trace.MessageRelayed{ID: "4F2K9", Recipients: bob, Reply: "250 2.0.0 Ok: queued as 9Q"})
	t.add(later+4, alpha, mta("", "", r), trace.MessageBounced{ID: "4F2K9", Recipients: []string{"bib@beta.example"}, Status: "5.1.1", Notice: "m2"})
	t.add(later+4, alpha, trace.About{Role: trace.MTA, Message: "m2", Cause: r}, trace.MessageAccepted{Recipients: []string{"alice@alpha.example"}, ID: "4F2L0", Octets: 2800})
	filed := trace.MessageFiled{ID: "9R", Recipient: "bob@beta.example", User: "bob", Folder: "INBOX", UID: 1, Octets: 2000}
	d := t.add(later+9, beta, trace.About{Role: trace.MDA, Message: "m1", Cause: m}, filed)
	t.add(later+9, beta, trace.About{Role: trace.MTA, Peer: beta, Message: "m1", Cause: d}, trace.MessageDelivered{ID: "9Q", Recipient: "bob@beta.example", Reply: "250 2.0.0 Saved"})
	t.add(int(90*time.Minute/time.Millisecond), "bob.beta.example", trace.About{Role: trace.MUA, Message: "m1"}, trace.MessageRead{User: "bob", Device: "bob.beta.example"})
}

func TestGolden(t *testing.T) {
	for _, level := range trace.Levels {
		var got bytes.Buffer
		if err := Write(&got, Options{Level: level, Answers: level == trace.Wire}, slices.Values(aLetter())); err != nil {
			t.Fatal(err)
		}
		name := filepath.Join("testdata", "letter."+string(level)+".txt")
		if *update {
			if err := os.WriteFile(name, got.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got.Bytes(), want) {
			t.Errorf("%s differs (run the test with -update and read the diff):\n%s", name, got.Bytes())
		}
	}
}

func set(t *testing.T, o Options, events []trace.Event) string {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, o, slices.Values(events)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestColourChangesNothingButColour(t *testing.T) {
	coloured := set(t, Options{Level: trace.Wire, Color: true}, aLetter())
	bare := regexp.MustCompile(`\x1b\[\d*m`).ReplaceAllString(coloured, "")
	if bare == coloured {
		t.Error("there is no colour")
	}
	if want := set(t, Options{Level: trace.Wire}, aLetter()); bare != want {
		t.Errorf("without its colours the text is\n%s\nwant\n%s", bare, want)
	}
}

func TestWidthIsKept(t *testing.T) {
	for _, width := range []int{60, 80, 140} {
		for line := range strings.Lines(set(t, Options{Level: trace.Story, Width: width}, aLetter())) {
			if n := utf8.RuneCountInString(strings.TrimSuffix(line, "\n")); n > width {
				t.Errorf("width %d: %d characters: %s", width, n, line)
			}
		}
	}
}

func TestNothingPassesUncleaned(t *testing.T) {
	events := aLetter()
	for i := range events {
		events[i].Node += "\x1b]0;owned\a"
		events[i].Peer += "\u202e"
		events[i].Message += "\r\n"
		events[i].Reason = trace.Why("a\x1bb", "c\u0085d", "e\x00f")
	}
	for line := range strings.Lines(set(t, Options{Level: trace.Wire}, events)) {
		harmless(t, strings.TrimSuffix(line, "\n"))
	}
}

func TestGaps(t *testing.T) {
	at := func(d time.Duration, b trace.Body) trace.Event { return trace.Event{At: d, Node: "a", Body: b} }
	tests := []struct {
		name   string
		events []trace.Event
		want   string
	}{
		{"silence", []trace.Event{at(0, trace.NodeDown{}), at(134*time.Minute, trace.NodeDown{})}, "— 2 h 14 min pass, nothing moves —"},
		{"hidden events", []trace.Event{at(0, trace.NodeDown{}), at(time.Minute, trace.ConnClosed{}), at(time.Hour, trace.NodeDown{})},
			"— 1 h pass, nothing to tell at this level —"},
		{"short", []trace.Event{at(0, trace.NodeDown{}), at(59*time.Second, trace.NodeDown{})}, ""},
		{"before the first", []trace.Event{at(time.Hour, trace.NodeDown{})}, ""},
	}
	for _, tt := range tests {
		got := regexp.MustCompile(`—.*—`).FindString(set(t, Options{}, tt.events))
		if got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

type failing struct{}

var errFull = errors.New("disk full")

func (failing) Write([]byte) (int, error) { return 0, errFull }

func TestTheErrorOfTheWriterComesBack(t *testing.T) {
	if err := Write(failing{}, Options{}, slices.Values(aLetter())); !errors.Is(err, errFull) {
		t.Errorf("%v", err)
	}
}

func TestWrap(t *testing.T) {
	tests := []struct {
		text  string
		width int
		want  []string
	}{
		{"", 10, []string{""}},
		{"one two three", 8, []string{"one two", "three"}},
		{"extraordinarily long", 5, []string{"extraordinarily", "long"}},
		{"  indented text", 10, []string{"  indented", "text"}},
		{"as RFC 5321 §4.4 has it", 10, []string{"as", "RFC 5321 §4.4", "has it"}},
		{"äöü äöü", 7, []string{"äöü äöü"}},
		{"none", -3, []string{"none"}},
	}
	for _, tt := range tests {
		if got := Wrap(tt.text, tt.width); !slices.Equal(got, tt.want) {
			t.Errorf("Wrap(%q, %d) = %q, want %q", tt.text, tt.width, got, tt.want)
		}
	}
}

func BenchmarkTell(b *testing.B) {
	events := aLetter()
	w := New(failing{}, Options{Level: trace.Wire})
	b.ReportAllocs()
	for i := range b.N {
		w.Tell(events[i%len(events)])
	}
}
