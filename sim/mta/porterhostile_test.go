package mta_test

import (
	"net/netip"
	"strings"
	"testing"

	"mailflow/sim/guard"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// A blocklist's text, a policy's explanation, a greeting and a sender are words
// of strangers. On the wire, in the header and in the trace they stay words.
func TestStrangersCannotWriteIntoOurLines(t *testing.T) {
	const evilHello, evilSender = `x;spf=pass(a"b`, `"a; spf=pass (x\" "@evil.example`
	var replies []mail.Reply
	letter := mail.Parse("Subject: =?utf-8?Q?=1B[31m=0D=0AX-Evil:_yes?=\r\nAuthentication-Results: mail.alpha.example; spf=pass\r\n\r\nHello\r\n")
	s := play(t, func(s *stage) {
		s.cfg.Guard = guard.New(guard.Config{
			Hello: guard.Tag, Reverse: guard.Tag, SPF: guard.Tag, DNSBL: guard.Blocklists{Effect: guard.Tag, Zones: []string{"bl.example"}},
			Content: guard.Scoring{Effect: guard.Quarantine, Tag: 1, Refuse: 2, Rules: guard.StandardRules},
		})
		s.record("4.2.0.192.bl.example", "A", "127.0.0.2")
		s.record("4.2.0.192.bl.example", "TXT", `"spam\013\010X-Evil: yes\027[31m"`)
		s.record("evil.example", "TXT", `"v=spf1 -all exp=why.evil.example"`)
		s.record("why.evil.example", "TXT", `"no\013\010X-Evil: yes"`)
		stranger := s.office("mx.beta.example", false, "").host
		stranger.Go(0, func() {
			c, _, err := smtp.Dial(stranger, netip.AddrPortFrom(s.home.Addrs()[0], 25), smtp.Options{Role: trace.MTA, Protocol: trace.SMTP, Hello: evilHello})
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Quit()
			c.Hello()
			from, err := mail.ParseAddress(evilSender)
			if err != nil {
				t.Error(err)
			}
			c.Mail(from, 0, false)
			c.Rcpt(address("alice@alpha.example"))
			replies, _ = c.Data(letter, 1)
		})
	})
	if len(replies) != 1 || !replies[0].Positive() || len(s.store.got) != 1 {
		t.Fatalf("replies %v\n%s", replies, s.tale())
	}
	h := s.store.got[0].text.Header()
	if h.Has("X-Evil") || h.Count("Authentication-Results") != 1 || h.Count("Received-SPF") != 1 {
		t.Errorf("header\n%s", h)
	}
	if got := h.Get("Authentication-Results"); !strings.Contains(got, `spf=fail smtp.mailfrom="`) {
		t.Errorf("got %q", got)
	}
	for e := range s.log.All() {
		if e.Reason != nil && strings.ContainsAny(e.Reason.Text, "\r\n\x1b\x00") {
			t.Errorf("a reason with a control character: %q", e.Reason.Text)
		}
	}
}
