package sim_test

import (
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// relay is a server without people of its own, through which Alice sends from a
// network that is not the relay's.
const relay = `
title: Relay
sites:
  - domain: alpha.example
    users: {name: alice, devices: {name: pc, outgoing: mail.relay.example}}
  - {domain: beta.example, users: bob}
  - domain: relay.example
    hosts: [{name: mail, roles: mta, mta: {SETTINGS}}]
script:
  - {at: 1s, send: {from: alice, to: bob, subject: First}}
  - {at: 1m, configure: {host: mail.relay.example, mta: {CHANGE}}}
  - {at: 2m, send: {from: alice, to: bob, subject: Second}}
`

func TestConfigureChangesARunningServer(t *testing.T) {
	for _, c := range []struct {
		what, settings, change string
		rules                  []string // that decide, one for each letter
	}{
		{"an open relay is closed", "strangers: relay", "strangers: refuse", []string{"strangers: relay", "strangers: refuse"}},
		{"and one opened", "strangers: refuse", "strangers: relay", []string{"strangers: refuse", "strangers: relay"}},
		{"a network too wide", "networks: [0.0.0.0/0]", "networks: []", []string{"own network 0.0.0.0/0", "strangers: refuse"}},
		{"a partner", "strangers: refuse", "relay_for: beta.example", []string{"strangers: refuse", "relay for beta.example"}},
		{"something else", "strangers: refuse", "retry: exim", []string{"strangers: refuse", "strangers: refuse"}},
	} {
		events := run(t, strings.NewReplacer("SETTINGS", c.settings, "CHANGE", c.change).Replace(relay))
		var rules []string
		var told string
		for _, e := range events {
			switch b := e.Body.(type) {
			case trace.RelayDecided:
				if e.Node == "mail.relay.example" {
					rules = append(rules, b.Rule)
				}
			case trace.ActionTaken:
				if b.Action == "configure" && b.Who == "mail.relay.example" {
					told = b.Text
				}
			}
		}
		if strings.Join(rules, ", ") != strings.Join(c.rules, ", ") {
			t.Errorf("%s: decided by %q, want %q", c.what, rules, c.rules)
		}
		if key, _, _ := strings.Cut(c.change, ":"); !strings.HasPrefix(told, key+": ") {
			t.Errorf("%s is told as %q", c.what, told)
		}
	}
}

// The scenario belongs to everybody who runs it, and a change in one run is none
// in the next.
func TestConfigureLeavesTheScenarioAlone(t *testing.T) {
	sc := parse(t, strings.NewReplacer("SETTINGS", "strangers: relay", "CHANGE", "strangers: refuse").Replace(relay))
	before := string(sc.Write())
	runParsed(t, sc)
	if string(sc.Write()) != before {
		t.Error("the run has changed its scenario")
	}
}

// A submission server on a host of its own is as patient as the server that it
// hands its mail to, and follows when that one changes.
func TestConfigureReachesTheQueueOfTheSubmissionServer(t *testing.T) {
	events := run(t, `
title: Two hosts
sites:
  - domain: alpha.example
    users: alice
    hosts: [{name: in, roles: msa}, {name: out, roles: mta, mta: {retry: {schedule: 1m, expire: 1h}}}]
  - {domain: beta.example, users: bob}
script:
  - {at: 0s, configure: {host: out, mta: {retry: {schedule: 7m, expire: 1h}}}}
  - {at: 1s, down: out}
  - {at: 2s, send: {from: alice, to: bob}}
  - {at: 3m, up: out}
`)
	for _, e := range events {
		if b, ok := e.Body.(trace.MessageDeferred); ok {
			if wait := b.Next - int64(e.At); e.Node != "in.alpha.example" || wait != int64(7*60*1e9) {
				t.Errorf("%s waits for %d ns", e.Node, wait)
			}
			return
		}
	}
	t.Error("nothing was put off")
}

// On port 25 too one may log in, where the server says so, and then send
// anywhere from anywhere.
func TestAuthOnPort25(t *testing.T) {
	events := run(t, `
title: Before there was submission
sites:
  - domain: alpha.example
    without: msa
    users: {name: alice, devices: {name: pc, host: room.hotel.example}}
    hosts: {name: mail, mta: {auth: true}}
  - {domain: beta.example, users: bob}
  - domain: hotel.example
    hosts: {name: room, roles: mua}
script:
  - {at: 1s, send: {from: alice, to: bob}}
`)
	for _, e := range events {
		if b, ok := e.Body.(trace.RelayDecided); ok && e.Node == "mail.alpha.example" {
			if b.Rule != "authenticated" {
				t.Errorf("decided by %q", b.Rule)
			}
			return
		}
	}
	t.Error("nobody decided")
}
