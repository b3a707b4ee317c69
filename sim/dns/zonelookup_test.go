package dns

import (
	"fmt"
	"strings"
	"testing"

	"mailflow/sim/trace"
)

// lines are records as the tests write them.
func lines(r records) []string {
	var out []string
	for _, t := range r.texts {
		out = append(out, fmt.Sprintf("%s %d %s %s", t.Name, t.TTL, t.Type, t.Data))
	}
	return out
}

// summary is a finding on one line. In the answer, the name that was asked for
// is left out.
func summary(f finding, name string) string {
	out := []string{codeName(f.code)}
	for _, s := range []struct {
		title   string
		records records
	}{{"", f.answer}, {"authority", f.authority}, {"additional", f.additional}} {
		if s.records.len() > 0 && s.title != "" {
			out = append(out, s.title)
		}
		for _, r := range s.records.texts {
			line := r.Type + " " + r.Data
			if s.title != "" || r.Name != name {
				line = r.Name + " " + line
			}
			if r.Type == "SOA" {
				line = fmt.Sprintf("%s SOA for %d s", r.Name, r.TTL)
			}
			out = append(out, line)
		}
	}
	if f.alias != "" {
		out = append(out, "alias "+f.alias)
	}
	if f.cut != "" {
		out = append(out, "cut "+f.cut)
	}
	return strings.Join(out, " | ")
}

func TestZoneFind(t *testing.T) {
	z, err := NewZone(ZoneConfig{Origin: "beta.example", TTL: 3600, Servers: []string{"ns.beta.example", "ns.gamma.example"}, Records: []trace.Record{
		{Name: "beta.example", Type: "SOA", TTL: 900, Data: "ns.beta.example hostmaster.beta.example 1 2 3 4 300"},
		{Name: "beta.example", Type: "MX", TTL: 60, Data: "10 mail.beta.example"},
		{Name: "mail.beta.example", Type: "A", TTL: 60, Data: "192.0.2.1"},
		{Name: "mail.beta.example", Type: "AAAA", TTL: 60, Data: "2001:db8::1"},
		{Name: "deep.down.beta.example", Type: "TXT", TTL: 60, Data: "text"},
		{Name: "www.beta.example", Type: "CNAME", TTL: 60, Data: "web.beta.example"},
		{Name: "web.beta.example", Type: "CNAME", TTL: 60, Data: "mail.beta.example"},
		{Name: "far.beta.example", Type: "CNAME", TTL: 60, Data: "www.gamma.example"},
		{Name: "lost.beta.example", Type: "CNAME", TTL: 60, Data: "nowhere.beta.example"},
		{Name: "ring.beta.example", Type: "CNAME", TTL: 60, Data: "gnir.beta.example"},
		{Name: "gnir.beta.example", Type: "CNAME", TTL: 60, Data: "ring.beta.example"},
		{Name: "below.beta.example", Type: "CNAME", TTL: 60, Data: "www.lab.beta.example"},
		{Name: "*.wild.beta.example", Type: "MX", TTL: 60, Data: "5 mail.beta.example"},
		{Name: "real.wild.beta.example", Type: "A", TTL: 60, Data: "192.0.2.2"},
		{Name: "*.also.beta.example", Type: "CNAME", TTL: 60, Data: "mail.beta.example"},
		{Name: "lab.beta.example", Type: "NS", TTL: 60, Data: "ns.lab.beta.example"},
		{Name: "lab.beta.example", Type: "NS", TTL: 60, Data: "ns.gamma.example"},
		{Name: "lab.beta.example", Type: "DS", TTL: 60, Data: "1 8 2 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF"},
		{Name: "ns.lab.beta.example", Type: "A", TTL: 60, Data: "192.0.2.3"},
		{Name: "in.lab.beta.example", Type: "NS", TTL: 60, Data: "ns.lab.beta.example"},
		{Name: "under.lab.beta.example", Type: "TXT", TTL: 60, Data: "never seen"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	const none = " | authority | beta.example SOA for 300 s"
	const lab = "NOERROR | authority | lab.beta.example NS ns.lab.beta.example. | lab.beta.example NS ns.gamma.example. | additional | ns.lab.beta.example A 192.0.2.3 | cut lab.beta.example."
	for _, tc := range []struct{ name, typ, want string }{
		{"beta.example", "MX", "NOERROR | MX 10 mail.beta.example."},
		{"BETA.Example", "MX", "NOERROR | beta.example MX 10 mail.beta.example."},
		{"beta.example", "NS", "NOERROR | NS ns.beta.example. | NS ns.gamma.example."},
		{"beta.example", "TXT", "NOERROR" + none},
		{"beta.example", "ANY", "NOERROR | beta.example SOA for 900 s"},
		{"mail.beta.example", "AAAA", "NOERROR | AAAA 2001:db8::1"},
		{"nobody.beta.example", "A", "NXDOMAIN" + none},
		{"down.beta.example", "TXT", "NOERROR" + none},
		{"up.down.beta.example", "TXT", "NXDOMAIN" + none},
		{"more.deep.down.beta.example", "TXT", "NXDOMAIN" + none},

		{"www.beta.example", "A", "NOERROR | CNAME web.beta.example. | web.beta.example CNAME mail.beta.example. | mail.beta.example A 192.0.2.1"},
		{"www.beta.example", "CNAME", "NOERROR | CNAME web.beta.example."},
		{"www.beta.example", "TXT", "NOERROR | CNAME web.beta.example. | web.beta.example CNAME mail.beta.example." + none},
		{"far.beta.example", "A", "NOERROR | CNAME www.gamma.example. | alias www.gamma.example."},
		{"lost.beta.example", "A", "NXDOMAIN | CNAME nowhere.beta.example." + none},
		{"ring.beta.example", "A", "NOERROR | CNAME gnir.beta.example. | gnir.beta.example CNAME ring.beta.example. | alias ring.beta.example."},

		{"any.wild.beta.example", "MX", "NOERROR | MX 5 mail.beta.example."},
		{"an.y.wild.beta.example", "MX", "NOERROR | MX 5 mail.beta.example."},
		{"any.wild.beta.example", "A", "NOERROR" + none},
		{"real.wild.beta.example", "MX", "NOERROR" + none},
		{"sub.real.wild.beta.example", "MX", "NXDOMAIN" + none},
		{"*.wild.beta.example", "MX", "NOERROR | MX 5 mail.beta.example."},
		{"any.also.beta.example", "A", "NOERROR | CNAME mail.beta.example. | mail.beta.example A 192.0.2.1"},

		{"lab.beta.example", "A", lab},
		{"lab.beta.example", "NS", lab},
		{"lab.beta.example", "DS", "NOERROR | DS 1 8 2 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF"},
		{"www.lab.beta.example", "A", lab},
		{"ns.lab.beta.example", "A", lab},
		{"x.in.lab.beta.example", "A", lab},
		{"under.lab.beta.example", "TXT", lab},
		{"below.beta.example", "A", strings.Replace(lab, "| authority", "| CNAME www.lab.beta.example. | authority", 1)},
	} {
		typ, _ := typeOf(tc.typ)
		if got := summary(z.find(complete(tc.name), typ), tc.name); got != tc.want {
			t.Errorf("%s %s\n got %s\nwant %s", tc.typ, tc.name, got, tc.want)
		}
	}
}
