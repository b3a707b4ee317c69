package dns

import (
	"strings"
	"testing"

	codec "github.com/miekg/dns"
)

// What an answer of a name server of the zone "example" means to a resolver
// that has asked for the address of www.beta.example.
func TestClassify(t *testing.T) {
	const soa = "beta.example. 60 SOA ns.beta.example. hostmaster.beta.example. 1 2 3 4 30"
	for _, tc := range []struct{ name, flags, answer, authority, additional, want string }{
		{"an answer", "NOERROR aa", "www.beta.example. 60 A 192.0.2.1", "", "", "NOERROR | A 192.0.2.1"},
		{"in other letters", "NOERROR aa", "WWW.Beta.example. 60 A 192.0.2.1", "", "", "NOERROR | WWW.Beta.example A 192.0.2.1"},
		{"an answer without authority", "NOERROR", "www.beta.example. 60 A 192.0.2.1", "", "", "lame: the server does not answer for that zone"},
		{"an answer to nothing we asked", "NOERROR aa", "bank.example. 60 A 192.0.2.66", "", "", "the answer has nothing to do with the question"},
		{"an answer with a stowaway", "NOERROR aa", "www.beta.example. 60 A 192.0.2.1, bank.example. 60 A 192.0.2.66", "", "", "NOERROR | A 192.0.2.1"},

		{"an alias and its end", "NOERROR aa", "www.beta.example. 60 CNAME web.beta.example., web.beta.example. 60 A 192.0.2.1", "", "", "NOERROR | CNAME web.beta.example. | web.beta.example A 192.0.2.1"},
		{"its end comes first", "NOERROR aa", "web.beta.example. 60 A 192.0.2.1, www.beta.example. 60 CNAME web.beta.example.", "", "", "NOERROR | CNAME web.beta.example. | web.beta.example A 192.0.2.1"},
		{"an alias only", "NOERROR aa", "www.beta.example. 60 CNAME web.beta.example.", "", "", "NOERROR | CNAME web.beta.example. | alias web.beta.example."},
		{"an alias out of the zone", "NOERROR aa", "www.beta.example. 60 CNAME www.gamma.test., www.gamma.test. 60 A 192.0.2.66", "", "", "NOERROR | CNAME www.gamma.test. | alias www.gamma.test."},
		{"an alias out of the zone to nothing", "NXDOMAIN aa", "www.beta.example. 60 CNAME www.gamma.test.", "", "", "NOERROR | CNAME www.gamma.test. | alias www.gamma.test."},
		{"an alias to nothing", "NXDOMAIN aa", "www.beta.example. 60 CNAME web.beta.example.", soa, "", "NXDOMAIN | CNAME web.beta.example. | authority | beta.example SOA for 60 s"},
		{"an alias of itself", "NOERROR aa", "www.beta.example. 60 CNAME www.beta.example.", "", "", "NOERROR | CNAME www.beta.example. | alias www.beta.example."},

		{"no such name", "NXDOMAIN aa", "", soa, "", "NXDOMAIN | authority | beta.example SOA for 60 s"},
		{"no such record", "NOERROR aa", "", soa, "", "NOERROR | authority | beta.example SOA for 60 s"},
		{"no such name, and no word how long", "NXDOMAIN aa", "", "", "", "NXDOMAIN"},
		{"no such name, by another's SOA", "NXDOMAIN aa", "", strings.ReplaceAll(soa, "beta", "bank"), "", "NXDOMAIN"},

		{"a referral", "NOERROR", "", "beta.example. 60 NS ns.beta.example.", "ns.beta.example. 60 A 192.0.2.1", "NOERROR | authority | beta.example NS ns.beta.example. | additional | ns.beta.example A 192.0.2.1 | cut beta.example."},
		{"a referral to the zone itself", "NOERROR", "", "example. 60 NS ns.example.", "", "lame: the server does not answer for that zone"},
		{"a referral upwards", "NOERROR", "", ". 60 NS a.root.example.", "", "lame: the server does not answer for that zone"},
		{"a referral sideways", "NOERROR", "", "gamma.example. 60 NS ns.gamma.example.", "", "lame: the server does not answer for that zone"},
		{"a referral in two directions", "NOERROR", "", "beta.example. 60 NS ns.beta.example., www.beta.example. 60 NS ns.beta.example.", "", "lame: the server does not answer for that zone"},
		{"nothing at all", "NOERROR", "", "", "", "lame: the server does not answer for that zone"},
		{"no such name, without authority", "NXDOMAIN", "", soa, "", "lame: the server does not answer for that zone"},

		{"failure", "SERVFAIL", "", "", "", "SERVFAIL"},
		{"refusal", "REFUSED aa", "www.beta.example. 60 A 192.0.2.1", "", "", "REFUSED"},
		{"a code nobody knows", "RCODE77", "", "", "", "RCODE77"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := &response{answer: parseAll(t, tc.answer), authority: parseAll(t, tc.authority), additional: parseAll(t, tc.additional)}
			code, aa, _ := strings.Cut(tc.flags, " ")
			r.authoritative = aa == "aa"
			if r.code = codec.StringToRcode[code]; code == "RCODE77" {
				r.code = 77
			}
			f, err := classify(r, "example.", "www.beta.example.", codec.TypeA)
			got := summary(f, "www.beta.example")
			if err != nil {
				got = err.Error()
			}
			if got != tc.want {
				t.Errorf("\n got %s\nwant %s", got, tc.want)
			}
		})
	}
}

func parseAll(t *testing.T, list string) []codec.RR {
	t.Helper()
	var out []codec.RR
	for _, s := range strings.Split(list, ", ") {
		if s == "" {
			continue
		}
		rr, err := codec.NewRR(s)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, rr)
	}
	return out
}
