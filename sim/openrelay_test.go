package sim_test

import (
	"context"
	"slices"
	"testing"

	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// One rule makes the difference between the two worlds: with strangers refused
// from the start nothing is relayed for them, nobody is listed, and the firm's
// own mail arrives.
func TestOneRuleTurnsTheOpenRelayRound(t *testing.T) {
	for rule, want := range map[scenario.Strangers]struct{ relayed, listed, refused, spam, offers int }{
		scenario.RelayForStrangers: {relayed: 12, listed: 1, refused: 2, spam: 3, offers: 2},
		scenario.RefuseStrangers:   {offers: 3},
	} {
		sc := lessonNamed(t, "18-open-relay")
		sc.Sites[0].Hosts[0].MTA.Strangers = rule
		log := record.New(record.Options{})
		if err := sim.Run(context.Background(), sc, log, sim.Options{}); err != nil {
			t.Fatal(err)
		}
		events := slices.Collect(log.All())
		got := want
		got.relayed, got.listed, got.refused, got.spam, got.offers = 0, 0, 0, 0, 0
		senders := map[string]string{} // by message
		for _, e := range events {
			switch b := e.Body.(type) {
			case trace.MessageAccepted:
				senders[e.Message] = b.From
			case trace.MessageRelayed:
				if senders[e.Message] == "winner@lottery.example" {
					got.relayed++
				}
			case trace.BlocklistListed:
				got.listed++
			case trace.MessageRefused:
				if b.From == "olga@old.example" {
					got.refused++
				}
			case trace.MessageFiled:
				if b.User == "bob" && senders[e.Message] == "olga@old.example" {
					got.offers++
				} else if b.User == "bob" {
					got.spam++
				}
			}
		}
		if got != want {
			t.Errorf("strangers: %s: %+v, want %+v", rule, got, want)
		}
	}
}
