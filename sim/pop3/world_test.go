package pop3_test

import (
	"fmt"
	"testing"
	"time"

	"mailflow/sim/accounts"
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

// mailbox makes a store with ann's letters in it. Letter number n has the
// identity mn in the trace.
func mailbox(t testing.TB, w *talk.World, letters ...string) (*store.Store, *accounts.Book) {
	s, book := store.New(talk.Start), accounts.New(accounts.Lockout{After: 5, For: 15 * time.Minute})
	ann := s.AddUser("ann")
	book.Add("ann", "sesame open")
	for i, octets := range letters {
		m := store.Message{InternalDate: w.Server.Now(), Mail: mail.Parse(octets), Identity: fmt.Sprintf("m%d", i+1)}
		if _, err := ann.Append(store.Inbox, m); err != nil {
			t.Fatal(err)
		}
	}
	return s, book
}

// serve puts a server with ann's letters into a world.
func serve(t testing.TB, w *talk.World, letters ...string) *store.Store {
	s, book := mailbox(t, w, letters...)
	server, _ := talk.Certificate(t, w.Server.Name())
	if err := pop3.Serve(pop3.Config{Host: w.Server, Store: s, Accounts: book, Plain: true, Implicit: true, TLS: server}); err != nil {
		t.Fatal(err)
	}
	return s
}
