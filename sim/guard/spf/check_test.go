package spf_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"mailflow/sim/guard/spf"
)

// The examples of RFC 7208 Appendix A.1.
func TestExamplesOfTheRFC(t *testing.T) {
	check(t, appendix, "v=spf1 +all", "192.0.2.65", "pass", "203.0.113.1", "pass")
	check(t, appendix, "v=spf1 a -all", "192.0.2.10", "pass", "192.0.2.11", "pass", "192.0.2.65", "fail")
	check(t, appendix, "v=spf1 a:example.org -all", "192.0.2.10", "fail", "192.0.2.140", "fail")
	check(t, appendix, "v=spf1 mx -all", "192.0.2.129", "pass", "192.0.2.130", "pass", "192.0.2.10", "fail")
	check(t, appendix, "v=spf1 mx:example.org -all", "192.0.2.140", "pass", "192.0.2.129", "fail")
	check(t, appendix, "v=spf1 mx mx:example.org -all", "192.0.2.129", "pass", "192.0.2.130", "pass", "192.0.2.140", "pass", "192.0.2.10", "fail")
	check(t, appendix, "v=spf1 mx/30 mx:example.org/30 -all", "192.0.2.131", "pass", "192.0.2.143", "pass", "192.0.2.132", "fail")
	check(t, appendix, "v=spf1 ptr -all", "192.0.2.65", "pass", "192.0.2.140", "fail", "10.0.0.4", "fail")
	check(t, appendix, "v=spf1 ip4:192.0.2.128/28 -all", "192.0.2.65", "fail", "192.0.2.129", "pass")
}

// RFC 7208 Appendix A.2: several domains, and one that points to another.
func TestSeveralDomains(t *testing.T) {
	z := appendix.with(
		"example.com", "v=spf1 mx -all", "example.net", "v=spf1 ip4:203.0.113.9 -all",
		"example.org", "v=spf1 include:example.com include:example.net -all", "la.example.org", "v=spf1 redirect=example.org")
	for _, domain := range []string{"example.org", "la.example.org"} {
		for client, want := range map[string]spf.Result{"192.0.2.129": spf.Pass, "203.0.113.9": spf.Pass, "192.0.2.10": spf.Fail} {
			if o := ask(z, client, domain); o.Result != want {
				t.Errorf("%s for %s: %s (%s)", domain, client, o.Result, o.Text)
			}
		}
	}
	o := ask(z, "203.0.113.9", "la.example.org")
	var steps []string
	for _, s := range o.Steps {
		steps = append(steps, s.String())
	}
	want := []string{
		"la.example.org: redirect=example.org yes", "example.com: mx no", "example.com: -all yes", "example.org: include:example.com no",
		"example.net: ip4:203.0.113.9 yes", "example.org: include:example.net yes",
	}
	if !slices.Equal(steps, want) || o.Term != "include:example.net" || o.Domain != "example.org" || o.Lookups != 4 {
		t.Errorf("got %q by %s of %s with %d lookups", steps, o.Term, o.Domain, o.Lookups)
	}
}

// Every qualifier, and what is said where no term fits (RFC 7208 §2.6, §4.6.2, §4.7).
func TestResults(t *testing.T) {
	const c = "203.0.113.1"
	check(t, appendix, "v=spf1 all", c, "pass")
	check(t, appendix, "v=spf1 -all", c, "fail")
	check(t, appendix, "v=spf1 ~all", c, "softfail")
	check(t, appendix, "v=spf1 ?all", c, "neutral")
	check(t, appendix, "v=spf1", c, "neutral")
	check(t, appendix, "v=spf1 mx", c, "neutral")
	check(t, appendix, "V=SPF1 A -ALL", c, "fail", "192.0.2.10", "pass")
	check(t, appendix, "v=spf10 -all", c, "none")
	check(t, appendix, "v=spf1 a:broken.example.com -all", c, "temperror")
	check(t, appendix, "v=spf1 include:broken.example.com -all", c, "temperror")
	check(t, appendix, "v=spf1 redirect=broken.example.com", c, "temperror")
	check(t, appendix, "v=spf1 include:nothing.example.com -all", c, "permerror")
	check(t, appendix, "v=spf1 redirect=nothing.example.com", c, "permerror")
	check(t, appendix, "v=spf1 -all redirect=nothing.example.com", c, "fail")
	for _, domain := range []string{"nowhere.test", "localhost", "a..example.com", strings.Repeat("x", 64) + ".example.com", "[192.0.2.1]", ""} {
		if o := ask(appendix, c, domain); o.Result != spf.None {
			t.Errorf("%q: %s", domain, o.Result)
		}
	}
	if o := ask(appendix, c, "broken.example.com"); o.Result != spf.TempError {
		t.Errorf("no answer at all: %s", o.Result)
	}
	if o := ask(appendix.with("example.com", "v=spf1 a -all", "example.com", "v=spf1 mx -all"), c, "example.com"); o.Result != spf.PermError {
		t.Errorf("two records: %s", o.Result)
	}
	if o := ask(appendix.with("example.com", "v=spf1 a -all", "example.com", "something else"), c, "example.com"); o.Result != spf.Fail {
		t.Errorf("a record and another text: %s", o.Result)
	}
}

// A record with a mistake anywhere says nothing, whoever asks (RFC 7208 §4.6).
func TestMistakes(t *testing.T) {
	for _, word := range []string{
		"foo", "a:", "a:example", "a:example.com/33", "a//129", "a/032", "mx:/24", "include", "include:", "exists", "ip4", "ip4:1.2.3", "ip4:192.0.2.0/",
		"ip4:192.0.2.0/33", "ip4:2001:db8::1", "ip6:192.0.2.1", "ip6:2001:db8::/129", "all:example.com", "all/8", "redirect=a.example redirect=b.example",
		"exp=a.example exp=b.example", "redirect=", "a:%{x}.example.com", "a:%{d0}.example.com", "a:%(d).example.com", "a:100%.example.com", "exists:%{c}.example.com",
		"x=%", "1x=y", "ptr:", "ptr/24", "-", "a:192.0.2.1", "mx:example.com:80",
	} {
		check(t, appendix, "v=spf1 +ip4:203.0.113.1 "+word, "203.0.113.1", "permerror")
	}
	for _, word := range []string{"unknown=anything", "x=%{s}", "op=", "exp=%{d}.example.com", "a:%{d}", "mx:example.com.", "ip6:2001:db8::/32", "ip6:::ffff:192.0.2.1", "ptr:example.com"} {
		check(t, appendix, "v=spf1 +ip4:203.0.113.1 "+word, "203.0.113.1", "pass")
	}
}

func TestIPv6(t *testing.T) {
	z := zone{"example.com AAAA": {"2001:db8::1"}, "example.com A": {"192.0.2.1"}}
	check(t, z, "v=spf1 a -all", "2001:db8::1", "pass", "2001:db8::2", "fail", "192.0.2.1", "pass", "::ffff:192.0.2.1", "pass")
	check(t, z, "v=spf1 a/24//64 -all", "2001:db8::2", "pass", "2001:db8:1::2", "fail", "192.0.2.9", "pass")
	check(t, z, "v=spf1 ip6:2001:db8::/32 -all", "2001:db8:ffff::1", "pass", "192.0.2.1", "fail")
}

// What a record may cost whoever checks it (RFC 7208 §4.6.4).
func TestLimits(t *testing.T) {
	z := zone{"x.example.com A": {"192.0.2.99"}}
	terms := func(n int) string { return "v=spf1" + strings.Repeat(" a:x.example.com", n) + " -all" }
	check(t, z, terms(10), "203.0.113.1", "fail")
	check(t, z, terms(11), "203.0.113.1", "permerror", "192.0.2.99", "pass")
	check(t, z, "v=spf1 a:a.nowhere.test a:b.nowhere.test -all", "203.0.113.1", "fail")
	check(t, z, "v=spf1 a:a.nowhere.test a:b.nowhere.test exists:c.nowhere.test -all", "203.0.113.1", "permerror")
	check(t, z, "v=spf1 mx:x.example.com mx:x.example.com mx:x.example.com -all", "203.0.113.1", "permerror")
	check(t, z, "v=spf1 include:example.com -all", "203.0.113.1", "permerror")
	check(t, z, "v=spf1 redirect=example.com", "203.0.113.1", "permerror")
	for n, want := range map[int]string{10: "fail", 11: "permerror"} {
		z := zone{}
		for i := range n {
			host := fmt.Sprintf("mx%d.example.com", i)
			z["example.com MX"] = append(z["example.com MX"], host)
			z[host+" A"] = []string{"192.0.2.99"}
		}
		check(t, z, "v=spf1 mx -all", "203.0.113.1", want)
	}
	if o := ask(z.with("example.com", terms(11)), "203.0.113.1", "example.com"); o.Lookups != spf.MaxLookups || o.RFC != "RFC 7208 §4.6.4" {
		t.Errorf("outcome %+v", o)
	}
}

// Macros, by the examples of RFC 7208 §7.4: each makes a name that exists.
func TestMacros(t *testing.T) {
	for spec, name := range map[string]string{
		"%{o}.x.test": "email.example.com.x.test", "%{d}.x.test": "email.example.com.x.test", "%{d4}.x.test": "email.example.com.x.test",
		"%{d3}.x.test": "email.example.com.x.test", "%{d2}.x.test": "example.com.x.test", "%{d1}.x.test": "com.x.test",
		"%{dr}.x.test": "com.example.email.x.test", "%{d2r}.x.test": "example.email.x.test", "%{l}.x.test": "strong-bad.x.test",
		"%{l-}.x.test": "strong.bad.x.test", "%{lr}.x.test": "strong-bad.x.test", "%{lr-}.x.test": "bad.strong.x.test", "%{l1r-}.x.test": "strong.x.test",
		"%{ir}.%{v}._spf.%{d2}": "3.2.0.192.in-addr._spf.example.com", "%{lr-}.lp._spf.%{d2}": "bad.strong.lp._spf.example.com",
		"%{lr-}.lp.%{ir}.%{v}._spf.%{d2}":   "bad.strong.lp.3.2.0.192.in-addr._spf.example.com",
		"%{ir}.%{v}.%{l1r-}.lp._spf.%{d2}":  "3.2.0.192.in-addr.strong.lp._spf.example.com",
		"%{d2}.trusted-domains.example.net": "example.com.trusted-domains.example.net", "%{h}.x.test": "mx.example.org.x.test",
		"%{p}.x.test": "unknown.x.test", "%{L}.%{S}.x.test": "strong-bad.strong-bad%40email.example.com.x.test",
	} {
		z := zone{name + " A": {"127.0.0.2"}}.with("email.example.com", "v=spf1 exists:"+spec+" -all")
		if o := ask(z, "192.0.2.3", "email.example.com"); o.Result != spf.Pass {
			t.Errorf("%s does not make %s: %s, %s", spec, name, o.Result, o.Text)
		}
	}
	z := zone{"1.0.b.c.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6._spf.example.com A": {"127.0.0.2"}}
	if o := ask(z.with("email.example.com", "v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all"), "2001:db8::cb01", "email.example.com"); o.Result != spf.Pass {
		t.Errorf("IPv6: %s, %s", o.Result, o.Text)
	}
	// A name that got too long loses labels from the left (§7.3).
	long := strings.Repeat("abcdefghi.", 30) + "example.com"
	cut := long[len(long)-251:]
	z = zone{cut + " A": {"127.0.0.2"}}.with("example.com", "v=spf1 exists:"+long+" -all")
	if o := ask(z, "192.0.2.3", "example.com"); o.Result != spf.Pass {
		t.Errorf("a long name: %s, %s", o.Result, o.Text)
	}
}

// The owner of the domain may explain a fail, and no other result (RFC 7208 §6.2).
func TestExplanations(t *testing.T) {
	const record = "v=spf1 ip4:192.0.2.1 -all exp=why.%{d}"
	z := zone{}.with("example.com", record, "why.example.com", "%{i} is not one of %{d}'s servers%_(%{c}, %{r}, %{t})")
	if o := ask(z, "203.0.113.9", "example.com"); o.Explanation != "203.0.113.9 is not one of example.com's servers (203.0.113.9, mail.example.net, 1772442000)" {
		t.Errorf("got %q", o.Explanation)
	}
	if o := ask(z, "192.0.2.1", "example.com"); o.Explanation != "" {
		t.Errorf("a pass explains itself: %q", o.Explanation)
	}
	for _, bad := range []string{"%{", "50%", "é", "line\r\nbreak", "\x1b[31m"} {
		z := zone{}.with("example.com", record, "why.example.com", bad)
		if o := ask(z, "203.0.113.9", "example.com"); o.Explanation != "" || o.Result != spf.Fail {
			t.Errorf("%q: %s %q", bad, o.Result, o.Explanation)
		}
	}
	// That of an included record does not count, that of a redirection does.
	z = z.with("b.example", "v=spf1 include:example.com -all", "c.example", "v=spf1 redirect=example.com")
	if o := ask(z, "203.0.113.9", "b.example"); o.Explanation != "" {
		t.Errorf("included: %q", o.Explanation)
	}
	if o := ask(z, "203.0.113.9", "c.example"); o.Explanation == "" {
		t.Error("redirected: none")
	}
}
