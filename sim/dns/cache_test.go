package dns

import (
	"fmt"
	"strings"
	"testing"
	"time"

	codec "github.com/miekg/dns"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// remember puts the records "NAME TTL TYPE DATA" into a cache.
func remember(t *testing.T, c *cache, s string) {
	t.Helper()
	rrs := parseAll(t, s)
	set := present(rrs...)
	h := rrs[0].Header()
	c.put(entry{key: key{fold(h.Name), h.Rrtype}, records: set}, set.ttl(), noon)
}

func ask1(c *cache, name string, typ uint16, after time.Duration) string {
	f, found, expired := c.find(name, typ, noon.Add(after))
	out := "unknown"
	if found {
		out = strings.Join(append([]string{codeName(f.code)}, lines(f.answer.and(f.authority))...), " | ")
	}
	if f.alias != "" {
		out += " | alias " + f.alias
	}
	for _, k := range expired {
		out += fmt.Sprintf(" | expired %s %d", k.name, k.typ)
	}
	return out
}

func TestCacheCountsDown(t *testing.T) {
	var c cache
	remember(t, &c, "beta.example. 60 MX 10 a.beta.example., beta.example. 60 MX 20 b.beta.example.")
	check := func(after time.Duration, want string) {
		t.Helper()
		if got := ask1(&c, "Beta.example.", codec.TypeMX, after); got != want {
			t.Errorf("after %v:\n got %s\nwant %s", after, got, want)
		}
	}
	check(0, "NOERROR | beta.example 60 MX 10 a.beta.example. | beta.example 60 MX 20 b.beta.example.")
	check(500*time.Millisecond, "NOERROR | beta.example 59 MX 10 a.beta.example. | beta.example 59 MX 20 b.beta.example.")
	check(59*time.Second, "NOERROR | beta.example 1 MX 10 a.beta.example. | beta.example 1 MX 20 b.beta.example.")
	check(60*time.Second, "unknown | expired beta.example. 15")
	check(60*time.Second, "unknown")
}

func TestCacheBoundsTTLs(t *testing.T) {
	for _, tc := range []struct {
		ttl    uint32
		denial bool
		want   time.Duration
	}{
		{0, false, 0},
		{1 << 31, false, 0}, // RFC 2181 §8
		{1<<31 - 1, false, 7 * 24 * time.Hour},
		{5, true, 5 * time.Second},
		{1<<31 - 1, true, 3 * time.Hour},
	} {
		var c cache
		k := key{"beta.example.", codec.TypeA}
		c.put(entry{key: k, denial: tc.denial, records: present(parseAll(t, "beta.example. 60 TXT x")...)}, tc.ttl, noon)
		var got time.Duration
		if e := c.entries[k]; e != nil {
			got = e.Value.(*entry).until.Sub(noon)
		}
		if got != tc.want {
			t.Errorf("a time to live of %d seconds (denial: %v) lasts for %v, want %v", tc.ttl, tc.denial, got, tc.want)
		}
	}
}

func TestCacheDenials(t *testing.T) {
	var c cache
	soa := present(parseAll(t, "beta.example. 300 SOA ns.beta.example. hostmaster.beta.example. 1 2 3 4 300")...)
	c.put(entry{key: key{"nobody.beta.example.", wholeName}, code: codec.RcodeNameError, denial: true, records: soa}, 300, noon)
	c.put(entry{key: key{"beta.example.", codec.TypeTXT}, denial: true, records: soa}, 300, noon)
	c.put(entry{key: key{"beta.example.", codec.TypeCNAME}, denial: true, records: soa}, 300, noon)
	c.put(entry{key: key{"bad.example.", codec.TypeCNAME}, code: codec.RcodeServerFailure}, failureTTL, noon)
	for _, tc := range []struct {
		name string
		typ  uint16
		want string
	}{
		{"nobody.beta.example.", codec.TypeMX, "NXDOMAIN | beta.example 290 SOA ns.beta.example. hostmaster.beta.example. 1 2 3 4 300"},
		{"beta.example.", codec.TypeTXT, "NOERROR | beta.example 290 SOA ns.beta.example. hostmaster.beta.example. 1 2 3 4 300"},
		{"beta.example.", codec.TypeA, "unknown"},
		{"bad.example.", codec.TypeA, "unknown | expired bad.example. 5"},
		{"bad.example.", codec.TypeCNAME, "unknown"},
	} {
		if got := ask1(&c, tc.name, tc.typ, 10*time.Second); got != tc.want {
			t.Errorf("%s %s\n got %s\nwant %s", tc.name, typeName(tc.typ), got, tc.want)
		}
	}
}

func TestCacheFollowsAliases(t *testing.T) {
	var c cache
	remember(t, &c, "www.beta.example. 60 CNAME web.beta.example.")
	remember(t, &c, "web.beta.example. 60 CNAME www.gamma.example.")
	remember(t, &c, "ring.example. 60 CNAME gnir.example.")
	remember(t, &c, "gnir.example. 60 CNAME ring.example.")
	for _, tc := range []struct{ name, want string }{
		{"www.beta.example.", "NOERROR | www.beta.example 60 CNAME web.beta.example. | web.beta.example 60 CNAME www.gamma.example. | alias www.gamma.example."},
		{"ring.example.", "NOERROR | ring.example 60 CNAME gnir.example. | gnir.example 60 CNAME ring.example. | alias ring.example."},
	} {
		if got := ask1(&c, tc.name, codec.TypeA, 0); got != tc.want {
			t.Errorf("%s\n got %s\nwant %s", tc.name, got, tc.want)
		}
	}
	remember(t, &c, "www.gamma.example. 30 A 192.0.2.1")
	if got, want := ask1(&c, "web.beta.example.", codec.TypeA, 0), "NOERROR | web.beta.example 60 CNAME www.gamma.example. | www.gamma.example 30 A 192.0.2.1"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// A full cache lets the oldest go, and what is renewed is not old.
func TestCacheIsBounded(t *testing.T) {
	var c cache
	put := func(i int) {
		c.put(entry{key: key{fmt.Sprintf("h%d.example.", i), codec.TypeA}}, 60, noon)
	}
	put(0)
	put(1)
	for range 3 {
		put(0)
	}
	for i := 2; i <= maxEntries; i++ {
		put(i)
	}
	if len(c.entries) != maxEntries || c.order.Len() != maxEntries {
		t.Errorf("%d entries, %d in order; want %d", len(c.entries), c.order.Len(), maxEntries)
	}
	if c.entries[key{"h1.example.", codec.TypeA}] != nil || c.entries[key{"h0.example.", codec.TypeA}] == nil {
		t.Error("the wrong entry went")
	}
}
