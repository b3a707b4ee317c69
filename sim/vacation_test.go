package sim_test

import (
	"fmt"
	"strings"
	"testing"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// answers lists what the programs decided that answer for people.
func answers(events []trace.Event) string {
	var list []string
	for _, e := range events {
		if b, ok := e.Body.(trace.AutoReplyDecided); ok {
			list = append(list, fmt.Sprintf("%s %t", b.User, b.Answer))
		}
	}
	return strings.Join(list, ", ")
}

const away = `
title: Away
network: {latency: 0s, jitter: 0s}
sites:
  - {domain: alpha.example, users: {name: alice, vacation: {text: "I am ill.", careless: CARELESS}}}
  - domain: beta.example
    users: {name: bob, vacation: {text: "Wäre gern da.", careless: CARELESS}}
    hosts: [{name: mail, roles: mda}, {name: mx, roles: [mta, msa], mta: {hop_limit: 8}}]
script:
  - {at: 1s, send: {from: alice, to: bob, subject: Hello}}
  - {at: 1h, send: {from: alice, to: bob, subject: Hello again}}
`

// Two people who are away, and programs that know the rules: one answer.
func TestAutomaticAnswersDoNotAnswerEachOther(t *testing.T) {
	events := run(t, strings.ReplaceAll(away, "CARELESS", "false"))
	if got := answers(events); got != "bob true, alice false, bob false" {
		t.Errorf("decided: %s", got)
	}
	for _, e := range events {
		if b, ok := e.Body.(trace.MessageComposed); ok && e.Role == trace.MDA {
			h := mail.Parse(string(b.Content)).Header()
			for name, want := range map[string]string{
				"From": "Bob <bob@beta.example>", "To": "<alice@alpha.example>", "Subject": "Auto: Hello", "Auto-Submitted": "auto-replied",
			} {
				if h.Get(name) != want {
					t.Errorf("%s: %q, want %q", name, h.Get(name), want)
				}
			}
			if h.Get("In-Reply-To") == "" || h.Get("In-Reply-To") != h.Get("References") {
				t.Errorf("the answer does not say to what:\n%s", h)
			}
		}
	}
}

// Somebody whose program answers everything, and who writes to themselves: no
// other server is there to count the lines.
func TestACarelessAnswerToOneselfEndsToo(t *testing.T) {
	events := run(t, `
title: Alone
sites:
  - {domain: alpha.example, users: {name: alice, vacation: {text: I am ill., careless: true}}, hosts: {name: mail, mta: {hop_limit: 5}}}
script:
  - {at: 1s, send: {from: alice, to: alice, subject: Do not forget}}
`)
	if got := answers(events); got != "alice true, alice true, alice true, alice true, alice true, alice false" {
		t.Errorf("decided: %s", got)
	}
}

// Programs that know none of the rules answer each other until the lines of all
// the servers between them are too many; the report of that they leave alone.
func TestCarelessAnswersEndAtTheHopLimit(t *testing.T) {
	events := run(t, strings.ReplaceAll(away, "CARELESS", "true"))
	if got := answers(events); strings.Count(got, "true") < 4 || !strings.HasSuffix(got, "false") {
		t.Errorf("decided: %s", got)
	}
	var refused bool
	for _, e := range events {
		if b, ok := e.Body.(trace.MessageRefused); ok {
			refused = refused || b.Stage == trace.AtData && strings.Contains(b.Text, "hops")
		}
	}
	if !refused {
		t.Error("nobody counted the lines")
	}
}
