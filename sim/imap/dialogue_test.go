package imap_test

import (
	"crypto/tls"
	"testing"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
)

func TestDialogues(t *testing.T) {
	talk.Scripts(t, "testdata", imap.Port, func(w *talk.World) {
		ann := serve(t, w, letters...)
		ann.SetQuota(3000)
	})
}

// Where there is TLS, nobody says a password in clear.
func TestDialoguesThatBecomeEncrypted(t *testing.T) {
	talk.Scripts(t, "testdata/starttls", imap.Port, func(w *talk.World) {
		s, book := mailbox(t, w, letters...)
		var server *tls.Config
		server, w.Trust = talk.Certificate(t, w.Server.Name())
		if err := imap.Serve(imap.Config{Host: w.Server, Store: s, Accounts: book, StartTLS: true, TLS: server}); err != nil {
			t.Fatal(err)
		}
	})
}
