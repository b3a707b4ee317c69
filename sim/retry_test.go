package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
)

// deaf is a letter to a host that takes no mail. Nothing but the waiting takes
// time, so the instants are those of the schedule.
const deaf = `
title: Patience
network: {latency: 0s, jitter: 0s, lan: {latency: 0s, jitter: 0s}}
sites:
  - {domain: alpha.example, users: alice, hosts: [{name: mail, mta: {retry: RETRY}}]}
  - {domain: beta.example, hosts: [{name: www}], mx: www}
script:
  - {at: 0s, send: {from: alice, to: bob@beta.example}}
`

// patience is what a queue did with the letter: when it tried, when it warned,
// and when it gave up, in whole seconds.
type patience struct {
	tried          []time.Duration
	warned, bounce []time.Duration
}

func waited(events []trace.Event) (p patience) {
	warning := map[string]bool{} // letters with a warning
	for _, e := range events {
		at := e.At.Truncate(time.Second)
		switch b := e.Body.(type) {
		case trace.MessageAttempted:
			if e.Message == "m1" {
				p.tried = append(p.tried, at)
			}
		case trace.MessageComposed:
			warning[e.Message] = e.Message != "m1" && strings.Contains(string(b.Content), "Action: delayed")
			if warning[e.Message] {
				p.warned = append(p.warned, at)
			}
		case trace.MessageBounced:
			p.bounce = append(p.bounce, at)
		}
	}
	return p
}

// Each program tries again at its own instants, to the second; it warns when it
// first fails after the time for a warning; and its last attempt comes when its
// patience ends.
func TestPresetsTryAtTheirInstants(t *testing.T) {
	for _, c := range []struct {
		preset   string
		first    string // the first instants
		attempts int
		warned   string // empty: never
		gives    string
	}{
		{"postfix", "0s 5m0s 10m0s 20m0s 40m0s 1h20m0s 2h26m40s 3h33m20s 4h40m0s", 113, "", "120h0m0s"},
		{"exim", "0s 15m0s 30m0s 45m0s 1h0m0s 1h15m0s 1h30m0s 1h45m0s 2h0m0s 3h0m0s 4h30m0s 6h45m0s 10h7m30s 15h11m15s 22h46m52s 28h46m52s", 28, "28h46m52s", "96h0m0s"},
		{"sendmail", "0s 30m0s 1h0m0s 1h30m0s 2h0m0s", 241, "4h0m0s", "120h0m0s"},
		{"qmail", "0s 6m40s 26m40s 1h0m0s 1h46m40s 2h46m40s 4h0m0s 5h26m40s", 40, "", "168h0m0s"},
		{"exchange", "0s 1m0s 2m0s 3m0s 4m0s 9m0s 14m0s 19m0s 24m0s 29m0s 34m0s 44m0s 54m0s 1h4m0s", 296, "4h4m0s", "48h0m0s"},
		{"{schedule: [1m, 10m], expire: 1h, warn: 30m}", "0s 1m0s 11m0s 21m0s 31m0s 41m0s 51m0s 1h0m0s", 8, "31m0s", "1h0m0s"},
	} {
		p := waited(run(t, strings.ReplaceAll(deaf, "RETRY", c.preset)))
		first := strings.Fields(c.first)
		var got []string
		for _, at := range p.tried[:min(len(first), len(p.tried))] {
			got = append(got, at.String())
		}
		if !slices.Equal(got, first) {
			t.Errorf("%s tries at %v, want %v", c.preset, got, first)
		}
		if len(p.tried) != c.attempts || p.tried[len(p.tried)-1].String() != c.gives {
			t.Errorf("%s tries %d times, the last at %v; want %d, %s", c.preset, len(p.tried), p.tried[len(p.tried)-1], c.attempts, c.gives)
		}
		want := "[" + c.warned + "]"
		if fmt.Sprint(p.warned) != want {
			t.Errorf("%s warns at %v, want %s", c.preset, p.warned, want)
		}
		if fmt.Sprint(p.bounce) != "["+c.gives+"]" {
			t.Errorf("%s gives up at %v, want %s", c.preset, p.bounce, c.gives)
		}
	}
}

// Five days of retries with a warning and a bounce: the author hears twice, and
// can read both.
func TestFiveDays(t *testing.T) {
	events := run(t, fiveDays)
	p := waited(events)
	if len(p.warned) != 1 || len(p.bounce) != 1 || p.bounce[0] < 120*time.Hour || p.bounce[0] > 120*time.Hour+time.Minute {
		t.Errorf("warned at %v, bounced at %v", p.warned, p.bounce)
	}
	read := 0
	for _, e := range events {
		if b, ok := e.Body.(trace.MessageFetched); ok && b.User == "alice" {
			read++
		}
	}
	if read != 2 {
		t.Errorf("Alice has %d letters", read)
	}
}

// fiveDays is also what docs/performance.md measures.
const fiveDays = `
title: Five days
sites:
  - {domain: alpha.example, users: alice, hosts: [{name: mail, mta: {retry: {preset: postfix, warn: 4h}}}]}
  - {domain: beta.example, users: bob}
script:
  - {at: 0s, down: mail.beta.example}
  - {at: 1s, send: {from: alice, to: bob, subject: See you tomorrow}}
  - {at: 6d, fetch: alice}
`
