package msa_test

import (
	"strings"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

const header = "From: Alice <alice@beta.example>\r\nTo: carol@gamma.example\r\nSubject: Hi\r\n"

// submit offers a letter and returns the last reply.
func submit(t *testing.T, c *smtp.Client, text string) string {
	t.Helper()
	m := mail.Parse(text)
	r, err := c.Mail(address("alice@beta.example"), m.Len(), false)
	if err == nil && r.Positive() {
		r, err = c.Rcpt(address("carol@gamma.example"))
	}
	if err == nil && r.Positive() {
		var replies []mail.Reply
		if replies, err = c.Data(m, 1); err == nil {
			r = replies[0]
		}
	}
	if err != nil {
		t.Error(err)
	}
	return r.String()
}

func expect(t *testing.T, what, got, want string) {
	t.Helper()
	if !strings.HasPrefix(got, want) {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestNothingGoesWithoutTLSAndALogin(t *testing.T) {
	w := &world{}
	visit(t, w, func(c *smtp.Client) {
		if _, offered := c.Offers("AUTH"); offered {
			t.Error("passwords are asked for in clear")
		}
		expect(t, "in clear", submit(t, c, header), "530 5.7.0 Must issue a STARTTLS command first")
		r, _ := c.Auth("alice", "secret")
		if r.Positive() {
			t.Error("a password was taken in clear")
		}
		c.StartTLS(w.trust)
		c.Hello()
		expect(t, "without a login", submit(t, c, header), "530 5.7.0 Authentication required")
		for _, wrong := range [][2]string{{"alice", "geheim"}, {"nobody", "secret"}, {"", ""}} {
			r, _ = c.Auth(wrong[0], wrong[1])
			expect(t, "wrong password", r.String(), "535 5.7.8")
		}
		expect(t, "after wrong passwords", submit(t, c, header), "530 5.7.0 Authentication required")
		r, _ = c.Auth("alice", "secret")
		expect(t, "right password", r.String(), "235")
		expect(t, "then", submit(t, c, header), "250 2.0.0 Ok: queued as Q1")
	})
	if len(w.tray.messages) != 1 {
		t.Errorf("%d letters in the queue", len(w.tray.messages))
	}
}

func TestAServerWithoutACertificateTakesPasswordsInClear(t *testing.T) {
	w := &world{insecure: true}
	visit(t, w, func(c *smtp.Client) {
		expect(t, "without a login", submit(t, c, header), "530 5.7.0 Authentication required")
		r, _ := c.Auth("alice", "secret")
		expect(t, "login", r.String(), "235")
		expect(t, "then", submit(t, c, header), "250")
	})
}

func TestUsersSendAsThemselves(t *testing.T) {
	w := &world{}
	visit(t, w, func(c *smtp.Client) {
		w.login(c)
		for _, s := range []struct{ from, want string }{
			{"bob@beta.example", "553 5.7.1 <bob@beta.example>: Sender address rejected: not owned by user alice"},
			{"alice@elsewhere.example", "553"},
			{"", "250"}, // a report, as of having read a letter (RFC 8098 §3)
			{"alice@beta.example", "250"},
		} {
			r, _ := c.Mail(address(s.from), 0, false)
			expect(t, s.from, r.String(), s.want)
			c.Reset()
		}
	})
	if refused := talk.Kind[trace.MessageRefused](w.World); len(refused) != 2 || refused[0].Reason == nil || refused[0].Role != trace.MSA {
		t.Errorf("refused %+v", refused)
	}
}

func TestRecipientsHereMustExist(t *testing.T) {
	w := &world{}
	visit(t, w, func(c *smtp.Client) {
		w.login(c)
		c.Mail(address("alice@beta.example"), 0, false)
		for _, s := range []struct{ to, want string }{
			{"bob@beta.example", "250"},
			{"bob@BETA.example", "250"},
			{"bib@beta.example", "550 5.1.1 <bib@beta.example>"},
			{"bib@gamma.example", "250"}, // who knows
			{"bob@beta.example.gamma.example", "250"},
		} {
			r, _ := c.Rcpt(address(s.to))
			expect(t, s.to, r.String(), s.want)
		}
	})
	var routes []string
	for _, e := range talk.Kind[trace.RelayDecided](w.World) {
		routes = append(routes, string(e.Body.(trace.RelayDecided).Route))
	}
	if got := strings.Join(routes, " "); got != "local local refuse relay relay" {
		t.Errorf("routes %s", got)
	}
}

func TestWhatIsNoMessageIsRefused(t *testing.T) {
	w := &world{max: 2000}
	visit(t, w, func(c *smtp.Client) {
		w.login(c)
		for _, m := range []struct{ text, want string }{
			{"To: carol@gamma.example\r\n\r\nHi\r\n", "550 5.7.1 the message has no From field"},
			{"", "550 5.7.1 the message has no From field"},
			{"\r\nFrom: alice@beta.example\r\n", "550 5.7.1 the message has no From field"},
			{"From: Alice Example\r\n\r\n", "550 5.7.1 the From field holds no address"},
			{header + "Reply-To: nobody in particular\r\n\r\n", "550 5.7.1 the Reply-To field holds no address"},
			{header + "Cc:\r\n\r\n", "250"},
			{"From: alice\r\nTo: undisclosed-recipients:;\r\n\r\n", "250"},
			{"From:\r\n\r\n", "550 5.7.1 the From field holds no address"},
			{header + "From: bob@beta.example\r\n\r\n", "550 5.7.1 the message has more than one From field"},
			{header + "subject: again\r\n\r\n", "550 5.7.1 the message has more than one Subject field"},
			{header + "Cc: a@b.example\r\nCc: c@d.example\r\n\r\n", "550 5.7.1 the message has more than one Cc field"},
			{header + "Comments: one\r\nComments: two\r\n\r\nHi\r\n", "250"},
			{header + "\r\n" + strings.Repeat("x", 2000), "552 5.3.4"},
		} {
			expect(t, m.text[:min(len(m.text), 60)], submit(t, c, m.text), m.want)
			c.Reset()
		}
	})
}
