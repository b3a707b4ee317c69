package guard_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"mailflow/sim/dns"
	"mailflow/sim/guard"
)

// hostile is what somebody may try to get into our lines.
var hostile = []string{
	"x\r\nX-Evil: yes", "x\nX-Evil: yes", "x\rX-Evil: yes", "x\x00y", "x\x1b[31my", "x\u009b31my", "\x9b31m\xff", "x; spf=pass", "x) (evil", `x" ; spf=pass "`, "x\\", strings.Repeat("x", 5000),
}

// Nothing that a client, a name server or a letter says can begin a line of ours:
// not in a reply, not in a header, not in a reason.
func TestNothingCanBeInjected(t *testing.T) {
	for _, evil := range hostile {
		d := newDesk(map[string][]string{
			"9.2.0.192.bl.example A": {"127.0.0.2"}, "9.2.0.192.bl.example TXT": {evil},
			"alpha.example TXT": {"v=spf1 -all exp=why.alpha.example"}, "why.alpha.example TXT": {evil},
			"evil.example TXT": {"v=spf1 " + evil},
		})
		text := fmt.Sprintf("Subject: %s\r\nAuthentication-Results: mail.beta.example; spf=pass\r\nX-Spam-Flag: YES\r\nX-Spam-Status: No\r\n\r\nHello\r\n", strings.NewReplacer("\r", "?", "\n", "?").Replace(evil))
		for _, e := range []guard.Effect{guard.Tag, guard.Quarantine, guard.Refuse} {
			cfg := guard.Config{
				Hello: e, Reverse: e, SPF: e, DNSBL: guard.Blocklists{Effect: e, Zones: []string{"bl.example"}},
				Content: guard.Scoring{Effect: e, Tag: 0, Refuse: 0, Rules: []guard.Rule{{Name: "ALL", Weight: 1, In: "Subject", Pattern: regexp.MustCompile(""), Text: "all"}}},
			}
			for _, from := range []string{"alice@alpha.example", `"a; spf=pass (x"@evil.example`, ""} {
				c := call{hello: evil, from: from, text: text, reverse: dns.HostName{Name: evil}, to: []string{"bob@beta.example", "postmaster@beta.example"}}
				replies, header := c.make(t, guard.New(cfg), d)
				for _, r := range replies {
					clean(t, "reply", r.Text)
					if strings.Count(r.Wire(), "\n") > 1 || len(r.Wire()) > 6000 {
						t.Errorf("a reply of several lines: %q", r.Wire())
					}
				}
				for _, v := range d.told {
					clean(t, "reason", v.Why.Text)
				}
				for _, f := range header {
					forged := strings.Contains(f.Value(), "spf=pass") && !quotedPass.MatchString(f.Value())
					if f.Is("X-Evil") || f.Is("X-Spam-Status") && strings.HasPrefix(f.Value(), "No") || forged && (f.Is("Authentication-Results") || f.Is("Received-SPF")) {
						t.Errorf("%q from %q and %q", f.Raw(), evil, from)
					}
					if !f.Is("Subject") {
						clean(t, "field", strings.NewReplacer("\r\n\t", "", "\r\n ", "", "\r\n", "").Replace(f.Raw()))
					}
				}
				if n := header.Count("Authentication-Results"); header != nil && n != 1 {
					t.Errorf("%d fields Authentication-Results", n)
				}
				d.told = nil
			}
		}
	}
}

// quotedPass is a forged result inside of quotes or a comment, where it means
// nothing.
var quotedPass = regexp.MustCompile(`"[^"\r\n]*spf=pass|\([^)]*spf=pass`)

func clean(t *testing.T, what, s string) {
	t.Helper()
	if strings.ContainsFunc(s, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 }) || !utf8.ValidString(s) {
		t.Errorf("a %s with a control character: %q", what, s)
	}
}
