package pop3_test

import (
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/pop3"
)

// BenchmarkVisit is what a mail program does for one new letter: connect, log in,
// list, fetch, leave.
func BenchmarkVisit(b *testing.B) {
	b.ReportAllocs()
	talk.Run(b, 1, func(w *talk.World) {
		serve(b, w, letters[0])
		w.Clients[0].Go(0, func() {
			for range b.N { // not b.Loop, which would ask the virtual clock
				c, err := pop3.Dial(w.Clients[0], w.Address(pop3.Port), pop3.Options{})
				if err != nil {
					b.Error(err)
					return
				}
				c.Login("ann", "sesame open")
				c.List()
				if _, err := c.Retr(1); err != nil {
					b.Error(err)
				}
				c.Quit()
			}
		})
	})
}
