package sim

import (
	"context"
	"fmt"
	"net/netip"
	"runtime"
	"testing"
	"time"

	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// Busy is two sites without TLS that send each other n letters.
func Busy(tb testing.TB, n int) *scenario.Scenario {
	tb.Helper()
	src := "title: Letters\nsites:\n" +
		"  - {domain: alpha.example, users: [alice], hosts: [{name: mail, roles: [msa, mta, mda], tls: false}]}\n" +
		"  - {domain: beta.example, users: [bob], hosts: [{name: mail, roles: [msa, mta, mda], tls: false}]}\nscript:\n"
	for i := range n {
		at := time.Duration(i+1) * 2 * time.Second
		src += fmt.Sprintf("  - {at: %v, send: {from: alice, to: bob, subject: Lunch, text: Shall we?}}\n", at)
	}
	sc, err := scenario.Parse("letters.yaml", []byte(src))
	if err != nil {
		tb.Fatal(err)
	}
	return sc
}

// AddIdle adds sites of one host that has every role and nothing to do.
func AddIdle(sc *scenario.Scenario, n int) {
	pattern := sc.Sites[0]
	mail := pattern.Hosts[0]
	for i := range n {
		domain := fmt.Sprintf("idle%d.example", i)
		addr := netip.AddrFrom4([4]byte{10, byte(i >> 8), byte(i), 2})
		h := *mail
		h.Name, h.Address, h.TLS = "all."+domain, addr, true
		h.Roles = []trace.Role{trace.MSA, trace.MTA, trace.MDA, trace.DNS, trace.Resolver}
		msa, mta := *mail.MSA, *mail.MTA
		msa.MTA, mta.Store = h.Name, h.Name
		h.MSA, h.MTA = &msa, &mta
		u := *pattern.Users[0]
		u.Address, u.Devices = "alice@"+domain, nil
		s := *pattern
		s.Domain, s.Prefix, s.Resolver = domain, netip.PrefixFrom(addr, 28).Masked(), h.Name
		s.Hosts, s.Users, s.DNS.Servers = []*scenario.Host{&h}, []*scenario.User{&u}, []string{h.Name}
		s.MX = []*scenario.MX{{Host: h.Name, Preference: 10}}
		sc.Sites = append(sc.Sites, &s)
	}
}

// A host that does nothing costs next to nothing.
func TestIdleHostsAreCheap(t *testing.T) {
	const hosts, limit = 1000, 100 << 20
	memory := func() uint64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return m.HeapAlloc + m.StackInuse
	}
	sc := Busy(t, 1)
	AddIdle(sc, hosts)
	before := memory()
	var after uint64
	w := &world{sc: sc, log: record.New(record.Options{}), seed: 1, maxEvents: defaultEvents}
	_, err := vtime.Run(context.Background(), vtime.Config{Start: sc.Start, Seed: 1}, func(c *vtime.Clock) func(vtime.Outcome) {
		end := w.build(c)
		c.Lane().After(time.Hour, vtime.Story, func() { after = memory() })
		return end
	})
	if err != nil || w.fault != nil {
		t.Fatal(err, w.fault)
	}
	if used := int64(after - before); used > limit || used <= 0 {
		t.Errorf("%d idle hosts take %d MB", hosts, used>>20)
	} else {
		t.Logf("%d idle hosts take %d kB each", hosts, used/hosts>>10)
	}
}
