package mua_test

import (
	"context"
	"fmt"
	"net/netip"
	"testing"
	"time"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mua"
	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// A busy morning: everything at once, on two devices.
func morning(o *office) {
	o.submission(587, nil)
	o.file("A", "B")
	a, b := o.device(0, trace.IMAP, false), o.device(1, trace.POP3, false)
	for _, d := range []*mua.Device{a, b} {
		d.Send(lunch("ann@beta.example"), none)
		d.Fetch(none)
		d.Read("A", none)
		d.Send(lunch("bad@beta.example"), none)
		d.Move("A", "Friends", none)
		d.Delete("", none)
	}
}

func TestADeviceDoesOneThingAfterTheOther(t *testing.T) {
	w := talk.Run(t, 1, func(w *talk.World) {
		o := open(t, w)
		o.submission(587, nil)
		o.file("A")
		d := o.device(0, trace.IMAP, false)
		d.Fetch(none)
		d.Send(lunch("ann@beta.example"), none)
		d.Read("", none)
		d.Delete("A", none)
	})
	same(t, "said", verbs(w), "LOGIN SELECT UID FETCH LOGOUT | EHLO STARTTLS EHLO AUTH MAIL RCPT DATA content QUIT"+
		" | LOGIN SELECT UID FETCH UID FETCH LOGOUT | LOGIN SELECT UID FETCH UID MOVE LOGOUT")
	if overlaps(w) {
		t.Errorf("two connections were open at once:\n%s", w.Transcript())
	}
}

func TestTheSameStoryTwiceIsTheSameTrace(t *testing.T) {
	tell := func() string {
		return talk.Run(t, 2, func(w *talk.World) { morning(open(t, w)) }).Transcript()
	}
	first := tell()
	for range 3 {
		if again := tell(); again != first {
			t.Fatalf("two traces of one story differ:\n%s\n%s", first, again)
		}
	}
}

// A host that goes down takes its program's connections with it. What the
// program was to do next it does when the host is up again.
func TestAHostGoesDownInTheMiddle(t *testing.T) {
	w := talk.Run(t, 1, func(w *talk.World) {
		o := open(t, w)
		o.file("A")
		d := o.device(0, trace.IMAP, false)
		d.Fetch(none)
		d.Fetch(none)
		w.Server.After(50*time.Millisecond, vtime.Story, func() { w.Clients[0].Down(0) })
		w.Server.After(10*time.Second, vtime.Story, func() { w.Clients[0].Up(0) })
	})
	same(t, "told", told(w), "device1 cannot fetch: The connection to mail.beta.example broke off.\ndevice1 fetched A, 21 octets, left")
}

// Whenever a world ends, nobody is left behind in it.
func TestTheWorldMayEndAtAnyMoment(t *testing.T) {
	for until := time.Millisecond; until < time.Second; until += 7 * time.Millisecond {
		log := record.New(record.Options{})
		limits := vtime.Limits{Until: until}
		_, err := vtime.Run(context.Background(), vtime.Config{Start: talk.Start, Seed: 1, Limits: limits}, func(c *vtime.Clock) func(vtime.Outcome) {
			w := &talk.World{Net: vnet.New(c, log.Emit), Log: log}
			site := w.Net.AddSite(vnet.SiteConfig{Name: "beta.example", LAN: vnet.Line{Latency: talk.Latency}})
			host := func(i int) *vnet.Host {
				h, err := w.Net.AddHost(vnet.HostConfig{
					Name: fmt.Sprintf("h%d.beta.example", i), Site: site,
					Addresses: []netip.Addr{netip.MustParseAddr(fmt.Sprintf("198.51.100.%d", i))},
				})
				if err != nil {
					t.Error(err)
				}
				return h
			}
			w.Server, w.Clients = host(1), []*vnet.Host{host(2), host(3)}
			morning(open(t, w))
			return func(vtime.Outcome) { w.Net.Close() }
		})
		if err != nil {
			t.Fatalf("until %v: %v", until, err)
		}
	}
}

func TestDevicesThatCannotBe(t *testing.T) {
	for name, cfg := range map[string]mua.Config{
		"no protocol":           {},
		"SMTP reads no mailbox": {Access: trace.SMTP},
	} {
		func() {
			defer func() {
				if recover() == nil {
					t.Errorf("%s: there is such a device", name)
				}
			}()
			mua.New(nil, cfg)
		}()
	}
}
