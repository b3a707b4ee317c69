package sim_test

import (
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// pair is two sites, of which beta's zone lives for ten minutes in caches.
const pair = `title: Names
sites:
  - {domain: alpha.example, users: [alice]}
  - domain: beta.example
    users: [bob]
    dns: {ttl: 10m%s}
    hosts: [{name: mail, roles: [mta, mda]}, {name: old, roles: [mta]}]
    mx: [%s]
script:
`

func pairWith(dns, mx string, steps ...string) string {
	world := strings.Replace(strings.Replace(pair, "%s", dns, 1), "%s", mx, 1)
	return world + "  - " + strings.Join(steps, "\n  - ") + "\n"
}

// A resolver believes in what it remembers until the TTL is over, whatever the
// zone says by then.
func TestChangedRecordsAreStaleForAWhile(t *testing.T) {
	events := run(t, pairWith("", "old",
		"{at: 1s, send: {from: alice, to: bob, subject: one}}",
		"{at: 1m, record: {site: beta.example, name: '@', type: MX, data: 10 mail.beta.example}}",
		"{at: 5m, send: {from: alice, to: bob, subject: two}}",
		"{at: 20m, send: {from: alice, to: bob, subject: three}}"))
	var took []string
	for _, e := range events {
		if _, ok := e.Body.(trace.MessageRelayed); ok && e.Node == "mail.alpha.example" {
			took = append(took, e.Peer)
		}
	}
	if got := strings.Join(took, " "); got != "old.beta.example old.beta.example mail.beta.example" {
		t.Errorf("the letters went to %s", got)
	}
}

// The three ways in which a name can fail are three things to whoever sends: a
// domain that does not exist is final, all else may pass.
func TestFaultsOfADomain(t *testing.T) {
	for fault, want := range map[string]string{"nxdomain": "bounced", "servfail": "deferred", "timeout": "deferred"} {
		for _, from := range []string{"from the start", "later"} {
			setting, steps := "", []string{
				"{at: 1m, dns: {site: beta.example, fault: " + fault + "}}",
			}
			if from == "from the start" {
				setting, steps = ", fault: "+fault, nil
			}
			steps = append(steps,
				"{at: 2m, send: {from: alice, to: bob, subject: Hello}}",
				"{at: 30m, dns: {site: beta.example}}")
			first := ""
			for _, e := range run(t, pairWith(setting, "mail", steps...)) {
				switch e.Body.(type) {
				case trace.MessageBounced:
					first += " bounced"
				case trace.MessageDeferred:
					if !strings.HasSuffix(first, "deferred") {
						first += " deferred"
					}
				case trace.MessageDelivered:
					if e.Node == "mail.beta.example" {
						first += " arrived"
					}
				}
			}
			want := " " + want
			if want == " deferred" {
				want += " arrived"
			}
			if first != want {
				t.Errorf("%s %s: the letter was%s, want%s", fault, from, first, want)
			}
		}
	}
}

// What a resolver remembers is gone with its host's power.
func TestAPowerCutEmptiesACache(t *testing.T) {
	events := run(t, pairWith("", "mail",
		"{at: 1s, send: {from: alice, to: bob, subject: one}}",
		"{at: 1m, down: ns.alpha.example}",
		"{at: 2m, up: ns.alpha.example}",
		"{at: 3m, send: {from: alice, to: bob, subject: two}}"))
	asked := 0
	for _, e := range events {
		if q, ok := e.Body.(trace.DNSQuery); ok && e.Peer == "a.root.example" && q.Name == "beta.example" && q.Type == "MX" {
			asked++
		}
	}
	if asked != 2 {
		t.Errorf("the root was asked for beta's MX %d times, want 2", asked)
	}
}

// A domain that is not delegated does not exist, wherever its name servers were,
// and exists again with all of them.
func TestNoDelegationIsNoName(t *testing.T) {
	codes := map[string]bool{}
	for _, e := range run(t, pairWith("", "mail",
		"{at: 1s, dns: {site: beta.example, fault: nxdomain}}",
		"{at: 2s, send: {from: alice, to: bob, subject: one}}",
		"{at: 10h, dns: {site: beta.example}}",
		"{at: 20h, send: {from: alice, to: bob, subject: two}}")) {
		if a, ok := e.Body.(trace.DNSAnswer); ok && a.Name == "beta.example" && e.Node == "a.root.example" {
			codes[a.Code] = true
		}
		if d, ok := e.Body.(trace.MessageDelivered); ok && d.Recipient == "bob@beta.example" {
			codes["delivered"] = true
		}
	}
	if !codes["NXDOMAIN"] || !codes["NOERROR"] || !codes["delivered"] {
		t.Errorf("the root says and lets happen: %v", codes)
	}
}
