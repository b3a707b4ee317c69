package guard

import (
	"errors"
	"net/netip"
	"strings"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
)

// Blocklists are lists of addresses that somebody keeps in the DNS (RFC 5782).
type Blocklists struct {
	Effect Effect
	Zones  []string // asked in this order, up to the first that lists the client
}

var (
	loopback = netip.MustParsePrefix("127.0.0.0/8")
	testNone = netip.AddrFrom4([4]byte{127, 0, 0, 1}) // listed nowhere (RFC 5782 §5)
)

// listing asks one list about an address: the address turned round, as in the
// reverse zones, in front of the list's name (RFC 5782 §2.1, §2.4).
func listing(client netip.Addr, zone string, names Desk) finding {
	name := listedAs(client, zone)
	f := finding{check: trace.DNSBL, inputs: []trace.Input{input("client", client.String()), input("list", zone), input("asked", name)}}
	codes, err := names.Addresses(name, false)
	switch {
	case errors.Is(err, dns.ErrTemporary):
		f.result = "temperror"
		f.why = trace.Why("The list does not answer. A list that is out of order must not stop mail.", "dnsbl.zones", "RFC 5782 §2.1")
		return f
	case err != nil:
		f.result = "not listed"
		f.why = trace.Why("The list "+zone+" has no entry for the client.", "dnsbl.zones", "RFC 5782 §2.1")
		return f
	}
	f.inputs = append(f.inputs, input("answer", codes[0].String()))
	if !loopback.Contains(codes[0]) || brokenList(zone, names) {
		f.result = "out of order"
		f.why = trace.Why("The list answers as no list may: it has entries for everybody, so it says nothing about anybody.", "dnsbl.zones", "RFC 5782 §5")
		return f
	}
	f.result, f.weight = "listed", bad
	f.note = zone + " lists " + client.String()
	f.why = trace.Why("The list "+zone+" has an entry for the client.", "dnsbl.zones", "RFC 5782 §2.1")
	text := "Service unavailable; Client host [" + client.String() + "] blocked using " + zone
	if texts, err := names.TXT(name); err == nil {
		reason := clean(short(texts[0]))
		f.inputs = append(f.inputs, input("text", reason))
		f.why.Text = "The list " + zone + " has an entry for the client, and says why: " + reason
		f.note += ": " + reason
		text += "; " + reason
	}
	f.reply = reject("5.7.1", text)
	return f
}

// brokenList reports whether a list has an entry that no list may have.
func brokenList(zone string, names Desk) bool {
	_, err := names.Addresses(listedAs(testNone, zone), false)
	return err == nil
}

// listedAs is the name at which a list keeps an address: "9.2.0.192.zone".
func listedAs(a netip.Addr, zone string) string {
	name := dns.ReverseName(a)
	name = strings.TrimSuffix(strings.TrimSuffix(name, ".in-addr.arpa"), ".ip6.arpa")
	return name + "." + zone
}

// short bounds a stranger's text, so that it fits into a reply line
// (RFC 5321 §4.5.3.1.5).
func short(s string) string {
	const most = 200
	if len(s) > most {
		return strings.ToValidUTF8(s[:most], "") + "…"
	}
	return s
}
