package imap_test

import (
	"testing"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
)

// BenchmarkVisit is what a mail program does for one new letter: connect, log in,
// open INBOX, fetch, leave. With its trace this is 12 events on the wire.
func BenchmarkVisit(b *testing.B) {
	b.ReportAllocs()
	talk.Run(b, 1, func(w *talk.World) {
		serve(b, w, letters[0])
		w.Clients[0].Go(0, func() {
			for range b.N { // not b.Loop, which would ask the virtual clock
				c, err := imap.Dial(w.Clients[0], w.Address(imap.Port), imap.Options{})
				if err != nil {
					b.Error(err)
					return
				}
				c.Login("ann", "sesame")
				c.Select("INBOX")
				if got, err := c.FetchNew(0); err != nil || len(got) != 1 {
					b.Error(got, err)
				}
				c.Logout()
			}
		})
	})
}
