package sim_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"mailflow/sim"
	"mailflow/sim/grade"
	"mailflow/sim/mailbox"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// run runs a scenario to its end and checks what holds in every world.
func run(t testing.TB, yaml string) []trace.Event {
	t.Helper()
	return runParsed(t, parse(t, yaml))
}

func parse(t testing.TB, yaml string) *scenario.Scenario {
	t.Helper()
	sc, err := scenario.Parse("test.yaml", []byte(yaml))
	if err != nil {
		t.Fatalf("%v\n%s", err, yaml)
	}
	return sc
}

func runParsed(t testing.TB, sc *scenario.Scenario) []trace.Event {
	t.Helper()
	log := record.New(record.Options{})
	stores, err := sim.RunAndLook(context.Background(), sc, log, sim.Options{})
	events := slices.Collect(log.All())
	problems := flaws(events, stores)
	if err != nil {
		problems = append(problems, err.Error())
	}
	if end := ended(events); end.Outcome != trace.Quiet {
		problems = append(problems, fmt.Sprintf("the run ended with %+v", end))
	}
	if len(problems) > 0 {
		t.Fatalf("%s\nin the world\n%s", strings.Join(problems, "\n"), sc.Write())
	}
	return events
}

// flaws lists what is wrong with a trace, whatever the world was.
func flaws(events []trace.Event, stores map[string][]store.Contents) (problems []string) {
	for i, e := range events {
		if e.Seq != trace.Seq(i+1) || i > 0 && e.At < events[i-1].At {
			problems = append(problems, fmt.Sprintf("event %d comes at place %d, at %v", e.Seq, i+1, e.At))
		}
		if e.Cause >= e.Seq {
			problems = append(problems, fmt.Sprintf("event %d, %s, was caused by event %d", e.Seq, e.Kind(), e.Cause))
		}
	}
	if err := grade.Conserve(events); err != nil {
		problems = append(problems, err.Error())
	}
	problems = append(problems, voices(events)...)
	return append(problems, disagreements(events, stores)...)
}

// voices lists what hosts said that were switched off. Others tell of the packets
// that they lost, and at the very end of the letters in their queues.
func voices(events []trace.Event) (problems []string) {
	off := map[string]bool{}
	for _, e := range events {
		switch e.Body.(type) {
		case trace.NodeDown:
			off[e.Node] = true
			continue
		case trace.NodeUp:
			off[e.Node] = false
		case trace.MessageHeld, trace.LinkLost, trace.ActionTaken: // the last is told of the host, not by it
			continue
		}
		if off[e.Node] {
			problems = append(problems, fmt.Sprintf("event %d: %s is off and tells of %s", e.Seq, e.Node, e.Kind()))
		}
	}
	return problems
}

// disagreements lists where the mailboxes that the trace tells of are not those
// that the stores hold.
func disagreements(events []trace.Event, stores map[string][]store.Contents) (problems []string) {
	told := map[string]string{}
	for _, f := range mailbox.Fold(events) {
		var b strings.Builder
		for _, m := range f.Messages {
			fmt.Fprintf(&b, "%d: %s", m.UID, m.Mail)
		}
		if b.Len() > 0 {
			told[f.Node+" "+f.User+" "+f.Name] = b.String()
		}
	}
	for host, contents := range stores {
		for _, c := range contents {
			var b strings.Builder
			for _, m := range c.Messages {
				fmt.Fprintf(&b, "%d: %s", m.UID, m.Mail)
			}
			key := host + " " + c.User + " " + c.Folder
			if told[key] != b.String() {
				problems = append(problems, fmt.Sprintf("%s holds\n%s\nand the trace tells of\n%s", key, b.String(), told[key]))
			}
			delete(told, key)
		}
	}
	for key := range told {
		problems = append(problems, "the trace tells of mail that is not there: "+key)
	}
	slices.Sort(problems)
	return problems
}

// ended is how the run ended: what its last event says.
func ended(events []trace.Event) trace.RunEnded {
	if len(events) == 0 {
		return trace.RunEnded{}
	}
	end, _ := events[len(events)-1].Body.(trace.RunEnded)
	return end
}

// of are the bodies of one kind, in order.
func of[B trace.Body](events []trace.Event) []B {
	var list []B
	for _, e := range events {
		if b, ok := e.Body.(B); ok {
			list = append(list, b)
		}
	}
	return list
}

// jsonl is a trace as text.
func jsonl(t testing.TB, events []trace.Event) string {
	t.Helper()
	var b bytes.Buffer
	if err := record.WriteJSONL(&b, slices.Values(events)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

const twoSites = `
title: Two sites
sites:
  - domain: alpha.example
    users: [alice, adam]
  - domain: beta.example
    users: [bob]
`

func TestALetterArrivesAndIsRead(t *testing.T) {
	events := run(t, twoSites+`
script:
  - {at: 1s, send: {from: alice, to: bob, cc: adam, subject: Lunch, text: Shall we?}}
  - {at: 1m, fetch: {user: bob}}
  - {at: 2m, read: {user: bob}}
expect:
  - {text: Bob has the letter, mailbox: {user: bob, messages: 1, unseen: 0}}
`)
	if filed := of[trace.MessageFiled](events); len(filed) != 2 {
		t.Errorf("filed %+v", filed)
	}
	if len(of[trace.ExpectationMet](events)) != 1 || len(of[trace.MessageRead](events)) != 1 {
		t.Error("Bob has not read it")
	}
}

// From every letter that lies in a mailbox the causes lead back to the step of
// the script that began it.
func TestEveryLetterLeadsBackToItsBeginning(t *testing.T) {
	events := run(t, twoSites+`
script:
  - {at: 1s, send: {from: alice, to: [bob, nobody@beta.example], subject: One}}
  - {at: 1s, send: {from: bob, to: [alice, adam], subject: Two}}
`)
	filed := 0
	for _, e := range events {
		if e.Kind() != "message.filed" {
			continue
		}
		filed++
		first := e
		for first.Cause != 0 {
			first = events[first.Cause-1]
		}
		if first.Kind() != "action.taken" {
			t.Errorf("event %d leads back to %s", e.Seq, first.Kind())
		}
	}
	if filed != 4 { // two letters of Bob's, one of Alice's, and the report
		t.Errorf("%d letters were filed", filed)
	}
}

// A host that takes submissions only hands everything to the one that
// transfers.
func TestRolesMayStandOnHostsOfTheirOwn(t *testing.T) {
	events := run(t, `
title: Apart
sites:
  - domain: alpha.example
    users: [alice, adam]
    hosts:
      - {name: submit, roles: [msa]}
      - {name: mx1, roles: [mta]}
      - {name: mx2, roles: [mta]}
      - {name: boxes, roles: [mda]}
  - domain: beta.example
    users: [bob]
script:
  - {at: 1s, send: {from: alice, to: [adam, bob], subject: Out}}
  - {at: 5m, send: {from: bob, to: [alice, bib@alpha.example], subject: In}}
`)
	if filed := of[trace.MessageFiled](events); len(filed) != 4 {
		t.Errorf("filed %+v", filed)
	}
}
