package sim_test

import (
	"slices"
	"testing"

	"mailflow/sim/trace"
)

// A whole site can lose its power, and what waits for it arrives when it is back.
func TestASiteLosesItsPower(t *testing.T) {
	events := run(t, pairWith("", "mail",
		"{at: 1s, down: {site: beta.example}}",
		"{at: 2s, send: {from: alice, to: bob, subject: Hello}}",
		"{at: 1h, up: {site: beta.example}}"))
	hosts := []string{"bob.beta.example", "mail.beta.example", "ns.beta.example", "old.beta.example"}
	var off, on []string
	var cause trace.Seq
	arrived := false
	for _, e := range events {
		switch b := e.Body.(type) {
		case trace.ActionTaken:
			if b.Who == "beta.example" {
				cause = e.Seq
			}
		case trace.NodeDown:
			if off = append(off, e.Node); e.Cause != cause {
				t.Errorf("%s goes off because of event %d, not %d", e.Node, e.Cause, cause)
			}
		case trace.NodeUp:
			if cause != 0 {
				on = append(on, e.Node)
			}
		case trace.MessageFiled:
			arrived = len(on) == len(hosts)
		}
	}
	slices.Sort(off)
	slices.Sort(on)
	if !slices.Equal(off, hosts) || !slices.Equal(on, hosts) || !arrived {
		t.Errorf("off %q, on %q, arrived after that: %t", off, on, arrived)
	}
}
