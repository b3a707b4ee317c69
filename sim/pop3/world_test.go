package pop3_test

import (
	"fmt"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/pop3"
	"mailflow/sim/store"
)

// letters is what lies in ann's maildrop.
var letters = []string{
	"From: bob@alpha.example\r\nSubject: one\r\n\r\nHello Ann\r\n",
	"From: bob@alpha.example\r\nSubject: dots\r\n\r\n.\r\n..two\r\nlast\r\n",
	"Subject: long\r\n\r\nfirst\r\nsecond\r\nthird\r\n",
}

// serve puts a server with ann's letters into a world. Letter number n has the
// identity mn in the trace.
func serve(t testing.TB, w *talk.World, letters ...string) *store.Store {
	s := store.New(talk.Start)
	ann := s.AddUser("ann", "sesame open")
	for i, octets := range letters {
		m := store.Message{InternalDate: w.Server.Now(), Mail: mail.Parse(octets), Identity: fmt.Sprintf("m%d", i+1)}
		if _, err := ann.Append(store.Inbox, m); err != nil {
			t.Fatal(err)
		}
	}
	server, _ := talk.Certificate(t, w.Server.Name())
	if err := pop3.Serve(pop3.Config{Host: w.Server, Store: s, Plain: true, TLS: server}); err != nil {
		t.Fatal(err)
	}
	return s
}
