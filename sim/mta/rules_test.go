package mta_test

import (
	"net/netip"
	"strings"
	"testing"

	"mailflow/sim/mail"
	"mailflow/sim/mta"
	"mailflow/sim/trace"
)

func TestRulesDecideInOrder(t *testing.T) {
	rules := mta.Rules{
		Domains: []string{"alpha.example"}, Known: func(a mail.Address) bool { return a.Local == "alice" },
		RelayFor: []string{"gamma.example"}, Networks: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/28")},
	}
	const inside, outside = "192.0.2.5", "203.0.113.7"
	for _, c := range []struct {
		client, to string
		route      trace.Route
		rule       string
		unknown    bool
	}{
		{outside, "alice@alpha.example", trace.Local, "own domain alpha.example", false},
		{outside, "alice@ALPHA.example", trace.Local, "own domain alpha.example", false},
		{inside, "alice@alpha.example", trace.Local, "own domain alpha.example", false},
		{outside, "bib@alpha.example", trace.Refuse, "own domain alpha.example", true},
		{inside, "bib@alpha.example", trace.Refuse, "own domain alpha.example", true},
		{outside, "bob@gamma.example", trace.Relay, "relay for gamma.example", false},
		{outside, "bob@sub.gamma.example", trace.Refuse, "strangers: refuse", false},
		{inside, "bob@beta.example", trace.Relay, "own network 192.0.2.0/28", false},
		{outside, "bob@beta.example", trace.Refuse, "strangers: refuse", false},
		{"192.0.2.16", "bob@beta.example", trace.Refuse, "strangers: refuse", false},
		{"2001:db8::1", "bob@beta.example", trace.Refuse, "strangers: refuse", false},
		// A domain hidden in the local part, or one that only looks like ours, is
		// none of ours.
		{outside, `"bob@beta.example"@alpha.example`, trace.Refuse, "own domain alpha.example", true},
		{outside, "bob%beta.example@alpha.example", trace.Refuse, "own domain alpha.example", true},
		{outside, "alice@alpha.example.beta.example", trace.Refuse, "strangers: refuse", false},
	} {
		v := rules.Decide(mta.Client{Addr: netip.MustParseAddr(c.client)}, address(c.to))
		if v.Route != c.route || v.Rule != c.rule || v.Unknown != c.unknown {
			t.Errorf("%s for %s: %s by %q, unknown %t", c.to, c.client, v.Route, v.Rule, v.Unknown)
		}
		if v.Why == nil || v.Why.Text == "" || v.Why.RFC == "" {
			t.Errorf("%s for %s: no reason", c.to, c.client)
		}
	}
}

// Who has logged in may send anywhere from anywhere; nobody gets a mailbox by it.
func TestWhoHasLoggedInMaySendAnywhere(t *testing.T) {
	rules := mta.Rules{Domains: []string{"alpha.example"}, Known: func(mail.Address) bool { return false }}
	client := mta.Client{Addr: netip.MustParseAddr("203.0.113.7"), User: "alice"}
	if v := rules.Decide(client, address("bob@beta.example")); v.Route != trace.Relay || v.Rule != "authenticated" {
		t.Errorf("%s by %q", v.Route, v.Rule)
	}
	if v := rules.Decide(client, address("bib@alpha.example")); v.Route != trace.Refuse || !v.Unknown {
		t.Errorf("%s by %q", v.Route, v.Rule)
	}
}

// Everybody must be able to reach the postmaster, however the name is written.
func TestPostmasterIsAlwaysThere(t *testing.T) {
	rules := mta.Rules{Domains: []string{"alpha.example"}, Known: func(mail.Address) bool { return false }, Aliases: table("postmaster: alice")}
	stranger := mta.Client{Addr: netip.MustParseAddr("203.0.113.7")}
	for _, to := range []mail.Address{{Local: "Postmaster"}, {Local: "postmaster"}, address("POSTMASTER@alpha.example")} {
		if v := rules.Decide(stranger, to); v.Route != trace.Local || v.Rule != "own domain alpha.example" || v.Why.RFC != "RFC 5321 §4.5.1" {
			t.Errorf("%s: %s by %q: %v", to, v.Route, v.Rule, v.Why)
		}
	}
	if v := rules.Decide(stranger, address("postmaster@beta.example")); v.Route != trace.Refuse {
		t.Errorf("somebody else's: %s by %q", v.Route, v.Rule)
	}
}

// An open relay takes everything from everybody, and its reason says what it
// is. Only mail for a mailbox that would have to be its own still fails.
func TestAnOpenRelaySaysSo(t *testing.T) {
	rules := mta.Rules{Domains: []string{"relay.example"}, Known: func(mail.Address) bool { return false }, Open: true}
	stranger := mta.Client{Addr: netip.MustParseAddr("203.0.113.7")}
	v := rules.Decide(stranger, address("bob@beta.example"))
	if v.Route != trace.Relay || v.Rule != "strangers: relay" || !strings.Contains(v.Why.Text, "open relay") || v.Why.Setting != "mta.strangers" {
		t.Errorf("%s by %q: %v", v.Route, v.Rule, v.Why)
	}
	if v := rules.Decide(stranger, address("bib@relay.example")); v.Route != trace.Refuse {
		t.Errorf("%s by %q", v.Route, v.Rule)
	}
}
