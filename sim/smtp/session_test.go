package smtp_test

import (
	"strings"
	"testing"

	"mailflow/sim/accounts"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// witness is a handler that writes down what it knows.
type witness struct {
	yes
	saw func(*smtp.Session, mail.Message)
}

// yes is a handler without opinions.
type yes struct{}

func (yes) Mail(*smtp.Session, mail.Address) smtp.Answer { return smtp.Answer{} }
func (yes) Rcpt(*smtp.Session, mail.Address) smtp.Answer { return smtp.Answer{} }
func (w witness) Data(s *smtp.Session, m mail.Message) []smtp.Answer {
	w.saw(s, m)
	return []smtp.Answer{{}}
}
func (yes) Authenticate(_ *smtp.Session, user, _ string) accounts.Attempt {
	return accounts.Attempt{User: user}
}

// serveWitness opens a server that tells saw about each message.
func (s *stage) serveWitness(cfg smtp.Config, saw func(*smtp.Session, mail.Message)) {
	cfg.Role, cfg.Dialect = trace.MSA, mail.Postfix
	if cfg.Protocol == "" {
		cfg.Protocol = trace.SMTP
	}
	cfg.New = func(*smtp.Session) smtp.Handler { return witness{saw: saw} }
	smtp.Serve(s.server, int(port.Port()), cfg)
}

// What a handler knows of a connection, and what of that goes into a Received
// field: the protocol's name is that of RFC 3848.
func TestWhatTheSessionKnows(t *testing.T) {
	for _, tc := range []struct {
		protocol trace.Protocol
		tls, log bool
		want     mail.Protocol
	}{
		{trace.SMTP, false, false, "ESMTP"},
		{trace.SMTP, true, false, "ESMTPS"},
		{trace.SMTP, false, true, "ESMTPA"},
		{trace.SMTP, true, true, "ESMTPSA"},
		{trace.LMTP, false, false, "LMTP"},
		{trace.LMTP, true, true, "LMTPSA"},
	} {
		t.Run(string(tc.want), func(t *testing.T) {
			seen := false
			play(t, func(s *stage) {
				cfg := smtp.Config{Protocol: tc.protocol, Auth: true}
				if tc.tls {
					cfg.TLS = ca.Server("mx.example")
				}
				s.serveWitness(cfg, func(v *smtp.Session, m mail.Message) {
					seen = true
					e := v.Envelope
					if v.HelloAs != "client.example" || v.Client != s.client.Addrs()[0] || v.Port != 25 || v.PeerName() != "client.example" || v.Message != "m1" {
						t.Errorf("the session is %+v", v)
					}
					if e.From != alice || len(e.Recipients) != 1 || e.Recipients[0] != bob || e.Size != len(body) || !e.EightBit {
						t.Errorf("the envelope is %+v", e)
					}
					h := v.Hop("4F2K9")
					if h.Protocol != tc.want || h.ID != "4F2K9" || h.HelloName != "client.example" || h.By != "mx.example" || h.Recipient != bob || h.Sender != alice || (h.User == "alice") != tc.log {
						t.Errorf("the hop is %+v", h)
					}
					if (h.TLSVersion == "TLS 1.3") != tc.tls || (h.TLSCipher != "") != tc.tls {
						t.Errorf("the hop is %+v", h)
					}
				})
				o := options()
				o.Protocol = tc.protocol
				talk(t, s, o, func(c *smtp.Client, _ mail.Reply) {
					c.Hello()
					if tc.tls {
						c.StartTLS(ca.Client("mx.example"))
						c.Hello()
					}
					if tc.log {
						c.Auth("alice", "secret")
					}
					c.Mail(alice, len(body), true)
					c.Rcpt(bob)
					if r, err := c.Data(mail.Parse(body), 1); err != nil || r[0].String() != "250 2.0.0 Ok" {
						t.Errorf("DATA: %v, %v", r, err)
					}
					c.Quit()
				})
			})
			if !seen {
				t.Error("no message arrived")
			}
		})
	}
}

// A hop that names several recipients would tell each of the others.
func TestHopKeepsRecipientsApart(t *testing.T) {
	play(t, func(s *stage) {
		s.serveWitness(smtp.Config{}, func(v *smtp.Session, _ mail.Message) {
			if h := v.Hop("x"); !h.Recipient.IsNull() {
				t.Errorf("the hop names %v", h.Recipient)
			}
		})
		talk(t, s, options(), func(c *smtp.Client, _ mail.Reply) {
			c.Hello()
			c.Mail(alice, 0, false)
			c.Rcpt(bob)
			c.Rcpt(full)
			c.Data(mail.Parse(body), 1)
		})
	})
}

// What a handler does elsewhere before it answers stands between the message
// and the reply in the chain of causes.
func TestHandlersEventsAreCauses(t *testing.T) {
	s := play(t, func(s *stage) {
		s.serveWitness(smtp.Config{}, func(v *smtp.Session, _ mail.Message) {
			m := v.Mark()
			v.Led(s.server.Emit(trace.About{Message: m.Message, Cause: m.Cause}, trace.DNSQuery{}))
			v.Emit(nil, trace.MessageAccepted{})
		})
		talk(t, s, options(), func(c *smtp.Client, _ mail.Reply) {
			if c.PeerName() != "mx.example" || c.ID() != "c1" {
				t.Errorf("the connection is %s to %s", c.ID(), c.PeerName())
			}
			c.Hello()
			c.Mail(alice, 0, false)
			c.Rcpt(bob)
			c.About(trace.Mark{Message: "m2", Cause: c.Mark().Cause})
			c.Data(mail.Parse(body), 1)
			if c.Doing() != "DATA" {
				t.Errorf("the client is doing %s", c.Doing())
			}
			var chain []string
			for _, seq := range s.log.Index().Causes(c.Mark().Cause)[:3] {
				e, _ := s.log.Event(seq)
				chain = append(chain, string(e.Kind())+" "+e.Message)
			}
			if got := strings.Join(chain, ", "); got != "message.accepted m2, dns.query m2, smtp.content m2" {
				t.Errorf("the reply follows from %s", got)
			}
		})
	})
	if len(told[trace.MessageAccepted](s)) != 1 {
		t.Error("the message was not accepted")
	}
}
