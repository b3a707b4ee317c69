package mta_test

import (
	"strings"
	"testing"
	"time"

	"mailflow/sim/guard"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// The guard is asked about those whom the rules would take, and its no is said
// to the recipient, in the words of the software, with the reason in the trace.
func TestTheGuardSaysNoToARecipient(t *testing.T) {
	var replies []string
	s := play(t, func(s *stage) {
		s.cfg.Guard = guard.New(guard.Config{DNSBL: guard.Blocklists{Effect: guard.Refuse, Zones: []string{"bl.example"}}})
		s.record("4.2.0.192.bl.example", "A", "127.0.0.2")
		s.record("4.2.0.192.bl.example", "TXT", "spam on Monday")
		stranger := s.office("mx.beta.example", true, "").host
		stranger.Go(0, func() {
			replies = s.offer(stranger, letter, "alice@alpha.example", "nobody@alpha.example", "postmaster@alpha.example")
		})
	})
	want := "550 5.7.1 Service unavailable; Client host [192.0.2.4] blocked using bl.example; spam on Monday|550 5.1.1 <nobody@alpha.example>|250 2.1.5 Ok|250 2.0.0 Ok"
	for i, w := range strings.Split(want, "|") {
		if len(replies) != 4 || !strings.HasPrefix(replies[i], w) {
			t.Fatalf("got %q", replies)
		}
	}
	verdicts := told[trace.GuardVerdict](s)
	if len(verdicts) != 2 || verdicts[0].Result != "listed" || verdicts[0].Effect != "refuse" || verdicts[1].Effect != "none" {
		t.Errorf("verdicts %+v", verdicts)
	}
	for e := range s.log.All() {
		if _, ok := e.Body.(trace.MessageRefused); ok && (e.Reason == nil || e.Reason.Text == "") {
			t.Errorf("a refusal without a reason: %+v", e)
		}
	}
	if len(s.store.got) != 1 || s.store.got[0].to[0] != "postmaster@alpha.example" {
		t.Errorf("the store got %+v", s.store.got)
	}
}

// What the guard adds stands above the Received field, and what came in under
// its names is gone.
func TestTheGuardWritesIntoTheHeader(t *testing.T) {
	forged := mail.Parse("Authentication-Results: mail.alpha.example; spf=pass\r\nX-Spam-Flag: NO\r\n" + letter.String())
	s := play(t, func(s *stage) {
		s.cfg.Guard = guard.New(guard.Config{SPF: guard.Quarantine, Reverse: guard.Tag})
		s.record("elsewhere.example", "TXT", "v=spf1 -all")
		stranger := s.office("mx.beta.example", false, "").host
		stranger.Go(0, func() { s.offer(stranger, forged, "alice@alpha.example") })
	})
	h := s.store.got[0].text.Header()
	var names []string
	for _, f := range h {
		names = append(names, f.Name())
	}
	if got := strings.Join(names, " "); got != "Authentication-Results Received-SPF X-Warning X-Warning X-Spam-Flag Received From To Subject" {
		t.Errorf("fields %s", got)
	}
	if got := h.Get("Authentication-Results"); got != "mail.alpha.example;\tiprev=permerror policy.iprev=192.0.2.4;\tspf=fail smtp.mailfrom=carol@elsewhere.example" {
		t.Errorf("got %q", got)
	}
	if h.Get("X-Spam-Flag") != "YES" {
		t.Errorf("got %q", h.Get("X-Spam-Flag"))
	}
}

// Our own hosts are not checked.
func TestTheGuardLetsOurOwnPass(t *testing.T) {
	var replies []string
	s := play(t, func(s *stage) {
		s.cfg.Guard = guard.New(guard.Config{Greylist: guard.Greylisting{Effect: guard.Refuse, Delay: time.Minute, Window: time.Hour, Prefix: 24}})
		ns := s.net.Host(nsName)
		ns.Go(0, func() { replies = s.offer(ns, letter, "alice@alpha.example") })
	})
	if len(replies) != 2 || !strings.HasPrefix(replies[1], "250") {
		t.Errorf("replies %q", replies)
	}
	if v := told[trace.GuardVerdict](s); len(v) != 1 || v[0].Result != "own network" {
		t.Errorf("verdicts %+v", v)
	}
}

// What the guard says is said in the manner of the server's software.
func TestTheGuardSpeaksTheDialectOfItsServer(t *testing.T) {
	for _, c := range []struct {
		dialect      *mail.Dialect
		never, later string
	}{
		{mail.Postfix, "550 5.7.1 Service unavailable; Client host", "451 4.7.1 <alice@alpha.example>"},
		{mail.Exim, "550 Service unavailable; Client host", "451 <alice@alpha.example>"},
		{mail.Sendmail, "554 5.7.1 Service unavailable; Client host", "451 4.7.1 <alice@alpha.example>"},
		{mail.Qmail, "554 Service unavailable; Client host", "451 <alice@alpha.example>"},
		{mail.Exchange, "550 5.7.1 Service unavailable; Client host", "451 4.7.1 <alice@alpha.example>"},
	} {
		var replies []string
		play(t, func(s *stage) {
			s.cfg.Dialect = c.dialect
			s.cfg.Guard = guard.New(guard.Config{
				DNSBL:    guard.Blocklists{Effect: guard.Refuse, Zones: []string{"bl.example"}},
				Greylist: guard.Greylisting{Effect: guard.Refuse, Delay: time.Minute, Window: time.Hour, Prefix: 32},
			})
			s.record("4.2.0.192.bl.example", "A", "127.0.0.2")
			listed, newcomer := s.office("mx.beta.example", true, "").host, s.office("mx.delta.example", true, "").host
			listed.Go(0, func() {
				replies = append(replies, s.offer(listed, letter, "alice@alpha.example")...)
				replies = append(replies, s.offer(newcomer, letter, "alice@alpha.example")...)
			})
		})
		if len(replies) != 2 || !strings.HasPrefix(replies[0], c.never) || !strings.HasPrefix(replies[1], c.later) {
			t.Errorf("%s says %q", c.dialect.Name, replies)
		}
	}
}
