package dns_test

import (
	"fmt"
	"strings"
	"testing"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
)

// Every record that cannot be in a zone is named, with what is wrong with it.
func TestZoneRefusesRecords(t *testing.T) {
	for _, tc := range []struct{ record, want string }{
		{"beta.example 60 A 192.0.2.300", `record beta.example A: the data "192.0.2.300" is not that of a record of type A`},
		{"beta.example 60 A mail.beta.example", "is not that of a record of type A"},
		{"beta.example 60 MX mail.beta.example", "is not that of a record of type MX"},
		{"beta.example 60 MX 10 mail..example", "is not that of a record of type MX"},
		{"beta.example 60 NONSENSE 1", `there are no records of type "NONSENSE"`},
		{"beta.example 60 OPT 1", `there are no records of type "OPT"`},
		{"beta.example 60 ANY 1", `there are no records of type "ANY"`},
		{"beta.example 60 AXFR 1", `there are no records of type "AXFR"`},
		{"gamma.example 60 A 192.0.2.1", "the name is not in the zone"},
		{"xbeta.example 60 A 192.0.2.1", "the name is not in the zone"},
		{`a\.beta.example 60 A 192.0.2.1`, "the name is not in the zone"},
		{"a..beta.example 60 A 192.0.2.1", "is not a domain name (RFC 1035 §2.3.4)"},
		{strings.Repeat("a", 64) + ".beta.example 60 A 192.0.2.1", "is not a domain name (RFC 1035 §2.3.4)"},
		{strings.Repeat("abcdefg.", 40) + "beta.example 60 A 192.0.2.1", "is not a domain name (RFC 1035 §2.3.4)"},
		{"bücher.beta.example 60 A 192.0.2.1", "has a character that a domain name cannot have here"},
		{"beta.example 60 TXT \"one\ntwo\"", "the data has a control character"},
		{"beta.example 60 A ; nothing", "is not that of a record of type A"},
		{"www.beta.example 60 SOA ns.beta.example hostmaster.beta.example 1 2 3 4 5", "stands at the zone's own name only"},
		{"beta.example 60 CNAME www.beta.example", "the zone's own name cannot be an alias"},
		{"mail.beta.example 60 CNAME www.beta.example", "a name with other records cannot be an alias"},
		{"alias.beta.example 60 A 192.0.2.1", "the name is an alias and can have no other records"},
		{"alias.beta.example 60 CNAME other.beta.example", "a name with other records cannot be an alias"},
	} {
		z := zone(t, "beta.example", []string{"ns.beta.example"}, "mail.beta.example 60 A 192.0.2.1", "alias.beta.example 60 CNAME mail.beta.example")
		err := z.Add(parseRecord(t, tc.record))
		if err == nil || !strings.HasPrefix(err.Error(), "dns: zone beta.example: record ") || !strings.Contains(err.Error(), tc.want) {
			t.Errorf("%s\n got %v\nwant %s", tc.record, err, tc.want)
		}
	}
}

func TestZoneNamesEveryFault(t *testing.T) {
	_, err := dns.NewZone(dns.ZoneConfig{Origin: "beta.example", Records: []trace.Record{
		{Name: "a.beta.example", Type: "A", Data: "one"},
		{Name: "b.beta.example", Type: "B", Data: "two"},
	}})
	for _, want := range []string{"record a.beta.example A", "record b.beta.example B", "it has no name server"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not mention %q: %v", want, err)
		}
	}
	if _, err := dns.NewZone(dns.ZoneConfig{Origin: "beta..example", Servers: []string{"ns.beta.example"}}); err == nil {
		t.Error("beta..example is taken for a name")
	}
}

// What a record becomes is seen by asking for it.
func TestZoneKeepsRecords(t *testing.T) {
	long := strings.Repeat("k", 300)
	for _, tc := range []struct{ record, want string }{
		{"www.beta.example 60 A 192.0.2.1", "www.beta.example 60 A 192.0.2.1"},
		{"www.beta.example. 60 a 192.0.2.1", "www.beta.example 60 A 192.0.2.1"},
		{"www.beta.example 60 AAAA 2001:DB8::1", "www.beta.example 60 AAAA 2001:db8::1"},
		{"www.beta.example 60 MX 10 mail.beta.example", "www.beta.example 60 MX 10 mail.beta.example."},
		{"www.beta.example 60 TXT v=DMARC1; p=none", `www.beta.example 60 TXT "v=DMARC1; p=none"`},
		{`www.beta.example 60 TXT say "hi" \ bye`, `www.beta.example 60 TXT "say \"hi\" \\ bye"`},
		{`www.beta.example 60 TXT "one" "two"`, `www.beta.example 60 TXT "one" "two"`},
		{"www.beta.example 60 TXT " + long, `www.beta.example 60 TXT "` + long[:255] + `" "` + long[255:] + `"`},
		{"www.beta.example 60 SRV 0 5 25 mail.beta.example", "www.beta.example 60 SRV 0 5 25 mail.beta.example."},
		{"www.beta.example 60 TLSA 3 1 1 00FF", "www.beta.example 60 TLSA 3 1 1 00ff"},
		{`www.beta.example 60 CAA 0 issue "ca.example"`, `www.beta.example 60 CAA 0 issue "ca.example"`},
	} {
		z := zone(t, "beta.example", []string{"ns.beta.example"})
		if err := z.Add(parseRecord(t, tc.record)); err != nil {
			t.Error(err)
			continue
		}
		typ := parseRecord(t, tc.record).Type
		if got := strings.Join(dns.Find(z, "www.beta.example", typ).Answer, "\n"); got != tc.want {
			t.Errorf("%s\n got %s\nwant %s", tc.record, got, tc.want)
		}
	}
}

// The same record twice is one, and all of a set live equally long (RFC 2181
// §5.2).
func TestZoneSets(t *testing.T) {
	z := zone(t, "beta.example", []string{"ns.beta.example"},
		"beta.example 600 MX 10 a.beta.example", "beta.example 60 MX 20 b.beta.example", "BETA.example 900 MX 10 A.beta.example")
	got := strings.Join(dns.Find(z, "beta.example", "MX").Answer, "\n")
	if want := "beta.example 60 MX 10 a.beta.example.\nbeta.example 60 MX 20 b.beta.example."; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// A name that has lost its last record is gone, and so are those above it that
// were there for its sake. Every change counts the serial number up.
func TestZoneChanges(t *testing.T) {
	z := zone(t, "beta.example", []string{"ns.beta.example"}, "a.b.beta.example 60 A 192.0.2.1", "a.b.beta.example 60 TXT text")
	code := func(name string) string { return dns.Find(z, name, "MX").Code }
	serial := func() string { return strings.Fields(dns.Find(z, "beta.example", "SOA").Answer[0])[5] }
	if !z.Remove("A.b.beta.example.", "txt") || code("b.beta.example") != "NOERROR" || serial() != "2" {
		t.Errorf("after the text went: %s, serial %s", code("b.beta.example"), serial())
	}
	if !z.Remove("a.b.beta.example", "A") || code("a.b.beta.example") != "NXDOMAIN" || code("b.beta.example") != "NXDOMAIN" || serial() != "3" {
		t.Errorf("after the address went: %s, %s, serial %s", code("a.b.beta.example"), code("b.beta.example"), serial())
	}
	for _, r := range [][2]string{{"a.b.beta.example", "A"}, {"beta.example", "SOA"}, {"beta.example", "NS"}, {"beta.example", "X"}, {"other.example", "A"}} {
		if z.Remove(r[0], r[1]) {
			t.Errorf("%s %s was there to be removed", r[0], r[1])
		}
	}
	if serial() != "3" {
		t.Errorf("nothing was removed, and the serial is %s", serial())
	}
}

// The root zone is a zone like any other, and can have a wildcard.
func TestRootWildcard(t *testing.T) {
	z := zone(t, ".", []string{"a.root.example"}, "* 60 TXT anything", "real.example 60 A 192.0.2.1")
	for name, want := range map[string]string{
		"any.test": `any.test 60 TXT "anything"`, "sub.any.test": `sub.any.test 60 TXT "anything"`, "other.example": "",
	} {
		if got := strings.Join(dns.Find(z, name, "TXT").Answer, "\n"); got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// However long a chain of aliases is, a zone does not follow it for ever.
func TestZoneFollowsTenAliases(t *testing.T) {
	var lines []string
	for i := range 20 {
		lines = append(lines, fmt.Sprintf("a%d.beta.example 60 CNAME a%d.beta.example", i, i+1))
	}
	z := zone(t, "beta.example", []string{"ns.beta.example"}, lines...)
	if n := len(dns.Find(z, "a0.beta.example", "A").Answer); n != 10 {
		t.Errorf("%d aliases, want 10", n)
	}
}

func TestReverseName(t *testing.T) {
	for addr, want := range map[string]string{
		"192.0.2.1":        "1.2.0.192.in-addr.arpa",
		"::ffff:192.0.2.1": "1.2.0.192.in-addr.arpa",
		"2001:db8::1":      "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa",
		"":                 "",
	} {
		if got := dns.ReverseName(addrOrZero(addr)); got != want {
			t.Errorf("%s is called %s, want %s", addr, got, want)
		}
	}
}
