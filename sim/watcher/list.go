package watcher

import (
	"fmt"
	"net/netip"
	"strings"
	"time"

	"mailflow/sim/trace"
)

// codes are the addresses that stand for an entry, one for each ground, so that
// those who ask can tell them apart (RFC 5782 §2.3).
var codes = map[trace.Ground]string{trace.OpenRelay: "127.0.0.2", trace.SpamTrap: "127.0.0.3"}

// publish puts an entry into the zone: an A record that says that it is there,
// and a TXT record that says why (RFC 5782 §2.1).
func (k *Keeper) publish(a netip.Addr, code, text string) []trace.Record {
	name, ttl := entryName(a, k.cfg.List), uint32(k.cfg.TTL/time.Second)
	records := []trace.Record{{Name: name, Type: "A", TTL: ttl, Data: code}, {Name: name, Type: "TXT", TTL: ttl, Data: text}}
	for _, r := range records {
		k.cfg.Zone.Remove(name, r.Type)
		if err := k.cfg.Zone.Add(r); err != nil {
			panic(fmt.Errorf("watcher: %w", err)) // the name and the data are ours
		}
	}
	return records
}

// withdraw takes an entry out of the zone. Resolvers believe in it for as long
// as its TTL says.
func (k *Keeper) withdraw(a netip.Addr) {
	name := entryName(a, k.cfg.List)
	k.cfg.Zone.Remove(name, "A")
	k.cfg.Zone.Remove(name, "TXT")
}

// publishTests puts in what must be on every list, so that one can see that it
// works, and leaves out what must be on none (RFC 5782 §5).
func (k *Keeper) publishTests() {
	for _, a := range []string{"127.0.0.2", "::ffff:7f00:2"} {
		k.publish(netip.MustParseAddr(a), codes[trace.OpenRelay], "A test entry: this list works")
	}
}

// entryName is where an address is looked up: its octets, or for IPv6 its
// digits, in reverse order before the name of the list (RFC 5782 §2.1, §2.4).
func entryName(a netip.Addr, list string) string {
	var parts []string
	if a.Is4() {
		for _, octet := range a.As4() {
			parts = append(parts, fmt.Sprint(octet))
		}
	} else {
		for _, octet := range a.As16() {
			parts = append(parts, fmt.Sprintf("%x", octet>>4), fmt.Sprintf("%x", octet&15))
		}
	}
	var b strings.Builder
	for i := len(parts) - 1; i >= 0; i-- {
		b.WriteString(parts[i] + ".")
	}
	return b.String() + list
}
