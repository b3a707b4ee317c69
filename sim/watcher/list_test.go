package watcher

import (
	"net/netip"
	"testing"
)

// The names of RFC 5782 §2.1 and §2.4.
func TestEntryNames(t *testing.T) {
	for a, want := range map[string]string{
		"192.0.2.99":                "99.2.0.192.bad.example",
		"2001:db8:1:2:3:4:567:89ab": "b.a.9.8.7.6.5.0.4.0.0.0.3.0.0.0.2.0.0.0.1.0.0.0.8.b.d.0.1.0.0.2.bad.example",
		"::ffff:7f00:2":             "2.0.0.0.0.0.f.7.f.f.f.f.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.bad.example",
	} {
		if got := entryName(netip.MustParseAddr(a), "bad.example"); got != want {
			t.Errorf("%s is looked up at %s, want %s", a, got, want)
		}
	}
}
