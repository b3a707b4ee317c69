package pop3_test

import (
	"crypto/tls"
	"regexp"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/pop3"
)

func TestDialogues(t *testing.T) {
	talk.Scripts(t, "testdata", pop3.Port, func(w *talk.World) { serve(t, w, letters...) })
}

// Where there is TLS, nobody says a password in clear.
func TestDialoguesThatBecomeEncrypted(t *testing.T) {
	talk.Scripts(t, "testdata/starttls", pop3.Port, func(w *talk.World) {
		s, book := mailbox(t, w, letters...)
		var server *tls.Config
		server, w.Trust = talk.Certificate(t, w.Server.Name())
		if err := pop3.Serve(pop3.Config{Host: w.Server, Store: s, Accounts: book, StartTLS: true, TLS: server}); err != nil {
			t.Fatal(err)
		}
	})
}

// Another session has the maildrop.
func TestDialoguesWithAMaildropInUse(t *testing.T) {
	talk.Scripts(t, "testdata/inuse", pop3.Port, func(w *talk.World) {
		ann, _ := serve(t, w, letters...).Account("ann")
		if _, err := ann.LockMaildrop(); err != nil {
			t.Fatal(err)
		}
	})
}

// Whatever the server can say, and every command with a yes and a no, stands in
// one of the dialogues.
func TestDialoguesShowEverything(t *testing.T) {
	said := talk.Said(t, "testdata", "testdata/starttls", "testdata/inuse")
	for _, text := range talk.Texts(t, map[string]int{"yes": 0, "no": 0, "violation": 1}) {
		if !regexp.MustCompile(`(?m)^S: (\+OK|-ERR) ` + text.String() + `$`).MatchString(said) {
			t.Errorf("no dialogue shows %s", text)
		}
	}
	for _, verb := range pop3.Verbs() {
		for _, answer := range []string{`\+`, "-ERR"} {
			always := verb == "CAPA" || verb == "QUIT" // they cannot fail
			found := regexp.MustCompile(`(?m)^C: ` + verb + `( .*|\\r.*)?\nS: ` + answer).MatchString(said)
			if found == (always && answer == "-ERR") {
				t.Errorf("a dialogue shows %s answered with %s: %v", verb, answer, found)
			}
		}
	}
}
