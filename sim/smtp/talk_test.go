package smtp_test

import (
	"context"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/record"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

type yes struct{ got *mail.Message }

func (yes) Mail(*smtp.Session, mail.Address) smtp.Answer { return smtp.Answer{} }
func (yes) Rcpt(_ *smtp.Session, to mail.Address) smtp.Answer {
	if to.Local == "nobody" {
		return smtp.Answer{Reply: mail.Postfix.Replies.UserUnknown.With(mail.Words{Address: to.String()})}
	}
	return smtp.Answer{}
}
func (y yes) Data(_ *smtp.Session, m mail.Message) []smtp.Answer {
	*y.got = m
	return []smtp.Answer{{Reply: mail.Postfix.Replies.Queued.With(mail.Words{ID: "4F2K9"})}}
}

func TestALetterGoesThrough(t *testing.T) {
	var got mail.Message
	log := record.New(record.Options{})
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	_, err := vtime.Run(context.Background(), vtime.Config{Start: start, Seed: 1}, func(c *vtime.Clock) func(vtime.Outcome) {
		n := vnet.New(c, log.Emit)
		s := n.AddSite(vnet.SiteConfig{Name: "x.example", LAN: vnet.Line{Latency: time.Millisecond}})
		a, _ := n.AddHost(vnet.HostConfig{Name: "a.x.example", Site: s, Addresses: []netip.Addr{netip.MustParseAddr("192.0.2.1")}})
		b, _ := n.AddHost(vnet.HostConfig{Name: "b.x.example", Site: s, Addresses: []netip.Addr{netip.MustParseAddr("192.0.2.2")}})
		smtp.Serve(b, 25, smtp.Config{Protocol: trace.SMTP, Role: trace.MTA, Dialect: mail.Postfix, New: func(*smtp.Session) smtp.Handler { return yes{&got} }})
		a.Go(0, func() {
			cl, greeting, err := smtp.Dial(a, netip.MustParseAddrPort("192.0.2.2:25"), smtp.Options{Role: trace.MTA, Protocol: trace.SMTP, Hello: a.Name(), Mark: trace.Mark{Message: "m1"}})
			if err != nil {
				t.Error(err)
				return
			}
			t.Log(greeting)
			from, _ := mail.ParseAddress("alice@x.example")
			bob, _ := mail.ParseAddress("bob@x.example")
			nobody, _ := mail.ParseAddress("nobody@x.example")
			m := mail.Parse("From: alice\r\n\r\nHello\r\n.dot\r\nend\r\n")
			cl.Hello()
			cl.Mail(from, m.Len(), false)
			cl.Rcpt(nobody)
			cl.Rcpt(bob)
			r, err := cl.Data(m, 1)
			t.Log(r, err)
			cl.Quit()
		})
		return func(vtime.Outcome) { n.Close() }
	})
	if err != nil {
		t.Fatal(err)
	}
	var sb strings.Builder
	record.WriteJSONL(&sb, slices.Values(log.After(0, 1000)))
	t.Log(sb.String())
	if got.String() != "From: alice\r\n\r\nHello\r\n.dot\r\nend\r\n" {
		t.Errorf("got %q", got.String())
	}
}
