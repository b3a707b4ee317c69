package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// story lists what the hosts of a run did with letters, one line each, without
// what went well in between.
func story(events []trace.Event) string {
	var b strings.Builder
	line := func(e trace.Event, format string, args ...any) {
		host, _, _ := strings.Cut(strings.TrimPrefix(e.Node, "mail."), ".")
		fmt.Fprintf(&b, "%s %s %s\n", host, e.Message, fmt.Sprintf(format, args...))
	}
	who := func(list []string) string { return strings.ReplaceAll(strings.Join(list, " "), ".example", "") }
	for _, e := range events {
		switch b := e.Body.(type) {
		case trace.MessageRefused:
			line(e, "refuses at %s %s", b.Stage, strings.TrimSpace(fmt.Sprintf("%d %s", b.Code, b.Enhanced)))
		case trace.MessageAttempted:
			if b.Destination != "local" && e.Reason != nil {
				line(e, "by way of %s (%s)", b.Destination, e.Reason.Setting)
			}
		case trace.MessageRelayed:
			line(e, "relays to %s: %s", who([]string{strings.TrimPrefix(e.Peer, "mail.")}), who(b.Recipients))
		case trace.MessageFiled:
			line(e, "files for %s", b.User)
		case trace.MessageBounced:
			line(e, "bounces %s as %s: %s", who(b.Recipients), b.Notice, b.Status)
		case trace.MessageDiscarded:
			line(e, "drops %s", who(b.Recipients))
		}
	}
	return b.String()
}

func tell(t *testing.T, what string, events []trace.Event, want string) {
	t.Helper()
	want = strings.ReplaceAll(strings.TrimPrefix(want, "\n"), "\t", "")
	if got := story(events); got != want {
		t.Errorf("%s:\n%s, want\n%s", what, got, want)
	}
}

// alphaToBeta is Alice at alpha and Bob at beta, each with one mail host.
const alphaToBeta = `
title: Two sites
network: {latency: 0s, jitter: 0s}
sites:
  - {domain: alpha.example, users: alice, hosts: [{name: mail, mta: {ALPHA}}]}
  - {domain: beta.example, users: [bob, ben], hosts: [{name: mail, mta: {BETA}}]}
  - {domain: gate.example, hosts: [{name: mail, roles: mta, mta: {GATE}}]}
script:
  - {at: 1s, send: {from: alice, to: TO, text: TEXT}}
`

func TestUnknownUsersAreRefusedOrBounced(t *testing.T) {
	world := strings.NewReplacer("ALPHA", "", "GATE", "", "TO", "[bob, bib@beta.example]", "TEXT", "Hello").Replace(alphaToBeta)
	tell(t, "refused at RCPT, and reported by who has the letter", run(t, strings.ReplaceAll(world, "BETA", "unknown_users: refuse")), `
		beta m1 refuses at rcpt 550 5.1.1
		alpha m1 relays to beta: bob@beta
		alpha m1 bounces bib@beta as m2: 5.1.1
		alpha m2 files for alice
		beta m1 files for bob
	`)
	tell(t, "taken, and reported by who took it", run(t, strings.ReplaceAll(world, "BETA", "unknown_users: bounce")), `
		alpha m1 relays to beta: bob@beta bib@beta
		beta m1 refuses at rcpt 550 5.1.1
		beta m1 files for bob
		beta m1 bounces bib@beta as m2: 5.1.1
		beta m2 relays to alpha: alice@alpha
		alpha m2 files for alice
	`)
}

// A size that the client declares is refused before the letter is sent; one that
// it does not declare, after.
func TestMaxSizeIsAnnouncedAndEnforced(t *testing.T) {
	world := strings.NewReplacer("ALPHA", "", "GATE", "", "TO", "bob", "TEXT", strings.Repeat("x", 900)).Replace(alphaToBeta)
	events := run(t, strings.ReplaceAll(world, "BETA", "max_size: 1 kB"))
	tell(t, "too big", events, `
		beta m1 refuses at mail 552 5.3.4
		alpha m1 bounces bob@beta as m2: 5.3.4
		alpha m2 files for alice
	`)
	if !slices.ContainsFunc(events, func(e trace.Event) bool {
		b, ok := e.Body.(trace.SMTPReply)
		return ok && e.Node == "mail.beta.example" && slices.Contains(b.Lines, "250-SIZE 1000")
	}) {
		t.Error("the size is not announced")
	}
	tell(t, "just small enough", run(t, strings.ReplaceAll(world, "BETA", "max_size: 2 kB")), `
		alpha m1 relays to beta: bob@beta
		beta m1 files for bob
	`)
}

func TestStaticRoutes(t *testing.T) {
	world := strings.NewReplacer("BETA", "", "GATE", "relay_for: beta.example", "TO", "[bob, ben]", "TEXT", "Hello").Replace(alphaToBeta)
	tell(t, "a route outweighs the MX and the smarthost", run(t, strings.ReplaceAll(world, "ALPHA",
		"smarthost: mail.beta.example, routes: [{domain: beta.example, host: mail.gate.example}]")), `
		alpha m1 by way of mail.gate.example (mta.routes)
		alpha m1 relays to gate: bob@beta ben@beta
		gate m1 relays to beta: bob@beta ben@beta
		beta m1 files for bob
		beta m1 files for ben
	`)
	tell(t, "a route for another domain", run(t, strings.ReplaceAll(world, "ALPHA",
		"smarthost: mail.gate.example, routes: [{domain: gate.example, host: mail.beta.example}]")), `
		alpha m1 by way of mail.gate.example (mta.smarthost)
		alpha m1 relays to gate: bob@beta ben@beta
		gate m1 relays to beta: bob@beta ben@beta
		beta m1 files for bob
		beta m1 files for ben
	`)
}

// Two servers that each think the other knows: the letter goes to and fro until
// one of them has counted enough lines. The report about it goes round too, as it
// is for nobody else, and ends for good.
func TestALoopEndsAtTheHopLimitOfTheScenario(t *testing.T) {
	world := `
title: A loop
network: {latency: 0s, jitter: 0s}
sites:
  - {domain: alpha.example, users: alice}
  - {domain: beta.example, mx: mail.east.example}
  - {domain: east.example, hosts: [{name: mail, roles: mta, mta: {relay_for: beta.example, hop_limit: 5, routes: [{domain: beta.example, host: mail.west.example}]}}]}
  - {domain: west.example, hosts: [{name: mail, roles: mta, mta: {relay_for: beta.example, routes: [{domain: beta.example, host: mail.east.example}]}}]}
script:
  - {at: 1s, send: {from: alice, to: bob@beta.example}}
`
	tell(t, "to and fro", run(t, world), `
		alpha m1 relays to east: bob@beta
		east m1 by way of mail.west.example (mta.routes)
		east m1 relays to west: bob@beta
		west m1 by way of mail.east.example (mta.routes)
		west m1 relays to east: bob@beta
		east m1 by way of mail.west.example (mta.routes)
		east m1 relays to west: bob@beta
		west m1 by way of mail.east.example (mta.routes)
		east m1 refuses at data 554 5.4.0
		west m1 bounces bob@beta as m2: 5.4.0
		west m2 relays to alpha: alice@alpha
		alpha m2 files for alice
	`)
}

// Forwarding that leads back, from site to site, ends at the hop limit; the
// author hears of it from the one who noticed.
func TestForwardingInCirclesEnds(t *testing.T) {
	tell(t, "in circles", run(t, `
title: Forwarding
network: {latency: 0s, jitter: 0s}
sites:
  - {domain: alpha.example, users: alice}
  - {domain: beta.example, users: bob, aliases: [{name: bob, to: bob@gamma.example}], hosts: {name: mail, mta: {hop_limit: 5}}}
  - {domain: gamma.example, aliases: [{name: bob, to: bob@beta.example}]}
script:
  - {at: 1s, send: {from: alice, to: bob@beta.example}}
`), `
		alpha m1 relays to beta: bob@beta
		beta m1 relays to gamma: bob@gamma
		gamma m1 relays to beta: bob@beta
		beta m1 relays to gamma: bob@gamma
		beta m1 refuses at data 554 5.4.0
		gamma m1 bounces bob@beta as m2: 5.4.0
		gamma m2 relays to alpha: alice@alpha
		alpha m2 files for alice
	`)
}

// Where there is somebody, there is a postmaster.
func TestEverySiteHasAPostmaster(t *testing.T) {
	tell(t, "to the first user", run(t, `
title: Postmaster
network: {latency: 0s, jitter: 0s}
sites:
  - {domain: alpha.example, users: alice}
  - {domain: beta.example, users: [bob, ben]}
script:
  - {at: 1s, send: {from: alice, to: Postmaster@beta.example}}
`), `
		alpha m1 relays to beta: Postmaster@beta
		beta m1 files for bob
	`)
}
