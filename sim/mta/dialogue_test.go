package mta_test

import (
	"net/netip"
	"testing"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/guard"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/mta"
	"mailflow/sim/trace"
)

// The client of the dialogues is a stranger to mail.beta.example. In the second
// directory a guard greylists it.
func TestDialogues(t *testing.T) {
	for dir, greylist := range map[string]bool{"testdata": false, "testdata/guard": true} {
		talk.Scripts(t, dir, 25, func(w *talk.World) { answer(t, w, greylist) })
	}
}

// answer puts a transfer agent into a world.
func answer(t *testing.T, w *talk.World, greylist bool) {
	name := w.Server.Name()
	zone, err := dns.NewZone(dns.ZoneConfig{Origin: ".", TTL: 3600, Servers: []string{name}, Records: []trace.Record{
		{Name: name, Type: "A", TTL: 3600, Data: w.Server.Addrs()[0].String()},
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dns.Serve(w.Server, dns.Config{Zones: []*dns.Zone{zone}}); err != nil {
		t.Fatal(err)
	}
	cfg := mta.Config{
		Dialect: mail.Postfix, Names: dns.NewStub(w.Server, w.Server.Addrs()), MaxOctets: 2000, HopLimit: 3,
		Retry: mta.Schedule{Delays: []time.Duration{time.Hour}, Expire: time.Hour},
		Rules: mta.Rules{Domains: []string{"beta.example"}, Known: func(a mail.Address) bool { return a.Local == "bob" }},
		Store: netip.AddrPortFrom(w.Server.Addrs()[0], 24),
	}
	if greylist {
		cfg.Guard = guard.New(guard.Config{Greylist: guard.Greylisting{Effect: guard.Refuse, Delay: time.Minute, Window: time.Hour, Lifetime: time.Hour, Prefix: 32}})
	}
	if err := mta.New(w.Server, cfg).Serve(); err != nil {
		t.Fatal(err)
	}
}
