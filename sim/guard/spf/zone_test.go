package spf_test

import (
	"net/netip"
	"strings"
	"testing"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/guard/spf"
)

// zone is a DNS in a literal: "NAME TYPE" and the data of its records. A name
// that begins with "broken" has no answer.
type zone map[string][]string

func (z zone) get(name, typ string) ([]string, error) {
	name = strings.ToLower(name)
	if strings.HasPrefix(name, "broken") {
		return nil, dns.ErrTemporary
	}
	if data, ok := z[name+" "+typ]; ok {
		return data, nil
	}
	for key := range z {
		if strings.HasPrefix(key, name+" ") || strings.Contains(key, "."+name+" ") {
			return nil, dns.ErrNoData
		}
	}
	return nil, dns.ErrNotFound
}

func (z zone) TXT(name string) ([]string, error) { return z.get(name, "TXT") }

func (z zone) MX(name string) ([]string, error) { return z.get(name, "MX") }

func (z zone) PTR(a netip.Addr) ([]string, error) { return z.get(dns.ReverseName(a), "PTR") }

func (z zone) Addresses(name string, six bool) ([]netip.Addr, error) {
	typ := "A"
	if six {
		typ = "AAAA"
	}
	data, err := z.get(name, typ)
	var addrs []netip.Addr
	for _, d := range data {
		addrs = append(addrs, netip.MustParseAddr(d))
	}
	return addrs, err
}

// with is the zone and some records of TXT more, name and text in turn.
func (z zone) with(texts ...string) zone {
	more := zone{}
	for k, v := range z {
		more[k] = v
	}
	for i := 0; i < len(texts); i += 2 {
		more[texts[i]+" TXT"] = append(more[texts[i]+" TXT"], texts[i+1])
	}
	return more
}

// appendix is the DNS of RFC 7208 Appendix A.
var appendix = zone{
	"example.com MX":               {"mail-a.example.com", "mail-b.example.com"},
	"example.com A":                {"192.0.2.10", "192.0.2.11"},
	"amy.example.com A":            {"192.0.2.65"},
	"bob.example.com A":            {"192.0.2.66"},
	"mail-a.example.com A":         {"192.0.2.129"},
	"mail-b.example.com A":         {"192.0.2.130"},
	"example.org MX":               {"mail-c.example.org"},
	"mail-c.example.org A":         {"192.0.2.140"},
	"65.2.0.192.in-addr.arpa PTR":  {"amy.example.com"},
	"129.2.0.192.in-addr.arpa PTR": {"mail-a.example.com"},
	"140.2.0.192.in-addr.arpa PTR": {"mail-c.example.org"},
	"4.0.0.10.in-addr.arpa PTR":    {"bob.example.com"},
}

// ask lets a client send for strong-bad@ a domain.
func ask(z zone, client, domain string) spf.Outcome {
	return spf.Check(spf.Query{
		Client: netip.MustParseAddr(client), Local: "strong-bad", Domain: domain, Hello: "mx.example.org",
		Receiver: "mail.example.net", At: time.Unix(1772442000, 0),
	}, z)
}

// check compares the result of a record of example.com for several clients:
// "CLIENT RESULT ...".
func check(t *testing.T, z zone, record string, want ...string) {
	t.Helper()
	for i := 0; i < len(want); i += 2 {
		o := ask(z.with("example.com", record), want[i], "example.com")
		if string(o.Result) != want[i+1] {
			t.Errorf("%s for %s: got %s, want %s (%s)", record, want[i], o.Result, want[i+1], o.Text)
		}
		if o.Text == "" || o.RFC == "" {
			t.Errorf("%s for %s: no reason: %+v", record, want[i], o)
		}
	}
}
