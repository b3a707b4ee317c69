package mail

import (
	"net/netip"
	"strings"
	"testing"
)

func TestAddressesAreReadAndWritten(t *testing.T) {
	for _, c := range []struct{ in, local, domain, out string }{
		{"alice@alpha.example", "alice", "alpha.example", "alice@alpha.example"},
		{"Alice.B+news@Alpha.EXAMPLE", "Alice.B+news", "alpha.example", "Alice.B+news@alpha.example"},
		{`"alice"@alpha.example`, "alice", "alpha.example", "alice@alpha.example"},
		{`"a b\"c\\"@alpha.example`, `a b"c\`, "alpha.example", `"a b\"c\\"@alpha.example`},
		{`"a@b"@alpha.example`, "a@b", "alpha.example", `"a@b"@alpha.example`},
		{`""@alpha.example`, "", "alpha.example", `""@alpha.example`},
		{"root@localhost", "root", "localhost", "root@localhost"},
		{"bob@[192.0.2.1]", "bob", "[192.0.2.1]", "bob@[192.0.2.1]"},
		{"bob@[IPv6:2001:DB8::1]", "bob", "[IPv6:2001:db8::1]", "bob@[IPv6:2001:db8::1]"},
	} {
		got, err := ParseAddress(c.in)
		if want := (Address{c.local, c.domain}); err != nil || got != want || got.String() != c.out {
			t.Errorf("%s: got %#v %q, %v; want %#v %q", c.in, got, got.String(), err, want, c.out)
		}
	}
}

func TestBadAddressesSayWhatIsWrong(t *testing.T) {
	for in, problem := range map[string]string{
		"":                                  "there is no @",
		"alice":                             "there is no @",
		"@alpha.example":                    "the part before @",
		"alice@":                            "there is no domain",
		"a..b@alpha.example":                "the part before @",
		".a@alpha.example":                  "the part before @",
		"a b@alpha.example":                 "the part before @",
		"a\r\nb@alpha.example":              "the part before @",
		`"a` + "\n" + `b"@alpha.example`:    "not well formed",
		`"ab@alpha.example`:                 "not well formed",
		`"ab"alpha.example`:                 "not well formed",
		"alice@alpha..example":              "is not a domain name",
		"alice@-alpha.example":              "is not a domain name",
		"alice@alpha_beta.example":          "is not a domain name",
		"alice@b@alpha.example":             "is not a domain name",
		"bob@[192.0.2.300]":                 "not a network address",
		"bob@[2001:db8::1]":                 "not a network address",
		"bob@[IPv6:192.0.2.1]":              "not a network address",
		"grüße@alpha.example":               "the part before @",
		strings.Repeat("a", 65) + "@b.test": "longer than 64",
		"a@" + strings.Repeat("b.", 150):    "longer than 254",
	} {
		if _, err := ParseAddress(in); err == nil || !strings.Contains(err.Error(), problem) {
			t.Errorf("%q: %v, want %q", in, err, problem)
		}
	}
}

func TestPaths(t *testing.T) {
	alice := Address{"alice", "alpha.example"}
	for in, want := range map[string]Address{
		"<>": {}, "": {}, "<alice@alpha.example>": alice, "alice@alpha.example": alice,
		"<@one.example,@two.example:alice@alpha.example>": alice,
	} {
		if got, err := ParseReversePath(in); err != nil || got != want {
			t.Errorf("reverse %q: %#v, %v", in, got, err)
		}
	}
	for in, want := range map[string]Address{
		"<alice@alpha.example>": alice, "<Postmaster>": {Local: "Postmaster"},
	} {
		if got, err := ParseForwardPath(in); err != nil || got != want || got.Path() != strings.Replace(in, "@one", "", 1) {
			t.Errorf("forward %q: %#v, %v", in, got, err)
		}
	}
	for _, in := range []string{"<>", "", "<alice@alpha.example", "alice@alpha.example>", "<alice>"} {
		if got, err := ParseForwardPath(in); err == nil {
			t.Errorf("forward %q: accepted as %#v", in, got)
		}
	}
}

func TestLiterals(t *testing.T) {
	for _, s := range []string{"192.0.2.1", "2001:db8::1"} {
		ip := netip.MustParseAddr(s)
		a, err := ParseAddress("bob@" + AddressLiteral(ip))
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := a.Literal(); !ok || got != ip {
			t.Errorf("%s comes back as %v", s, got)
		}
	}
	if got := AddressLiteral(netip.MustParseAddr("::ffff:192.0.2.1")); got != "[192.0.2.1]" {
		t.Errorf("a mapped address is written %s", got)
	}
}

func TestAddressListsOfHeaders(t *testing.T) {
	got, err := ParseAddressList(`Alice <alice@Alpha.example>, "B, Bob" <bob@beta.example>, friends: =?utf-8?q?Carol_=C3=96z?= <carol@gamma.example>;`)
	if err != nil {
		t.Fatal(err)
	}
	const want = `Alice <alice@alpha.example>, "B, Bob" <bob@beta.example>, =?utf-8?q?Carol_=C3=96z?= <carol@gamma.example>`
	if s := FormatAddressList(got); s != want {
		t.Errorf("got %s\nwant %s", s, want)
	}
	if got[2].Name != "Carol Öz" {
		t.Errorf("the name is decoded as %q", got[2].Name)
	}
	for _, bad := range []string{"", "alice", "alice@alpha_beta.example"} {
		if _, err := ParseAddressList(bad); err == nil {
			t.Errorf("%q: accepted", bad)
		}
	}
}

func TestNamesCannotBreakOutOfTheirField(t *testing.T) {
	for _, name := range []string{"x\r\nBcc: eve@evil.example", `x" <eve@evil.example>, "`, "=?utf-8?q?a?=", `back\slash`, "Ö\r\nBcc: e@e.example"} {
		n := NamedAddress{name, Address{"a", "b.example"}}
		got, err := ParseAddressList(n.String())
		if err != nil || len(got) != 1 || got[0].Address != n.Address {
			t.Errorf("%q is written %s and read as %v, %v", name, n, got, err)
		}
		if strings.ContainsAny(n.String(), "\r\n") {
			t.Errorf("%q is written on two lines: %q", name, n)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, s := range []string{"a@b.example", `"a b"@c.example`, "a@[192.0.2.1]", "<@x:a@b>", "<>", "postmaster", `"\"@x"@y`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, parse := range []func(string) (Address, error){ParseAddress, ParseReversePath, ParseForwardPath} {
			a, err := parse(s)
			if err != nil {
				continue
			}
			if back, err := parse(a.String()); err != nil || back != a {
				t.Fatalf("%q is %#v, written %q, read as %#v, %v", s, a, a, back, err)
			}
			if strings.ContainsAny(a.Path(), "\r\n\x00") {
				t.Fatalf("%q keeps a control character: %q", s, a)
			}
		}
	})
}
