package imap_test

import (
	"strings"
	"testing"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// FuzzServer says anything to a server: it greets, and nothing breaks.
func FuzzServer(f *testing.F) {
	f.Add("b SELECT INBOX\r\nc FETCH 1:* (FLAGS BODY[] BODYSTRUCTURE)\r\nd STORE 1 +FLAGS (\\Deleted)\r\ne EXPUNGE\r\n")
	f.Add("b EXAMINE INBOX\r\nc UID SEARCH RETURN (SAVE) OR NOT 1:* UID $\r\nd IDLE\r\nDONE\r\n")
	f.Add("b APPEND INBOX (\\Seen) {3}\r\nabc\r\nc CREATE {3+}\r\na/b\r\nd RENAME INBOX x\r\ne LIST \"\" (% *)\r\n")
	f.Add("\x00\xff\r\n\n\r\r\n* {3+}\r\n\"\\{9\r\n")
	f.Fuzz(func(t *testing.T, octets string) {
		if len(octets) > 20000 {
			return
		}
		if said, _ := shout(t, imap.Port, login+octets); !strings.HasPrefix(said, "S: * OK") {
			t.Errorf("no greeting: %q", said)
		}
	})
}

// FuzzMessage asks everything about anything.
func FuzzMessage(f *testing.F) {
	for _, l := range letters {
		f.Add(l)
	}
	f.Add("Content-Type: multipart/mixed; boundary=\"\"\r\n\r\n--\r\n\r\n----")
	f.Fuzz(func(t *testing.T, letter string) {
		if len(letter) > 20000 {
			return
		}
		said, _ := shoutAt(t, imap.Port, []string{letter}, login+"b SELECT INBOX\r\n"+
			"c FETCH 1 (ENVELOPE BODY BODYSTRUCTURE BODY[1] BODY[1.MIME] BODY[1.2.HEADER] BINARY[1] RFC822.HEADER)\r\nd SEARCH TEXT x SENTON 1-Mar-2026\r\ne LOGOUT\r\n")
		if !strings.Contains(said, "S: c OK FETCH completed") || !strings.Contains(said, "S: e OK LOGOUT completed") {
			t.Errorf("the server said\n%s", said)
		}
	})
}

// FuzzClient answers a client with anything: it stops.
func FuzzClient(f *testing.F) {
	f.Add("* OK hi\r\na1 OK in\r\n* LIST (\\Sent) \"/\" Sent\r\na2 OK listed\r\n* 1 FETCH (UID 1 FLAGS (\\Seen) BODY[] {3}\r\nabc)\r\na3 OK\r\n")
	f.Add("* PREAUTH [CAPABILITY IMAP4rev1] hi\r\n+ \r\n* 1 EXISTS\r\n* BYE {9}\r\n")
	f.Fuzz(func(t *testing.T, octets string) {
		talk.Run(t, 1, func(w *talk.World) {
			w.Server.Serve(imap.Port, trace.MDA, func(c *vnet.Conn) {
				defer c.Close()
				c.Write([]byte(octets))
				c.CloseWrite()
				c.Read(make([]byte, 1))
			})
			w.Clients[0].Go(0, func() {
				c, err := imap.Dial(w.Clients[0], w.Address(imap.Port), imap.Options{})
				if err != nil {
					return
				}
				defer c.Close()
				c.Login("ann", "sesame")
				c.Folders()
				c.FetchNew(0)
				c.Flag([]imap.UID{1}, store.AddFlags, store.Seen)
				c.Idle(func(imap.Update) bool { return false })
			})
		})
	})
}
