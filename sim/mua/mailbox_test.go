package mua_test

import (
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mua"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// none asks for something that nobody asked for.
var none trace.Mark

// A month of mailboxes: what bob's devices do, a thing a day, and what they have
// to say for themselves.
func TestMailboxes(t *testing.T) {
	for _, tc := range []struct {
		name  string
		story func(o *office)
		told  string
		verbs string
		inbox string // in the end
		trash string
	}{
		{
			name: "POP3 takes letters off the server",
			story: func(o *office) {
				d := o.device(0, trace.POP3, false)
				o.days(func() { o.file("A", "B"); d.Fetch(none) }, func() { o.file("C"); d.Fetch(none) }, func() { d.Fetch(none) })
			},
			told: "device1 fetched A, 21 octets, gone\ndevice1 fetched B, 21 octets, gone\ndevice1 fetched C, 21 octets, gone",
			verbs: "USER PASS LIST UIDL RETR DELE RETR DELE QUIT" +
				" | USER PASS LIST UIDL RETR DELE QUIT | USER PASS LIST UIDL QUIT",
		}, {
			name: "POP3 leaves letters on the server, and fetches each once",
			story: func(o *office) {
				d := o.device(0, trace.POP3, true)
				o.days(func() { o.file("A"); d.Fetch(none) }, func() { o.file("B"); d.Fetch(none) })
			},
			told:  "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left",
			verbs: "USER PASS LIST UIDL RETR QUIT | USER PASS LIST UIDL RETR QUIT",
			inbox: "A, B",
		}, {
			name: "what is deleted on a device that leaves letters on the server goes there at the next fetch",
			story: func(o *office) {
				d := o.device(0, trace.POP3, true)
				o.days(func() { o.file("A", "B"); d.Fetch(none) }, func() { d.Delete("A", none) }, func() { d.Fetch(none) }, func() { d.Fetch(none) })
			},
			told:  "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left\ndevice1 moved A to Trash",
			verbs: "USER PASS LIST UIDL RETR RETR QUIT | USER PASS LIST UIDL DELE QUIT | USER PASS LIST UIDL QUIT",
			inbox: "B",
		}, {
			name: "POP3 reads, sorts and deletes without the server",
			story: func(o *office) {
				d := o.device(0, trace.POP3, false)
				o.days(func() { o.file("A", "B", "C"); d.Fetch(none) }, func() {
					d.Read("A", none)
					d.Read("", none)
					d.Move("A", "Friends", none)
					d.Read("A", none)
					d.Delete("", none)
					d.Delete("", none)
					d.Delete("", none)
				})
			},
			told: "device1 fetched A, 21 octets, gone\ndevice1 fetched B, 21 octets, gone\ndevice1 fetched C, 21 octets, gone\n" +
				"device1 read A\ndevice1 read C\ndevice1 moved A to Friends\n" +
				"device1 cannot read: In the inbox there is no letter “A”.\n" +
				"device1 moved C to Trash\ndevice1 moved B to Trash\ndevice1 cannot delete: The inbox is empty.",
			verbs: "USER PASS LIST UIDL RETR DELE RETR DELE RETR DELE QUIT",
		}, {
			name: "two POP3 devices come at once, and one is sent away",
			story: func(o *office) {
				a, b := o.device(0, trace.POP3, true), o.device(1, trace.POP3, true)
				o.file("A")
				o.days(func() { a.Fetch(none); b.Fetch(none) }, func() { b.Fetch(none) })
			},
			told: "device2 cannot fetch: Another program is just reading this mailbox, and POP3 lets in only one at a time. -ERR\n" +
				"device1 fetched A, 21 octets, left\ndevice2 fetched A, 21 octets, left",
			verbs: "| USER USER PASS PASS LIST QUIT UIDL RETR QUIT | USER PASS LIST UIDL RETR QUIT",
			inbox: "A",
		}, {
			name: "IMAP leaves letters unread where they are",
			story: func(o *office) {
				d := o.device(0, trace.IMAP, false)
				o.days(func() { d.Fetch(none) }, func() { o.file("A"); d.Fetch(none) }, func() { d.Fetch(none) }, func() { o.file("B"); d.Fetch(none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left",
			verbs: "LOGIN SELECT LOGOUT | LOGIN SELECT UID FETCH LOGOUT" +
				" | LOGIN SELECT UID FETCH LOGOUT | LOGIN SELECT UID FETCH UID FETCH LOGOUT",
			inbox: "A, B",
		}, {
			name: "what is read on one IMAP device is read on the other",
			story: func(o *office) {
				a, b := o.device(0, trace.IMAP, false), o.device(1, trace.IMAP, false)
				o.file("A", "B")
				o.days(func() { a.Fetch(none) }, func() { b.Fetch(none) }, func() { a.Read("", none) }, func() { b.Read("", none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left\n" +
				"device2 fetched A, 21 octets, left\ndevice2 fetched B, 21 octets, left\n" +
				"device1 read B\ndevice2 hears that B: flag, seen true\ndevice2 read A",
			verbs: "LOGIN SELECT UID FETCH LOGOUT | LOGIN SELECT UID FETCH LOGOUT" +
				" | LOGIN SELECT UID FETCH UID FETCH LOGOUT | LOGIN SELECT UID FETCH UID FETCH LOGOUT",
			inbox: "A seen, B seen",
		}, {
			name: "what is deleted on one IMAP device is gone on the other",
			story: func(o *office) {
				a, b := o.device(0, trace.IMAP, false), o.device(1, trace.IMAP, false)
				o.file("A", "B")
				o.days(func() { a.Fetch(none) }, func() { b.Fetch(none) }, func() { a.Delete("A", none) }, func() { b.Read("A", none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left\n" +
				"device2 fetched A, 21 octets, left\ndevice2 fetched B, 21 octets, left\n" +
				"device2 hears that A: expunge, seen false\ndevice2 cannot read: In the inbox there is no letter “A”.",
			verbs: "LOGIN SELECT UID FETCH LOGOUT | LOGIN SELECT UID FETCH LOGOUT" +
				" | LOGIN SELECT UID FETCH UID MOVE LOGOUT | LOGIN SELECT UID FETCH LOGOUT",
			inbox: "B", trash: "A",
		}, {
			name: "IMAP makes the folder that it needs",
			story: func(o *office) {
				d := o.device(0, trace.IMAP, false)
				o.file("A", "B")
				o.days(func() { d.Move("A", "Friends", none) }, func() { d.Move("", "Friends", none) }, func() { d.Move("", "Friends", none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left\n" +
				"device1 cannot move: The inbox is empty.",
			verbs: "LOGIN SELECT UID FETCH UID MOVE CREATE UID MOVE LOGOUT" +
				" | LOGIN SELECT UID FETCH UID MOVE LOGOUT | LOGIN SELECT LOGOUT",
		}, {
			name: "a POP3 device empties the box of an IMAP device",
			story: func(o *office) {
				a, b := o.device(0, trace.IMAP, false), o.device(1, trace.POP3, false)
				o.file("A")
				o.days(func() { a.Fetch(none) }, func() { b.Fetch(none) }, func() { a.Read("A", none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice2 fetched A, 21 octets, gone\n" +
				"device1 hears that A: expunge, seen false\ndevice1 cannot read: In the inbox there is no letter “A”.",
			verbs: "LOGIN SELECT UID FETCH LOGOUT | USER PASS LIST UIDL RETR DELE QUIT | LOGIN SELECT LOGOUT",
		}, {
			name: "a read letter is the newest where all were read",
			story: func(o *office) {
				d := o.device(0, trace.IMAP, false)
				o.file("A", "B")
				o.days(func() { d.Read("A", none) }, func() { d.Read("", none) }, func() { d.Read("", none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left\n" +
				"device1 read A\ndevice1 read B\ndevice1 read B",
			verbs: "LOGIN SELECT UID FETCH UID FETCH LOGOUT | LOGIN SELECT UID FETCH UID FETCH LOGOUT | LOGIN SELECT UID FETCH UID FETCH LOGOUT",
			inbox: "A seen, B seen",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var o *office
			w := talk.Run(t, 2, func(w *talk.World) {
				o = open(t, w)
				tc.story(o)
			})
			same(t, "told", told(w), tc.told)
			same(t, "said", verbs(w), tc.verbs)
			same(t, "the inbox", o.lies(store.Inbox), tc.inbox)
			same(t, "the trash", o.lies("Trash"), tc.trash)
		})
	}
}

// What a person sees who cannot get at their mail.
func TestMailboxesOutOfReach(t *testing.T) {
	for _, tc := range []struct {
		name   string
		access trace.Protocol
		set    func(o *office, c *mua.Config)
		told   string
		verbs  string
	}{
		{"POP3, a wrong password", trace.POP3, func(_ *office, c *mua.Config) { c.Password = "guess" },
			"laptop cannot fetch: The server does not know this user with this password. -ERR", "USER PASS QUIT"},
		{"IMAP, a wrong password", trace.IMAP, func(_ *office, c *mua.Config) { c.Password = "guess" },
			"laptop cannot fetch: The server does not know this user with this password. NO", "LOGIN LOGOUT"},
		{"POP3, the IMAP server's port", trace.POP3, func(_ *office, c *mua.Config) { c.Incoming.Port = 143 },
			"laptop cannot fetch: What mail.beta.example says is not the protocol that the program speaks.", ""},
		{"IMAP, the POP3 server's port", trace.IMAP, func(_ *office, c *mua.Config) { c.Incoming.Port = 110 },
			"laptop cannot fetch: What mail.beta.example says is not the protocol that the program speaks.", ""},
		{"POP3, TLS where there is none", trace.POP3, func(_ *office, c *mua.Config) { c.Incoming.TLS = mua.ImplicitTLS },
			"laptop cannot fetch: The server does not speak TLS where the program begins with it.", ""},
		{"IMAP, nobody listens", trace.IMAP, func(_ *office, c *mua.Config) { c.Incoming.Port = 993 },
			"laptop cannot fetch: At mail.beta.example nothing listens on port 993.", ""},
		{"IMAP, no such server", trace.IMAP, func(_ *office, c *mua.Config) { c.Incoming.Host = "imap.beta.example" },
			"laptop cannot fetch: The DNS knows no host called imap.beta.example.", ""},
		{"POP3, the server is off", trace.POP3, func(o *office, c *mua.Config) { o.Server.Down(0) },
			"laptop cannot fetch: The DNS did not tell the address of mail.beta.example, and without one there is no connection.", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := talk.Run(t, 1, func(w *talk.World) {
				o := open(t, w)
				cfg := o.config(w.Clients[0], tc.access)
				tc.set(o, &cfg)
				mua.New(w.Clients[0], cfg).Fetch(none)
			})
			same(t, "told", told(w), tc.told)
			same(t, "said", verbs(w), tc.verbs)
		})
	}
}
