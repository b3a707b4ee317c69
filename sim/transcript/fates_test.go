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
