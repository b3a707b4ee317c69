package imap_test

import (
	"fmt"
	"testing"
	"time"

	"mailflow/sim/accounts"
	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// letters is what lies in ann's INBOX.
var letters = []string{
	"From: Bob <bob@alpha.example>\r\nTo: ann@beta.example\r\nSubject: one\r\nDate: Sun, 1 Mar 2026 10:00:00 +0000\r\nMessage-ID: <1@alpha.example>\r\n\r\nHello Ann\r\n",
	"From: bob@alpha.example\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=cut\r\n\r\n" +
		"--cut\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ==\r\n" +
		"--cut\r\nContent-Type: text/csv; name=a.csv\r\nContent-Disposition: attachment; filename=a.csv\r\n\r\n1,2\r\n" +
		"--cut--\r\n",
	"From: carl@alpha.example\r\nSubject: three\r\nContent-Type: multipart/digest; boundary=b\r\n\r\n--b\r\n\r\nSubject: inner\r\n\r\nwithin\r\n--b--\r\n",
}

// mailbox makes a store with ann's letters in it. Letter number n has the
// identity mn in the trace.
func mailbox(t testing.TB, w *talk.World, letters ...string) (*store.Store, *accounts.Book) {
	s, book := store.New(talk.Start), accounts.New(accounts.Lockout{After: 5, For: 15 * time.Minute})
	ann := s.AddUser("ann")
	book.Add("ann", "sesame")
	for i, octets := range letters {
		deliver(t, w, ann, octets, fmt.Sprintf("m%d", i+1))
	}
	return s, book
}

// serve puts a server with ann's letters into a world.
func serve(t testing.TB, w *talk.World, letters ...string) store.Account {
	s, book := mailbox(t, w, letters...)
	server, _ := talk.Certificate(t, w.Server.Name())
	if err := imap.Serve(imap.Config{Host: w.Server, Store: s, Accounts: book, Plain: true, Implicit: true, TLS: server}); err != nil {
		t.Fatal(err)
	}
	ann, _ := s.Account("ann")
	return ann
}

// deliver files a message as local delivery does.
func deliver(t testing.TB, w *talk.World, to store.Account, octets, identity string) {
	m := store.Message{InternalDate: w.Server.Now().UTC(), Mail: mail.Parse(octets), Identity: identity}
	tell := func(c store.Change) trace.Seq {
		return w.Server.Emit(trace.About{Role: trace.MDA, Message: c.Identity}, c.Trace())
	}
	if _, err := to.As(store.Actor{Tell: tell}).Append(store.Inbox, m); err != nil {
		t.Error(err)
	}
}
