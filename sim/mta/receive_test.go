package mta_test

import (
	"net/netip"
	"strings"
	"testing"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// offer lets a host offer a letter to the agent; it returns the replies to the
// recipients and then to the message, if it came to that.
func (s *stage) offer(from *vnet.Host, m mail.Message, to ...string) (replies []string) {
	c, _, err := smtp.Dial(from, netip.AddrPortFrom(s.home.Addrs()[0], 25), smtp.Options{
		Role: trace.MTA, Protocol: trace.SMTP, Hello: "elsewhere.example",
	})
	if err != nil {
		s.t.Error(err)
		return nil
	}
	defer c.Quit()
	c.Hello()
	c.Mail(address("carol@elsewhere.example"), 0, false)
	accepted := 0
	for _, a := range to {
		r, _ := c.Rcpt(address(a))
		if replies = append(replies, r.String()); r.Positive() {
			accepted++
		}
	}
	if accepted > 0 {
		r, _ := c.Data(m, accepted)
		replies = append(replies, r[0].String())
	}
	return replies
}

func TestRecipientsAreJudgedOneByOne(t *testing.T) {
	var outside, inside []string
	s := play(t, func(s *stage) {
		stranger := s.office("mx.beta.example", true, "").host
		s.record("beta.example", "MX", "10 mx.beta.example.")
		stranger.Go(0, func() {
			outside = s.offer(stranger, letter, "alice@alpha.example", "nobody@alpha.example", "bob@beta.example", "carol@gamma.example")
		})
		ns := s.net.Host(nsName)
		ns.Go(0, func() { inside = s.offer(ns, letter, "bob@beta.example") })
	})
	check := func(name string, got []string, want ...string) {
		if len(got) != len(want) {
			t.Fatalf("%s: %q", name, got)
		}
		for i := range want {
			if !strings.HasPrefix(got[i], want[i]) {
				t.Errorf("%s: got %q, want %q", name, got[i], want[i])
			}
		}
	}
	check("outside", outside, "250 2.1.5", "550 5.1.1 <nobody@alpha.example>", "554 5.7.1 <bob@beta.example>: Relay access denied", "250 2.1.5", "250 2.0.0 Ok: queued as ")
	check("inside", inside, "250 2.1.5", "250 2.0.0")

	var routes []string
	for _, d := range told[trace.RelayDecided](s) {
		routes = append(routes, d.Recipient+" "+string(d.Route))
	}
	if want := "alice@alpha.example local|nobody@alpha.example refuse|bob@beta.example refuse|carol@gamma.example relay"; !strings.Contains(strings.Join(routes, "|"), want) {
		t.Errorf("decisions %q", routes)
	}
	if refused := told[trace.MessageRefused](s); len(refused) != 2 || refused[0].Recipient != "nobody@alpha.example" || refused[0].Stage != trace.AtRcpt {
		t.Errorf("refused %+v", refused)
	}
}

// The field says which name the client gave, which one it has in the DNS, its
// address, and the queue id by which the two ends of a hop can be matched.
func TestAcceptedMailGetsAReceivedField(t *testing.T) {
	s := play(t, func(s *stage) {
		stranger := s.office("mx.beta.example", true, "").host
		stranger.Go(0, func() { s.offer(stranger, letter, "alice@alpha.example") })
	})
	if len(s.store.got) != 1 {
		t.Fatalf("the store got %d letters", len(s.store.got))
	}
	text := s.store.got[0].text
	id := told[trace.MessageAccepted](s)[0].ID
	for _, part := range []string{"from elsewhere.example (mx.beta.example [192.0.2.4])", "by " + home, "with ESMTP id " + id, "for <alice@alpha.example>"} {
		if got := text.Header().Get("Received"); !strings.Contains(got, part) {
			t.Errorf("the field %q lacks %q", got, part)
		}
	}
	if text.Header()[0].Name() != "Received" || text.Body() != letter.Body() || text.Header().Count("Subject") != 1 {
		t.Errorf("the letter became\n%s", text)
	}
}

func TestALoopEndsAtTheHopLimit(t *testing.T) {
	looped := mail.Parse(strings.Repeat("Received: from a by b; Mon, 2 Mar 2026 09:00:00 +0000\r\n", mail.Postfix.HopLimit) + letter.String())
	fewer := mail.Parse(looped.String()[strings.Index(looped.String(), "\n")+1:])
	var replies []string
	s := play(t, func(s *stage) {
		stranger := s.office("mx.beta.example", true, "").host
		stranger.Go(0, func() {
			replies = append(s.offer(stranger, looped, "alice@alpha.example"), s.offer(stranger, fewer, "alice@alpha.example")...)
		})
	})
	if len(replies) != 4 || !strings.HasPrefix(replies[1], "554 5.4.0") || !strings.HasPrefix(replies[3], "250") {
		t.Errorf("replies %q", replies)
	}
	if len(s.store.got) != 1 {
		t.Errorf("the store got %d letters", len(s.store.got))
	}
}

func TestTheSizeLimitHolds(t *testing.T) {
	var replies []string
	play(t, func(s *stage) {
		s.cfg.MaxOctets = 1000
		ns := s.net.Host(nsName)
		big := mail.Parse(letter.String() + strings.Repeat("x", 998) + "\r\n")
		ns.Go(0, func() { replies = s.offer(ns, big, "alice@alpha.example") })
	})
	if len(replies) != 2 || !strings.HasPrefix(replies[1], "552 5.3.4") {
		t.Errorf("replies %q", replies)
	}
}
