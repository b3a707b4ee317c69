package transcript

import (
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// A letter to two, one of whom the server refuses: the program sends it to
// nobody.
func TestWhatWasNotSentLiesInTheOutbox(t *testing.T) {
	f := newFates()
	for _, body := range []trace.Body{
		trace.MessageComposed{From: "Alice <alice@alpha.example>", To: []string{"bob@beta.example", "nobody@beta.example"}},
		trace.MessageRefused{Recipient: "nobody@beta.example", Code: 550, Enhanced: "5.1.1"},
		trace.ActionFailed{Action: "send", User: "alice", Device: "laptop"},
	} {
		f.add(event(body))
	}
	l := f.byName["m1"]
	for recipient, want := range map[string]string{
		"bob@beta.example":    "not sent, in the outbox of mail.alpha.example",
		"nobody@beta.example": "refused by mail.alpha.example",
	} {
		if got := l.fates[recipient].words; !strings.HasPrefix(got, want) {
			t.Errorf("%s: %q, want %q", recipient, got, want)
		}
	}
}

// What people do with a message that was filed, and where it is then.
func TestWhereAMessageIsInTheEnd(t *testing.T) {
	filed := trace.MessageFiled{Recipient: "bob@beta.example", User: "bob", Folder: "INBOX"}
	fetched := func(left bool) trace.Body { return trace.MessageFetched{User: "bob", Device: "phone", Left: left} }
	changed := func(c trace.Change, to string) trace.Body {
		return trace.MailboxChanged{User: "bob", Folder: "INBOX", Change: c, To: to}
	}
	for _, tt := range []struct {
		name   string
		bodies []trace.Body
		want   string
	}{
		{"untouched", nil, "in the folder INBOX of bob"},
		{"told later than it was filed", []trace.Body{trace.MessageDelivered{Recipient: "bob@beta.example"}}, "in the folder INBOX of bob"},
		{"a copy stays", []trace.Body{fetched(true)}, "in the folder INBOX of bob"},
		{"a copy stays, the other is moved", []trace.Body{fetched(true), trace.MessageMoved{User: "bob", Device: "phone", To: "Trash"}}, "in the folder INBOX of bob"},
		{"fetched home", []trace.Body{fetched(false), changed(trace.Expunged, "")}, "fetched to phone of bob"},
		{"moved at home", []trace.Body{fetched(false), changed(trace.Expunged, ""), trace.MessageMoved{User: "bob", Device: "phone", To: "Trash"}},
			"in the folder Trash on phone of bob"},
		{"moved on the server", []trace.Body{changed(trace.Moved, "Trash"), changed(trace.Appended, "")}, "in the folder Trash of bob"},
		{"removed", []trace.Body{changed(trace.Moved, "Trash"), changed(trace.Expunged, "")}, "removed by bob"},
		{"somebody else's", []trace.Body{trace.MailboxChanged{User: "carol", Change: trace.Expunged}}, "in the folder INBOX of bob"},
	} {
		f := newFates()
		for _, body := range append([]trace.Body{filed}, tt.bodies...) {
			f.add(event(body))
		}
		if got := f.byName["m1"].fates["bob@beta.example"].words; got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
