package sim_test

import (
	"fmt"
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// logins tells who got in and who did not: "host protocol" and yes, no or locked.
func logins(events []trace.Event) string {
	var out []string
	for _, e := range events {
		switch b := e.Body.(type) {
		case trace.AuthOK:
			out = append(out, fmt.Sprintf("%s %s yes", strings.TrimSuffix(e.Node, ".alpha.example"), b.Protocol))
		case trace.AuthFailed:
			answer := "no"
			if b.Locked {
				answer = "locked"
			}
			out = append(out, fmt.Sprintf("%s %s %s", strings.TrimSuffix(e.Node, ".alpha.example"), b.Protocol, answer))
		}
	}
	return strings.Join(out, ", ")
}

// All services of a host count together, those of different hosts do not.
func TestLockoutBelongsToAHost(t *testing.T) {
	const world = `
title: T
sites:
  - domain: alpha.example
    users:
      - {name: alice, devices: [{name: old, password: wrong}, {name: pop, access: pop3, password: wrong}, {name: new}]}
    hosts: [%s]
script:
  - {at: 1s, fetch: {user: alice, device: old}}
  - {at: 2s, fetch: {user: alice, device: pop}}
  - {at: 3s, fetch: {user: alice, device: new}}
  - {at: 4s, send: {from: alice, device: new, to: alice}}
  - {at: 10m, fetch: {user: alice, device: new}}
`
	for _, tc := range []struct{ hosts, want string }{
		{"{name: mail, roles: [msa, mta, mda], mda: {lockout: {after: 2, for: 5m}}}",
			"mail imap no, mail pop3 locked, mail imap locked, mail smtp locked, mail imap yes"},
		{"{name: out, roles: [msa, mta]}, {name: mail, roles: mda, mda: {lockout: {after: 2, for: 5m}}}",
			"mail imap no, mail pop3 locked, mail imap locked, out smtp yes, mail imap yes"},
	} {
		if got := logins(run(t, fmt.Sprintf(world, tc.hosts))); got != tc.want {
			t.Errorf("%s\ngot  %s\nwant %s", tc.hosts, got, tc.want)
		}
	}
}

// One store behind every door: the letter is the same in clear, after STARTTLS
// and under TLS from the first octet.
func TestEveryDoorLeadsToTheMailbox(t *testing.T) {
	for _, tc := range []struct{ host, access, want string }{
		{"tls: false", "imap", "143 false"},
		{"tls: false", "pop3", "110 false"},
		{"mda: {access: [imap, pop3]}", "imap", "143 true"},
		{"mda: {access: [imap, pop3]}", "pop3", "110 true"},
		{"mda: {access: [imap, imaps]}", "imap", "993 true"},
		{"mda: {access: pop3s}", "pop3", "995 true"},
	} {
		events := run(t, fmt.Sprintf(`
title: T
sites:
  - domain: alpha.example
    users: [{name: alice, devices: [{name: pc, access: %s}]}]
    hosts: [{name: mail, roles: [msa, mta, mda], %s}]
script:
  - {at: 1s, send: {from: alice, to: alice}}
  - {at: 1m, fetch: alice}
`, tc.access, tc.host))
		door, encrypted, fetched := "", false, false
		for _, e := range events {
			switch b := e.Body.(type) {
			case trace.ConnOpened:
				if e.At > 60e9 {
					door = b.Remote[strings.LastIndex(b.Remote, ":")+1:]
				}
			case trace.TLSEstablished:
				encrypted = encrypted || e.At > 60e9
			case trace.MessageFetched:
				fetched = true
			}
		}
		if got := fmt.Sprint(door, " ", encrypted); got != tc.want || !fetched {
			t.Errorf("%s over %s: through %s, fetched: %v", tc.host, tc.access, got, fetched)
		}
	}
}

// A door that is not open cannot be used.
func TestAClosedDoor(t *testing.T) {
	events := run(t, `
title: T
sites:
  - domain: alpha.example
    users: [{name: alice, devices: [{name: pc, access: pop3}]}]
    hosts: [{name: mail, roles: [msa, mta, mda], mda: {access: imaps}}]
script:
  - {at: 1m, fetch: alice}
`)
	refused, failed := 0, 0
	for _, e := range events {
		switch e.Body.(type) {
		case trace.ConnRefused:
			refused++
		case trace.ActionFailed:
			failed++
		}
	}
	if refused != 1 || failed != 1 {
		t.Errorf("%d connections refused, %d deeds failed", refused, failed)
	}
}

// A full mailbox is full for now or for good, as the host was told. The owner of
// one that is full for now makes room, and the letter comes.
func TestAFullMailbox(t *testing.T) {
	const world = `
title: T
sites:
  - {domain: alpha.example, users: [alice]}
  - domain: beta.example
    users: [{name: bob, quota: 3 kB, devices: [{name: pc, access: pop3}]}, carol]
    hosts: [{name: mail, roles: [msa, mta, mda], mda: {full: %s, quota: 1 MB}}]
script:
  - {at: 1s, send: {from: alice, to: bob, subject: One, text: %s}}
  - {at: 1m, send: {from: alice, to: [bob, carol], subject: Two, text: %s}}
  - {at: 3m, fetch: bob}
  - {at: 1h, fetch: bob}
`
	long := strings.Repeat("word ", 300)
	for full, want := range map[string]string{
		"defer":  "filed bob, full bob, filed carol, deferred, filed bob",
		"refuse": "filed bob, full bob, filed carol, bounced, filed alice",
	} {
		var got []string
		for _, e := range run(t, fmt.Sprintf(world, full, long, long)) {
			switch b := e.Body.(type) {
			case trace.MessageFiled:
				got = append(got, "filed "+b.User)
			case trace.MailboxChanged:
				if b.Change == trace.OverFull {
					got = append(got, "full "+b.User)
				}
			case trace.MessageDeferred:
				got = append(got, "deferred")
			case trace.MessageBounced:
				got = append(got, "bounced")
			}
		}
		if strings.Join(got, ", ") != want {
			t.Errorf("%s: %q, want %s", full, got, want)
		}
	}
}
