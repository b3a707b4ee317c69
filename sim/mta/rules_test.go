package mta_test

import (
	"net/netip"
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
		{outside, "bob@sub.gamma.example", trace.Refuse, "everybody else", false},
		{inside, "bob@beta.example", trace.Relay, "own network", false},
		{outside, "bob@beta.example", trace.Refuse, "everybody else", false},
		{"192.0.2.16", "bob@beta.example", trace.Refuse, "everybody else", false},
		{"2001:db8::1", "bob@beta.example", trace.Refuse, "everybody else", false},
		// A domain hidden in the local part, or one that only looks like ours, is
		// none of ours.
		{outside, `"bob@beta.example"@alpha.example`, trace.Refuse, "own domain alpha.example", true},
		{outside, "bob%beta.example@alpha.example", trace.Refuse, "own domain alpha.example", true},
		{outside, "alice@alpha.example.beta.example", trace.Refuse, "everybody else", false},
	} {
		v := rules.Decide(netip.MustParseAddr(c.client), address(c.to))
		if v.Route != c.route || v.Rule != c.rule || v.Unknown != c.unknown {
			t.Errorf("%s for %s: %s by %q, unknown %t", c.to, c.client, v.Route, v.Rule, v.Unknown)
		}
		if v.Why == nil || v.Why.Text == "" || v.Why.RFC == "" {
			t.Errorf("%s for %s: no reason", c.to, c.client)
		}
	}
}
