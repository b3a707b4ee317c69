package mua_test

import (
	"strings"
	"testing"

	"mailflow/sim/dns"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail/compose"
	"mailflow/sim/mua"
	"mailflow/sim/pki"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// What becomes of one letter, by how the program and the server are set up.
func TestSending(t *testing.T) {
	for _, tc := range []struct {
		name   string
		server func(*smtp.Config)
		port   int // 587 if zero
		set    func(*office, *mua.Config)
		letter compose.Letter
		told   string
		verbs  string
		taken  int
	}{
		{
			name:   "as it should be",
			letter: lunch("ann@beta.example", "eve@alpha.example"),
			told:   "submitted m1 from bob@beta.example to ann@beta.example eve@alpha.example",
			verbs:  "EHLO STARTTLS EHLO AUTH MAIL RCPT RCPT DATA content QUIT",
			taken:  1,
		}, {
			name: "TLS from the first octet", port: 465,
			server: func(c *smtp.Config) { c.Implicit = true },
			set: func(_ *office, c *mua.Config) {
				c.Outgoing = mua.Server{Host: serverName, Port: 465, TLS: mua.ImplicitTLS}
			},
			told:  "submitted m1 from bob@beta.example to ann@beta.example",
			verbs: "EHLO AUTH MAIL RCPT DATA content QUIT",
			taken: 1,
		}, {
			name: "the old way", port: 25,
			server: func(c *smtp.Config) { c.TLS, c.Auth = nil, false },
			set:    func(_ *office, c *mua.Config) { c.Outgoing = mua.Server{Host: serverName, Port: 25} },
			told:   "submitted m1 from bob@beta.example to ann@beta.example",
			verbs:  "EHLO MAIL RCPT DATA content QUIT",
			taken:  1,
		}, {
			name:  "a wrong password",
			set:   func(_ *office, c *mua.Config) { c.Password = "guess" },
			told:  "laptop cannot send: The server does not know this user with this password. 535",
			verbs: "EHLO STARTTLS EHLO AUTH QUIT",
		}, {
			name:   "STARTTLS is stripped",
			server: func(c *smtp.Config) { c.TLS = nil },
			told: "laptop cannot send: The server does not offer STARTTLS, or somebody on the way took the offer out. " +
				"The program keeps its password to itself rather than say it where others can listen.",
			verbs: "EHLO QUIT",
		}, {
			name: "a certificate for another name",
			server: func(c *smtp.Config) {
				c.TLS = pki.New(1, talk.Start).Server("www.beta.example")
			},
			told:  "laptop cannot send: The server shows a certificate for another name than mail.beta.example: it may be somebody else, so the program tells it nothing.",
			verbs: "EHLO STARTTLS",
		}, {
			name:   "a certificate from nobody",
			server: func(c *smtp.Config) { c.TLS = pki.New(2, talk.Start).Server(serverName) },
			told:   "laptop cannot send: Nobody whom the program trusts has vouched for the server's certificate.",
			verbs:  "EHLO STARTTLS",
		}, {
			name:  "no TLS where the program begins with it",
			set:   func(_ *office, c *mua.Config) { c.Outgoing.TLS = mua.ImplicitTLS },
			told:  "laptop cannot send: The server does not speak TLS where the program begins with it.",
			verbs: "",
		}, {
			name:   "one of three recipients is refused",
			letter: lunch("ann@beta.example", "bad@beta.example", "eve@alpha.example"),
			told:   "laptop cannot send: The server refuses bad@beta.example. The program sends to nobody until its person has mended the list. 550",
			verbs:  "EHLO STARTTLS EHLO AUTH MAIL RCPT RCPT RSET QUIT",
		}, {
			name:  "the sender is refused",
			set:   func(_ *office, c *mua.Config) { c.Person.Address = address("bad@beta.example") },
			told:  "laptop cannot send: The server does not take letters from bad@beta.example. 550",
			verbs: "EHLO STARTTLS EHLO AUTH MAIL QUIT",
		}, {
			name:   "the letter is refused",
			letter: compose.Letter{To: people("ann@beta.example"), Subject: "bad"},
			told:   "laptop cannot send: The server does not take the letter. 550",
			verbs:  "EHLO STARTTLS EHLO AUTH MAIL RCPT DATA content QUIT",
		}, {
			name:   "the server dies before its yes",
			letter: compose.Letter{To: people("ann@beta.example"), Subject: "last words"},
			told: "laptop cannot send: mail.beta.example does not answer. " +
				"Nobody knows whether the server took the letter: sent again, it may arrive twice.",
			verbs: "EHLO STARTTLS EHLO AUTH MAIL RCPT DATA content",
		}, {
			name:  "a server that the DNS does not know",
			set:   func(_ *office, c *mua.Config) { c.Outgoing.Host = "smpt.beta.example" },
			told:  "laptop cannot send: The DNS knows no host called smpt.beta.example.",
			verbs: "",
		}, {
			name:  "a name without an address",
			set:   func(_ *office, c *mua.Config) { c.Outgoing.Host = "beta.example" },
			told:  "laptop cannot send: The DNS knows no address of beta.example that this host could reach.",
			verbs: "",
		}, {
			name:  "no server at all",
			set:   func(_ *office, c *mua.Config) { c.Outgoing.Host = "" },
			told:  "laptop cannot send: The program was not told of a server.",
			verbs: "",
		}, {
			name:  "no DNS",
			set:   func(o *office, c *mua.Config) { c.Names = dns.NewStub(o.Clients[0], nowhere) },
			told:  "laptop cannot send: The DNS did not tell the address of mail.beta.example, and without one there is no connection.",
			verbs: "",
		}, {
			name:  "nobody listens",
			set:   func(_ *office, c *mua.Config) { c.Outgoing.Port = 2525 },
			told:  "laptop cannot send: At mail.beta.example nothing listens on port 2525.",
			verbs: "",
		}, {
			name:  "a firewall in between",
			set:   func(o *office, _ *mua.Config) { o.Server.Filter(587) },
			told:  "laptop cannot send: mail.beta.example does not answer.",
			verbs: "",
		}, {
			name:   "a letter for nobody",
			letter: compose.Letter{Subject: "x"},
			told:   "laptop cannot send: The letter is for nobody.",
			verbs:  "",
		}, {
			name:   "an attachment of no kind",
			letter: compose.Letter{To: people("ann@beta.example"), Subject: "x", Attachments: []compose.Attachment{{Name: "a", Type: "/"}}},
			told:   `laptop cannot send: The letter cannot be written: compose: attachment "a": type "/": mime: no media type.`,
			verbs:  "",
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var o *office
			w := talk.Run(t, 1, func(w *talk.World) {
				o = open(t, w)
				port := tc.port
				if port == 0 {
					port = 587
				}
				o.submission(port, tc.server)
				cfg := o.config(w.Clients[0], trace.IMAP)
				if tc.set != nil {
					tc.set(o, &cfg)
				}
				letter := tc.letter
				if letter.Subject == "" {
					letter = lunch("ann@beta.example")
				}
				mua.New(w.Clients[0], cfg).Send(letter, trace.Mark{})
			})
			same(t, "told", told(w), tc.told)
			same(t, "said", verbs(w), tc.verbs)
			if len(o.taken) != tc.taken {
				t.Errorf("the server took %d letters, want %d", len(o.taken), tc.taken)
			}
		})
	}
}

func TestALetterIsTheSameAllTheWay(t *testing.T) {
	var o *office
	w := talk.Run(t, 1, func(w *talk.World) {
		o = open(t, w)
		o.submission(587, nil)
		l := lunch("ann@beta.example")
		l.Bcc = people("eve@alpha.example")
		o.device(0, trace.IMAP, false).Send(l, trace.Mark{})
	})
	composed := talk.Kind[trace.MessageComposed](w)[0]
	body := composed.Body.(trace.MessageComposed)
	if got := o.taken[0].String(); got != string(body.Content) || strings.Contains(got, "eve") {
		t.Errorf("composed\n%s\ntaken\n%s", body.Content, got)
	}
	if body.From != "Bob <bob@beta.example>" || body.To[0] != "ann@beta.example" || body.Bcc[0] != "eve@alpha.example" {
		t.Errorf("composed %+v", body)
	}
	for e := range w.Log.All() {
		if _, ok := e.Body.(trace.SMTPCommand); ok && e.Message != composed.Message && e.Body.(trace.SMTPCommand).Verb != "QUIT" {
			t.Errorf("%s is not about %s", e.Body, composed.Message)
		}
	}
}

// What happens follows from what was asked for, step by step.
func TestEveryEventHasItsCause(t *testing.T) {
	w := talk.Run(t, 1, func(w *talk.World) {
		o := open(t, w)
		o.submission(587, nil)
		o.file("One")
		asked := w.Log.Emit(0, "", trace.About{}, trace.ActionTaken{Action: "send"})
		d := o.device(0, trace.IMAP, false)
		d.Send(lunch("ann@beta.example"), trace.Mark{Cause: asked})
		d.Fetch(trace.Mark{Cause: asked})
		d.Read("Two", trace.Mark{Cause: asked})
	})
	first := true
	for e := range w.Log.All() {
		if !first && (e.Cause == 0 || e.Cause >= e.Seq) {
			t.Errorf("event %d, %s, is caused by %d", e.Seq, e.Kind(), e.Cause)
		}
		first = false
	}
}
