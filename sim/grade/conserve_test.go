package grade

import (
	"fmt"
	"strings"
	"testing"

	"mailflow/sim/trace"
)

func TestConserve(t *testing.T) {
	mta := trace.About{Role: trace.MTA, Message: "m1"}
	mda := trace.About{Role: trace.MDA, Message: "m1"}
	b, c := []string{"b@beta.example"}, []string{"c@beta.example"}
	accepted := func(r ...string) trace.Body { return trace.MessageAccepted{ID: "Q", Recipients: r} }
	for _, ca := range []struct {
		what  string
		trace *tape
		want  []string
	}{
		{"nothing", &tape{}, nil},
		{"a letter to two", letter(), nil},
		{"lost", new(tape).add(beta, mta, accepted(b[0])),
			[]string{"lost: mail.beta.example (id Q) accepted it for <b@beta.example> in event 1 and did nothing with it"}},
		{"half lost", new(tape).add(beta, mta, accepted(b[0], c[0])).add(beta, mta, trace.MessageBounced{ID: "Q", Recipients: c}),
			[]string{"lost: mail.beta.example (id Q) accepted it for <b@beta.example> in event 1 and did nothing with it"}},
		{"each end", new(tape).
			add(beta, mta, accepted("1", "2", "3", "4", "5")).
			add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: []string{"1"}}).
			add(beta, mta, trace.MessageDelivered{ID: "Q", Recipient: "2"}).
			add(beta, mta, trace.MessageDeferred{ID: "Q", Recipients: []string{"3"}}).
			add(beta, mta, trace.MessageExpired{ID: "Q", Recipients: []string{"3"}}).
			add(beta, mta, trace.MessageBounced{ID: "Q", Recipients: []string{"3"}}).
			add(beta, mta, trace.MessageDiscarded{ID: "Q", Recipients: []string{"4"}}).
			add(beta, mta, trace.MessageHeld{ID: "Q", Recipients: []string{"5"}}), nil},
		{"an alias", new(tape).add(beta, mta, accepted("sales", b[0])).
			add(beta, mta, trace.MessageExpanded{ID: "Q", Recipient: "sales", To: []string{"sales", b[0], c[0]}}).
			add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: []string{"sales", b[0], c[0]}}), nil},
		{"one of those behind an alias is forgotten", new(tape).add(beta, mta, accepted("sales")).
			add(beta, mta, trace.MessageExpanded{ID: "Q", Recipient: "sales", To: []string{b[0], c[0]}}).
			add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: b}),
			[]string{"lost: mail.beta.example (id Q) accepted it for <c@beta.example> in event 2 and did nothing with it"}},
		{"two aliases for a third", new(tape).add(beta, mta, accepted("1", "2")).
			add(beta, mta, trace.MessageExpanded{ID: "Q", Recipient: "1", To: []string{"3"}}).
			add(beta, mta, trace.MessageExpanded{ID: "Q", Recipient: "3", To: b}).
			add(beta, mta, trace.MessageExpanded{ID: "Q", Recipient: "2", To: []string{"3"}}).
			add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: b}), nil},
		{"an alias that is delivered too", new(tape).add(beta, mta, accepted("1")).
			add(beta, mta, trace.MessageExpanded{ID: "Q", Recipient: "1", To: b}).
			add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: []string{"1", b[0]}}),
			[]string{"message.relayed for <1> in event 3, but mail.beta.example (id Q) had ended it by message.expanded in event 2"}},
		{"twice", new(tape).add(beta, mta, accepted(b[0])).
			add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: b}).
			add(beta, mta, trace.MessageBounced{ID: "Q", Recipients: b}),
			[]string{"message.bounced for <b@beta.example> in event 3, but mail.beta.example (id Q) had ended it by message.relayed in event 2"}},
		{"never accepted", new(tape).add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: b}),
			[]string{"message.relayed for <b@beta.example> in event 1, but mail.beta.example (id Q) never accepted it"}},
		{"submission and transfer agent share it", new(tape).
			add(beta, trace.About{Role: trace.MSA}, accepted(b[0])).
			add(beta, mta, accepted(b[0])).
			add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: b}), nil},
		{"a store with the queue's id", new(tape).
			add(beta, mta, accepted(b[0])).
			add(beta, mda, accepted(b[0])).
			add(beta, mta, trace.MessageDelivered{ID: "Q", Recipient: b[0]}),
			[]string{"lost: mail.beta.example (id Q) accepted it for <b@beta.example> in event 2 and did nothing with it"}},
		{"an id used again", new(tape).
			add(beta, mta, accepted(b[0])).add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: b}).
			add(beta, mta, accepted(b[0])).add(beta, mta, trace.MessageRelayed{ID: "Q", Recipients: b}), nil},
	} {
		got := ""
		if err := Conserve(ca.trace.events); err != nil {
			got = err.Error()
		}
		if want := strings.Join(ca.want, "\n"); got != want {
			t.Errorf("%s:\n got %s\nwant %s", ca.what, got, want)
		}
	}
}

func BenchmarkConserve(b *testing.B) {
	t := &tape{}
	for i := range 50_000 {
		id, r := fmt.Sprint(i), []string{"b@beta.example"}
		t.add(beta, trace.About{Role: trace.MTA}, trace.MessageAccepted{ID: id, Recipients: r})
		t.add(beta, trace.About{Role: trace.MTA}, trace.MessageRelayed{ID: id, Recipients: r})
	}
	for b.Loop() {
		if err := Conserve(t.events); err != nil {
			b.Fatal(err)
		}
	}
}
