package mua_test

import (
	"testing"
	"time"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mua"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// What one device does the other learns: at its next look, or at once if it
// watches. And the world comes to rest while it does.
func TestWatching(t *testing.T) {
	for _, tc := range []struct {
		name  string
		story func(o *office, a, b *mua.Device)
		told  string
		verbs string
	}{
		{
			name: "read, moved and deleted elsewhere, seen at the next look",
			story: func(o *office, a, b *mua.Device) {
				o.file("A", "B", "C")
				o.days(func() { a.Fetch(none); b.Fetch(none) }, func() { b.Read("A", none) }, func() { b.Archive("B", none) },
					func() { b.Delete("C", none) }, func() { a.Fetch(none) }, func() { a.Fetch(none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left\ndevice1 fetched C, 21 octets, left\n" +
				"device2 fetched A, 21 octets, left\ndevice2 fetched B, 21 octets, left\ndevice2 fetched C, 21 octets, left\n" +
				"device2 read A\ndevice1 hears that A: flag, seen true\ndevice1 hears that B: expunge, seen false\ndevice1 hears that C: expunge, seen false",
		}, {
			name: "the same, seen at once",
			story: func(o *office, a, b *mua.Device) {
				o.file("A")
				o.days(func() { a.Watch(none) }, func() { b.Read("A", none) }, func() { o.file("B") }, func() { b.Delete("A", none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice2 fetched A, 21 octets, left\ndevice2 read A\ndevice1 hears that A: flag, seen true\n" +
				"device1 fetched B, 21 octets, left\ndevice2 fetched B, 21 octets, left\ndevice1 hears that A: expunge, seen true\n",
		}, {
			name: "a device that watches works over the same connection",
			story: func(o *office, a, _ *mua.Device) {
				o.file("A", "B")
				o.Server.After(0, vtime.Story, func() { a.Watch(none) })
				o.Server.After(time.Minute, vtime.Story, func() { a.Read("A", none); a.Move("A", "Friends", none); a.Delete("B", none) })
				o.Server.After(2*time.Minute, vtime.Story, func() { a.Unwatch(none) })
				o.Server.After(3*time.Minute, vtime.Story, func() { a.Fetch(none) })
			},
			told: "device1 fetched A, 21 octets, left\ndevice1 fetched B, 21 octets, left\ndevice1 read A",
			verbs: "LOGIN SELECT UID FETCH IDLE  UID FETCH UID FETCH UID FETCH UID FETCH UID FETCH UID MOVE CREATE UID MOVE" +
				" UID FETCH UID FETCH UID MOVE IDLE  LOGOUT | LOGIN SELECT LOGOUT",
		}, {
			name: "offline it hears nothing, and back it hears all",
			story: func(o *office, a, b *mua.Device) {
				o.file("A")
				o.days(func() { a.Watch(none) }, func() { a.Offline(none) }, func() { b.Read("A", none); o.file("B") }, func() { a.Online(none) },
					func() { o.file("C") })
			},
			told: "device1 fetched A, 21 octets, left\ndevice2 fetched A, 21 octets, left\ndevice2 fetched B, 21 octets, left\ndevice2 read A\n" +
				"device1 hears that A: flag, seen true\ndevice1 fetched B, 21 octets, left\ndevice1 fetched C, 21 octets, left",
		}, {
			name: "with POP3 there is nothing to watch",
			story: func(o *office, _, _ *mua.Device) {
				o.device(0, trace.POP3, false).Watch(none)
			},
			told: "device1 cannot watch: POP3 has no way to hear of new mail: a program has to come and ask, again and again.",
		}, {
			name: "the server goes down and says nothing",
			story: func(o *office, a, _ *mua.Device) {
				o.days(func() { a.Watch(none) }, func() { o.Server.Down(0) }, func() { o.Clients[0].Emit(trace.About{}, trace.NodeUp{}) })
			},
			told: "device1 cannot watch: mail.beta.example does not answer.",
		}, {
			name: "the device itself goes down, and is up again",
			story: func(o *office, a, _ *mua.Device) {
				o.days(func() { a.Watch(none) }, func() { o.Clients[0].Down(0) }, func() { o.file("A") }, func() { o.Clients[0].Up(0) },
					func() { a.Fetch(none) })
			},
			told: "device1 cannot watch: The connection to mail.beta.example broke off.\ndevice1 fetched A, 21 octets, left",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := talk.Run(t, 2, func(w *talk.World) {
				o := open(t, w)
				tc.story(o, o.device(0, trace.IMAP, false), o.device(1, trace.IMAP, false))
			})
			same(t, "told", told(w), tc.told)
			if tc.verbs != "" {
				same(t, "said", verbs(w), tc.verbs)
			}
		})
	}
}

// A program that has nothing to say for a day says so every half hour, so that
// no server takes it for dead; and a world in which nothing else happens is over.
func TestIdlingIsRenewed(t *testing.T) {
	count := func(days int) (renewals int, ended time.Duration) {
		w := talk.Run(t, 1, func(w *talk.World) {
			o := open(t, w)
			a := o.device(0, trace.IMAP, false)
			a.Watch(none)
			if days > 0 {
				w.Server.After(time.Duration(days)*24*time.Hour, vtime.Story, func() { o.box.Flag(store.Inbox, nil, store.AddFlags, store.Seen) })
			}
		})
		for e := range w.Log.All() {
			if c, ok := e.Body.(trace.IMAPCommand); ok && c.Name == "IDLE" {
				renewals++
			}
			ended = e.At
		}
		return renewals, ended
	}
	if n, ended := count(0); n != 1 || ended > time.Minute {
		t.Errorf("at rest: %d times IDLE, the last thing happened at %v", n, ended)
	}
	if n, _ := count(1); n != 50 { // at once, and every 29 minutes
		t.Errorf("in a day: %d times IDLE", n)
	}
}
