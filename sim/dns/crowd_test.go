package dns_test

import (
	"context"
	"fmt"
	"net/netip"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/dns"
	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// crowd is many clients that ask one resolver for many names, over lines that
// jitter and lose packets.
func crowd(t testing.TB, seed uint64, lim vtime.Limits) (told string, answers int64) {
	var found atomic.Int64 // the world's end wakes all at once
	log := record.New(record.Options{})
	cfg := vtime.Config{Start: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Seed: seed, Limits: lim}
	line := vnet.Line{Latency: 5 * time.Millisecond, Jitter: 5 * time.Millisecond, Loss: 0.05}
	_, err := vtime.Run(context.Background(), cfg, func(c *vtime.Clock) func(vtime.Outcome) {
		n := vnet.New(c, log.Emit)
		w := &world{t: t, net: n}
		site := n.AddSite(vnet.SiteConfig{Name: "site", LAN: line, Uplink: line})
		add := func(name, addr string) *vnet.Host {
			h, err := n.AddHost(vnet.HostConfig{Name: name, Site: site, Addresses: []netip.Addr{netip.MustParseAddr(addr)}})
			if err != nil {
				t.Fatal(err)
			}
			return h
		}
		root, ns, resolver := add("root", rootAddr.String()), add("ns", "192.0.2.1"), add("resolver", "192.0.2.2")
		w.serve(root, dns.Config{Zones: []*dns.Zone{zone(t, ".", []string{"root"}, "root 60 A "+rootAddr.String(), "example 60 NS ns.example", "ns.example 60 A 192.0.2.1")}})
		w.serve(ns, dns.Config{Zones: []*dns.Zone{zone(t, "example", []string{"ns.example"}, "*.example 1 A 192.0.2.9")}})
		w.serve(resolver, dns.Config{Roots: []netip.Addr{rootAddr}, Clients: everybody})
		for i := range 20 {
			h := add(fmt.Sprintf("h%d", i), fmt.Sprintf("192.0.2.%d", 10+i))
			stub := dns.NewStub(h, resolver.Addrs())
			h.Go(time.Duration(i%4)*time.Millisecond, func() {
				for j := range 10 {
					a := stub.Addresses(dns.Question{Name: fmt.Sprintf("n%d.example", (i+j)%7), Role: trace.MTA})
					found.Add(int64(len(a.Addrs)))
				}
			})
		}
		return func(vtime.Outcome) { n.Close() }
	})
	if err != nil {
		t.Fatal(err)
	}
	return text(log), found.Load()
}

func TestACrowdTwice(t *testing.T) {
	one, found := crowd(t, 1, vtime.Limits{})
	two, _ := crowd(t, 1, vtime.Limits{})
	other, _ := crowd(t, 2, vtime.Limits{})
	if one != two {
		t.Error("told twice, the story differs")
	}
	if one == other {
		t.Error("another seed tells the same story")
	}
	if found < 190 || !strings.Contains(one, "link.lost") || !strings.Contains(one, "Another client had just asked the same") {
		t.Errorf("%d of 200 addresses were found", found)
	}
}

// Wherever the world ends, nothing is left over: Run reports a goroutine that
// outlives its world.
func TestTheWorldMayEndAtAnyTime(t *testing.T) {
	for ms := range 60 {
		crowd(t, 3, vtime.Limits{Until: time.Duration(ms) * 5 * time.Millisecond})
	}
}

// A resolver that has its hands full says so.
func TestTooManySearches(t *testing.T) {
	const clients = 1001
	log := tell(t, func(w *world) {
		client := betaWorld(w) // there is no root, so searches take their time
		client.Go(0, func() {
			c, err := client.DialPacket(beta, trace.MUA)
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			for i := range clients {
				c.Write(packed(t, func(m *codec.Msg) {
					m.RecursionDesired, m.Question[0].Name = true, fmt.Sprintf("n%d.example.", i)
				}))
				client.Sleep(time.Millisecond)
			}
		})
	})
	if n := strings.Count(text(log), "SERVFAIL\n\t(The resolver is looking up too many names at once"); n != 1 {
		t.Errorf("%d of %d were turned away, want one", n, clients)
	}
}

// An idle name server, resolver included, costs a goroutine and a few
// kilooctets.
func TestIdleServersAreCheap(t *testing.T) {
	const hosts = 200
	var before, after runtime.MemStats
	tell(t, func(w *world) {
		list := make([]*vnet.Host, hosts)
		for i := range list {
			list[i] = w.host(fmt.Sprintf("h%d.example", i), netip.AddrFrom4([4]byte{10, 0, byte(i >> 8), byte(i)}).String())
		}
		runtime.GC()
		runtime.ReadMemStats(&before)
		for _, h := range list {
			w.serve(h, dns.Config{Roots: []netip.Addr{rootAddr}, Zones: []*dns.Zone{zone(t, h.Name(), []string{h.Name()})}})
		}
		list[0].After(time.Second, vtime.Story, func() {
			runtime.GC()
			runtime.ReadMemStats(&after)
		})
	})
	used := func(m runtime.MemStats) int64 { return int64(m.HeapAlloc + m.StackInuse) }
	each := (used(after) - used(before)) / hosts
	if each > 20_000 {
		t.Errorf("an idle server costs %d octets", each)
	}
}

func TestTwoServersOnOnePort(t *testing.T) {
	tell(t, func(w *world) {
		h := w.host("ns.example", "192.0.2.1")
		w.serve(h, dns.Config{})
		if _, err := dns.Serve(h, dns.Config{}); err == nil || !strings.Contains(err.Error(), "dns: ") {
			t.Errorf("a second server started on the same port: %v", err)
		}
		z := zone(t, "example", []string{"ns.example"})
		if _, err := dns.Serve(w.host("ns2.example", "192.0.2.2"), dns.Config{Zones: []*dns.Zone{z, z}}); err == nil {
			t.Error("a server serves the same zone twice")
		}
	})
}
