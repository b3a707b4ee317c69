package sim_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"mailflow/sim/grade"
	"mailflow/sim/trace"
)

// watched is a relay, open or not, somebody who misuses it, and those who watch.
const watched = `title: Watchers
sites:
  - domain: alpha.example
    users: [alice]
    hosts: [{name: mail, roles: [msa, mta, mda], mta: {strangers: %s}}]
  - {domain: beta.example, users: [bob]}
  - {domain: spam.example, hosts: [{name: bot, roles: [attacker]}]}
  - domain: watchers.example
    hosts: [{name: watch, roles: [watcher], watcher: {traps: [lena]}}]
script:
`

// listings tells of the keeper's deeds, one a line.
func listings(t *testing.T, events []trace.Event) string {
	t.Helper()
	if err := grade.Conserve(events); err != nil {
		t.Error(err)
	}
	var b strings.Builder
	for _, e := range events {
		switch x := e.Body.(type) {
		case trace.BlocklistTested:
			fmt.Fprintf(&b, "tested %s, open %v\n", e.Peer, x.Open)
		case trace.BlocklistListed:
			fmt.Fprintf(&b, "listed %s, %s\n", e.Peer, x.Ground)
		case trace.BlocklistDelisted:
			fmt.Fprintf(&b, "delisted %s\n", e.Peer)
		}
	}
	return b.String()
}

// A probe lists a host only if it really comes back.
func TestAProbeListsAnOpenRelayAlone(t *testing.T) {
	for strangers, want := range map[string]string{
		"relay":  "tested mail.alpha.example, open true\nlisted mail.alpha.example, open relay\n",
		"refuse": "tested mail.alpha.example, open false\n",
	} {
		events := run(t, fmt.Sprintf(watched, strangers)+"  - {at: 1s, probe: mail.alpha.example}\n")
		if got := listings(t, events); got != want {
			t.Errorf("strangers: %s:\n%swant\n%s", strangers, got, want)
		}
	}
}

// Where nothing listens, nothing can be passed on; and a server that takes the
// probe and does not get rid of it lets nothing through either.
func TestAProbeThatDoesNotComeBack(t *testing.T) {
	events := run(t, fmt.Sprintf(watched, "relay, smarthost: mail.beta.example")+
		"  - {at: 1s, down: mail.beta.example}\n  - {at: 2s, probe: bot.spam.example}\n  - {at: 3s, probe: mail.alpha.example}\n")
	if got := listings(t, events); got != "tested bot.spam.example, open false\ntested mail.alpha.example, open false\n" {
		t.Errorf("got\n%s", got)
	}
	for _, e := range events {
		if b, ok := e.Body.(trace.BlocklistTested); ok && e.Peer == "mail.alpha.example" && (b.Reply != "" || e.At < 10*time.Minute) {
			t.Errorf("after %v it says %+v", e.At, b)
		}
	}
}

// Who closes the relay is taken off after the next test, asked for or not.
func TestAClosedRelayIsTakenOff(t *testing.T) {
	const want = "tested mail.alpha.example, open true\nlisted mail.alpha.example, open relay\n" +
		"tested mail.alpha.example, open false\ndelisted mail.alpha.example\n"
	for what, step := range map[string]string{
		"asked for": "{at: 2h, probe: mail.alpha.example}",
		"by itself": "{at: 7h, send: {from: alice, to: bob, subject: later}}",
	} {
		events := run(t, fmt.Sprintf(watched, "relay")+
			"  - {at: 1s, probe: mail.alpha.example}\n  - {at: 1h, configure: {host: mail.alpha.example, mta: {strangers: refuse}}}\n  - "+step+"\n")
		if got := listings(t, events); got != want {
			t.Errorf("%s:\n%swant\n%s", what, got, want)
		}
	}
}

// Whoever delivers to a trap is listed, and stays so until it has left the traps
// alone for a while. A report of failure is no proof.
func TestTraps(t *testing.T) {
	events := run(t, fmt.Sprintf(watched, "refuse")+`  - {at: 1s, campaign: {to: [bob, lena@watchers.example], letters: 4}}
  - {at: 10m, probe: bot.spam.example}
  - {at: 2h, probe: bot.spam.example}
`)
	const want = "listed bot.spam.example, spam trap\ntested bot.spam.example, open false\n" +
		"tested bot.spam.example, open false\ndelisted bot.spam.example\n"
	if got := listings(t, events); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	events = run(t, fmt.Sprintf(watched, "refuse")+"  - {at: 1s, campaign: {to: lena@watchers.example, sender: \"<>\"}}\n")
	if got := listings(t, events); got != "" {
		t.Errorf("a letter without a sender:\n%s", got)
	}
}

// Only traps and probes under way are taken, and nothing is passed on.
func TestAKeeperTakesItsOwnMailAlone(t *testing.T) {
	events := run(t, fmt.Sprintf(watched, "refuse")+
		"  - {at: 1s, campaign: {via: watch.watchers.example, to: [probe-1@watchers.example, bob, postmaster@watchers.example], per_transaction: 3}}\n")
	var said []string
	for _, e := range events {
		switch b := e.Body.(type) {
		case trace.MessageRefused:
			said = append(said, fmt.Sprint(b.Recipient, " ", b.Code))
		case trace.MessageAccepted:
			said = append(said, fmt.Sprint(b.Recipients, " 250"))
		}
	}
	if got := strings.Join(said, ", "); got != "probe-1@watchers.example 550, bob@beta.example 554, [postmaster@watchers.example] 250" {
		t.Errorf("it said %s", got)
	}
}
