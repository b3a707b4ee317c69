package pop3_test

import (
	"crypto/tls"
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
