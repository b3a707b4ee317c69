package msa_test

import (
	"strings"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/msa"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// On port 465 there is no STARTTLS, for there is nothing before TLS.
func TestTheOtherPortIsEncryptedFromTheStart(t *testing.T) {
	w := &world{port: msa.PortTLS}
	visit(t, w, func(c *smtp.Client) {
		if _, offered := c.Offers("STARTTLS"); offered || c.TLS() == nil {
			t.Errorf("STARTTLS offered: %v, TLS: %v", offered, c.TLS())
		}
		expect(t, "without a login", submit(t, c, header), "530 5.7.0 Authentication required")
		w.login(c)
		expect(t, "then", submit(t, c, header), "250 2.0.0 Ok: queued as Q1")
	})
	e := talk.Kind[trace.TLSEstablished](w.World)
	if len(e) != 1 || !e[0].Body.(trace.TLSEstablished).Implicit {
		t.Errorf("handshakes %+v", e)
	}
	if got := w.tray.messages[0].Header().Get("Received"); !strings.Contains(got, "with ESMTPSA id Q1") {
		t.Errorf("Received: %s", got)
	}
}

func TestBareAddressesAreCompleted(t *testing.T) {
	w := &world{}
	visit(t, w, func(c *smtp.Client) {
		w.login(c)
		for _, line := range []string{"MAIL FROM:<alice>", "RCPT TO:<bob>", "RCPT TO:<carol@gamma.example>"} {
			r, err := c.Command(line)
			if err != nil || !r.Positive() {
				t.Errorf("%s: %v, %v", line, r, err)
			}
		}
		r, _ := c.Command("RCPT TO:<nobody>")
		expect(t, "nobody", r.String(), "550 5.1.1 <nobody@beta.example>")
		r, _ = c.Command("RCPT TO:<bob@sales>")
		expect(t, "half a domain", r.String(), "550 5.1.2 <bob@sales>: Recipient address rejected: Domain not found")
		c.Data(mail.Parse("From: Alice <alice>\r\nTo: bob, Carol <carol@gamma.example>\r\nDate: x\r\nMessage-ID: <1@x>\r\n\r\nHi\r\n"), 1)
	})
	e := w.tray.envelopes[0]
	if got := strings.Join(mail.Strings(append(e.Recipients, e.From)), " "); got != "bob@beta.example carol@gamma.example alice@beta.example" {
		t.Errorf("envelope %s", got)
	}
	h := w.tray.messages[0].Header()
	if from, to := h.Get("From"), h.Get("To"); from != "Alice <alice@beta.example>" || to != "bob@beta.example, Carol <carol@gamma.example>" {
		t.Errorf("From: %s, To: %s", from, to)
	}
	if h.Has("Sender") {
		t.Error("Alice is taken for somebody else")
	}
	reasons := ""
	for _, e := range talk.Kind[trace.RelayDecided](w.World) {
		reasons += e.Reason.Text
	}
	if n := strings.Count(reasons, "came without a domain"); n != 2 {
		t.Errorf("%d addresses were completed with a reason: %s", n, reasons)
	}
}

// A login proves who speaks, and not what the From field says.
func TestWhoeverWritesForOthersIsNamed(t *testing.T) {
	for _, tc := range []struct{ fields, sender string }{
		{"From: The boss <boss@beta.example>\r\n", "alice@beta.example"},
		{"From: The boss <boss@beta.example>\r\nSender: boss@beta.example\r\n", "alice@beta.example"},
		{"From: The boss <boss@beta.example>\r\nSender: alice\r\n", "alice"},
		{"From: alice@beta.example, bob@beta.example\r\n", ""},
	} {
		w := &world{}
		visit(t, w, func(c *smtp.Client) {
			w.login(c)
			expect(t, tc.fields, submit(t, c, tc.fields+"\r\n"), "250")
		})
		h := w.tray.messages[0].Header()
		if got := h.Get("Sender"); got != tc.sender || h.Count("Sender") > 1 {
			t.Errorf("%q: Sender: %s", tc.fields, got)
		}
	}
}

func TestSenders(t *testing.T) {
	for _, tc := range []struct {
		rule msa.Senders
		want string // for alice's own address, a colleague's, a stranger's at home, and elsewhere
	}{
		{msa.Own, "250 553 553 553"}, {msa.Site, "250 250 553 553"}, {msa.Any, "250 250 250 250"},
	} {
		w := &world{setUp: func(cfg *msa.Config) { cfg.Senders = tc.rule }}
		var got []string
		visit(t, w, func(c *smtp.Client) {
			w.login(c)
			for _, from := range []string{"alice@beta.example", "bob@beta.example", "boss@beta.example", "alice@gamma.example"} {
				r, _ := c.Mail(address(from), 0, false)
				got = append(got, r.String()[:3])
				c.Reset()
			}
		})
		if strings.Join(got, " ") != tc.want {
			t.Errorf("rule %d: %v, want %s", tc.rule, got, tc.want)
		}
	}
}

func TestAStrictServerWantsAProperName(t *testing.T) {
	for hello, want := range map[string]string{
		"pc1.beta.example": "250", "[198.51.100.101]": "250",
		"laptop": "501 5.5.2 <laptop>: Helo command rejected: Invalid name", "my_pc.beta.example": "501", "pc..example": "501", "[pc]": "501",
	} {
		for _, strict := range []bool{true, false} {
			w := &world{hello: hello, setUp: func(cfg *msa.Config) { cfg.Strict = strict }}
			visit(t, w, func(c *smtp.Client) {
				w.login(c)
				r, _ := c.Mail(address("alice@beta.example"), 0, false)
				if !strict {
					want = "250"
				}
				expect(t, hello, r.String(), want)
			})
		}
	}
}

// What the DNS does not know at all cannot get mail; what it has no answer for
// may well get some later.
func TestDomainsThatDoNotExistAreRefused(t *testing.T) {
	w := &world{setUp: func(cfg *msa.Config) { cfg.AskDomains = true }}
	visit(t, w, func(c *smtp.Client) {
		w.login(c)
		c.Mail(address("alice@beta.example"), 0, false)
		for _, s := range []struct{ to, want string }{
			{"carol@gamma.example", "250"}, // an address is enough (RFC 5321 §5.1)
			{"carol@gama.example", "550 5.1.2 <carol@gama.example>: Recipient address rejected: Domain not found"},
			{"carol@[192.0.2.1]", "250"},
		} {
			r, _ := c.Rcpt(address(s.to))
			expect(t, s.to, r.String(), s.want)
		}
	})
	refused := talk.Kind[trace.MessageRefused](w.World)
	if len(refused) != 1 || refused[0].Reason.Setting != "msa.ask_domains" {
		t.Errorf("refused %+v", refused)
	}
}
