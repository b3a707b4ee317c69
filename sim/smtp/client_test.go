package smtp_test

import (
	"crypto/tls"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/pki"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

func tlsClient(c *vnet.Conn) *tls.Conn { return tls.Client(c, ca.Client("mx.example")) }

var (
	alice = mail.Address{Local: "alice", Domain: "client.example"}
	bob   = mail.Address{Local: "bob", Domain: "mx.example"}
	full  = mail.Address{Local: "full", Domain: "mx.example"}
)

func options() smtp.Options {
	return smtp.Options{Role: trace.MTA, Protocol: trace.SMTP, Hello: "client.example", Mark: trace.Mark{Message: "m1"}}
}

// parrot is a server that knows its part by heart: it says the first line, and
// each further one when the client has said something.
func (s *stage) parrot(lines ...string) *strings.Builder {
	var heard strings.Builder
	s.server.Serve(int(port.Port()), trace.MTA, func(c *vnet.Conn) {
		defer c.Close()
		buf := make([]byte, 4096)
		for i, line := range lines {
			if i > 0 {
				n, err := c.Read(buf)
				if err != nil {
					return
				}
				heard.Write(buf[:n])
			}
			c.Write([]byte(line))
		}
		for {
			n, err := c.Read(buf)
			if err != nil {
				return
			}
			heard.Write(buf[:n])
		}
	})
	return &heard
}

// talk lets our client talk to whatever listens.
func talk(t *testing.T, s *stage, o smtp.Options, say func(c *smtp.Client, greeting mail.Reply)) {
	s.client.Go(0, func() {
		c, greeting, err := smtp.Dial(s.client, port, o)
		if err != nil {
			t.Error(err)
			return
		}
		defer c.Close()
		say(c, greeting)
	})
}

func TestRepliesOfManyLines(t *testing.T) {
	play(t, func(s *stage) {
		s.parrot("220-one\r\n220-two\r\n220 three\r\n", "250-mx.example\r\n250-size 100\r\n250-X\r\n250 AUTH LOGIN PLAIN\r\n", "250 2.1.0 fine\r\n", "451\r\n")
		talk(t, s, options(), func(c *smtp.Client, greeting mail.Reply) {
			if greeting.Code != 220 || greeting.Text != "one\ntwo\nthree" {
				t.Errorf("the greeting is %+v", greeting)
			}
			c.Hello()
			for _, tc := range []struct{ name, params string }{{"SIZE", "100"}, {"X", ""}, {"AUTH", "LOGIN PLAIN"}} {
				if p, ok := c.Offers(tc.name); !ok || p != tc.params {
					t.Errorf("%s is offered: %v, with %q", tc.name, ok, p)
				}
			}
			if r, err := c.Mail(alice, 0, false); err != nil || r != (mail.Reply{Code: 250, Enhanced: "2.1.0", Text: "fine"}) {
				t.Errorf("MAIL: %+v, %v", r, err)
			}
			if r, err := c.Rcpt(bob); err != nil || !r.Transient() {
				t.Errorf("RCPT: %+v, %v", r, err)
			}
		})
	})
}

func TestHelloFallsBackToHELO(t *testing.T) {
	var heard *strings.Builder
	play(t, func(s *stage) {
		heard = s.parrot("220 old.example\r\n", "502 what?\r\n", "250 old.example\r\n", "250 ok\r\n")
		talk(t, s, options(), func(c *smtp.Client, _ mail.Reply) {
			if r, err := c.Hello(); err != nil || !r.Positive() {
				t.Errorf("hello: %v, %v", r, err)
			}
			c.Mail(alice, 1000, true)
		})
	})
	if want := "EHLO client.example\r\nHELO client.example\r\nMAIL FROM:<alice@client.example>\r\n"; heard.String() != want {
		t.Errorf("the server heard %q", heard)
	}
}

// There is no HELO in LMTP, and none after a no for now.
func TestHelloDoesNotFallBack(t *testing.T) {
	for _, tc := range []struct {
		protocol trace.Protocol
		reply    string
		want     string
	}{
		{trace.LMTP, "500 what?\r\n", "LHLO client.example\r\n"},
		{trace.SMTP, "421 too busy\r\n", "EHLO client.example\r\n"},
	} {
		var heard *strings.Builder
		play(t, func(s *stage) {
			heard = s.parrot("220 mx.example\r\n", tc.reply)
			o := options()
			o.Protocol = tc.protocol
			talk(t, s, o, func(c *smtp.Client, _ mail.Reply) { c.Hello() })
		})
		if heard.String() != tc.want {
			t.Errorf("the server heard %q", heard)
		}
	}
}

// How long a client waits is the standard's: RFC 5321 §4.5.3.2. It begins when
// the last word was said; what was said before took a way there and back each.
func TestTimeouts(t *testing.T) {
	const yes, dot = "250 ok\r\n", "354 go\r\n"
	m := mail.Parse(body)
	large := mail.Parse(strings.Repeat("x\r\n", 100_000))
	for _, tc := range []struct {
		name  string
		heard []string // what the server says before it falls silent
		say   func(*smtp.Client) error
		want  time.Duration
		trips int // there and back, before the wait begins
	}{
		{"greeting", nil, nil, 5 * time.Minute, 1},
		{"EHLO", []string{"220 x\r\n"}, func(c *smtp.Client) error { _, err := c.Hello(); return err }, 5 * time.Minute, 0},
		{"MAIL", []string{"220 x\r\n"}, func(c *smtp.Client) error { _, err := c.Mail(alice, 0, false); return err }, 5 * time.Minute, 0},
		{"RCPT", []string{"220 x\r\n"}, func(c *smtp.Client) error { _, err := c.Rcpt(bob); return err }, 5 * time.Minute, 0},
		{"DATA", []string{"220 x\r\n"}, func(c *smtp.Client) error { _, err := c.Data(m, 1); return err }, 2 * time.Minute, 0},
		{"block", []string{"220 x\r\n", dot}, func(c *smtp.Client) error { _, err := c.Data(large, 1); return err }, 3 * time.Minute, 1},
		{"end of data", []string{"220 x\r\n", dot, ""}, func(c *smtp.Client) error { _, err := c.Data(m, 1); return err }, 10 * time.Minute, 1},
		{"half a reply", []string{"220 x\r\n", "250-half\r\n250"}, func(c *smtp.Client) error { _, err := c.Hello(); return err }, 5 * time.Minute, 0},
		{"AUTH", []string{"220 x\r\n", "250-x\r\n250 AUTH LOGIN\r\n", "334 \r\n"}, func(c *smtp.Client) error {
			c.Hello()
			_, err := c.Auth("alice", "secret")
			return err
		}, 5 * time.Minute, 2},
		{"STARTTLS", []string{"220 x\r\n", "220 go\r\n"}, func(c *smtp.Client) error { _, err := c.StartTLS(ca.Client("mx.example")); return err }, 30 * time.Second, 1},
		{"RSET", []string{"220 x\r\n"}, func(c *smtp.Client) error { _, err := c.Reset(); return err }, 5 * time.Minute, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			play(t, func(s *stage) {
				s.mute(tc.heard)
				s.client.Go(0, func() {
					began := s.client.Elapsed()
					c, _, err := smtp.Dial(s.client, port, options())
					if err == nil {
						defer c.Close()
						began = s.client.Elapsed()
						err = tc.say(c)
					}
					if !errors.Is(err, vnet.ErrTimeout) {
						t.Errorf("the error is %v", err)
					}
					want := tc.want + time.Duration(2*tc.trips)*latency
					if took := s.client.Elapsed() - began; took != want {
						t.Errorf("it took %v, want %v", took, want)
					}
				})
			})
		})
	}
}

// mute is a server that says its lines, each after it has heard something, and
// then neither speaks nor listens.
func (s *stage) mute(lines []string) {
	s.server.Serve(int(port.Port()), trace.MTA, func(c *vnet.Conn) {
		defer c.Close()
		for i, line := range lines {
			if i > 0 {
				c.Read(make([]byte, 4096))
			}
			c.Write([]byte(line))
		}
		s.server.Sleep(time.Hour)
	})
}

func TestServersThatAreNone(t *testing.T) {
	for _, tc := range []struct {
		name, says string
		err        error
		reason     string
	}{
		{"hangs up", "", io.EOF, ""},
		{"hangs up in the middle of a line", "220 mx.exam", io.EOF, ""},
		{"hangs up in the middle of a reply", "220-mx.example\r\n", io.EOF, ""},
		{"speaks something else", "SSH-2.0-OpenSSH\r\n", smtp.ErrReply, "no reply"},
		{"says nothing in a line", "\r\n", smtp.ErrReply, "no reply"},
		{"changes its mind", "220-one\r\n250 two\r\n", smtp.ErrReply, "no reply"},
		{"knows a code too many", "700 yes\r\n", smtp.ErrReply, "no reply"},
		{"has a code without a space", "220yes\r\n", smtp.ErrReply, "no reply"},
		{"talks binary", "\x16\x03\x01\x00\xff\n", smtp.ErrReply, "no reply"},
		{"does not end its line", strings.Repeat("2", 100_000), smtp.ErrReply, "line that does not end"},
		{"does not end its reply", strings.Repeat("220-more\r\n", 10_000), smtp.ErrReply, "reply does not end"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := play(t, func(s *stage) {
				s.server.Serve(int(port.Port()), trace.MTA, func(c *vnet.Conn) {
					c.Write([]byte(tc.says))
					c.CloseWrite()
					io.ReadAll(c)
					c.Close()
				})
				s.client.Go(0, func() {
					if c, r, err := smtp.Dial(s.client, port, options()); !errors.Is(err, tc.err) || c != nil || r.Code != 0 {
						t.Errorf("got %v, %v, %v", c, r, err)
					}
				})
			})
			if tc.reason != "" {
				s.want(t, tc.reason)
			}
		})
	}
}

func TestDialFails(t *testing.T) {
	play(t, func(s *stage) {
		s.client.Go(0, func() {
			if _, _, err := smtp.Dial(s.client, port, options()); !errors.Is(err, vnet.ErrRefused) {
				t.Errorf("the error is %v", err)
			}
			s.server.Filter(int(port.Port()))
			began := s.client.Elapsed()
			if _, _, err := smtp.Dial(s.client, port, options()); !errors.Is(err, vnet.ErrTimeout) || s.client.Elapsed()-began != 30*time.Second {
				t.Errorf("the error is %v, after %v", err, s.client.Elapsed()-began)
			}
		})
	})
}

// Certificates: a good one, one for another name, one of an authority that
// nobody knows, each where the client insists and where it does not.
func TestCertificates(t *testing.T) {
	strangers := pki.New(seed+1, start)
	for _, tc := range []struct {
		name     string
		server   *tls.Config
		lax      bool
		ok       bool
		verified bool
	}{
		{"good", ca.Server("mx.example"), false, true, true},
		{"good, and nobody asks", ca.Server("mx.example"), true, true, true},
		{"another name", ca.Server("other.example"), false, false, false},
		{"another name, and nobody asks", ca.Server("other.example"), true, true, false},
		{"unknown authority", strangers.Server("mx.example"), false, false, false},
		{"unknown authority, and nobody asks", strangers.Server("mx.example"), true, true, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for _, implicit := range []bool{false, true} {
				s := play(t, func(s *stage) {
					s.serve(smtp.Config{TLS: tc.server, Implicit: implicit})
					s.client.Go(0, func() {
						o := options()
						cfg := ca.Client("mx.example")
						cfg.InsecureSkipVerify = tc.lax
						o.TLS, o.Implicit = cfg, implicit
						c, _, err := smtp.Dial(s.client, port, o)
						if err == nil && !implicit {
							c.Hello()
							_, err = c.StartTLS(cfg)
						}
						if (err == nil) != tc.ok {
							t.Errorf("the error is %v", err)
						}
						if c == nil {
							return
						}
						if err == nil {
							if r, err := c.Hello(); err != nil || !r.Positive() {
								t.Errorf("hello: %v, %v", r, err)
							}
							if _, again := c.Offers("STARTTLS"); again || c.TLS() == nil {
								t.Error("TLS is offered again")
							}
						}
						c.Quit()
					})
				})
				done, failed := told[trace.TLSEstablished](s), told[trace.TLSFailed](s)
				if tc.ok && (len(done) != 1 || len(failed) != 0 || done[0].Verified != tc.verified || done[0].Implicit != implicit || done[0].Server != "mx.example") {
					t.Errorf("the trace has %+v, %+v", done, failed)
				}
				if !tc.ok && (len(done) != 0 || len(failed) != 1) {
					t.Errorf("the trace has %+v, %+v", done, failed)
				}
			}
		})
	}
}

func TestStartTLSRefused(t *testing.T) {
	s := play(t, func(s *stage) {
		s.serve(smtp.Config{})
		talk(t, s, options(), func(c *smtp.Client, _ mail.Reply) {
			c.Hello()
			if r, err := c.StartTLS(ca.Client("mx.example")); err != nil || r.Code != 502 || c.TLS() != nil {
				t.Errorf("STARTTLS: %v, %v", r, err)
			}
			if r, err := c.Mail(alice, 0, false); err != nil || !r.Positive() {
				t.Errorf("MAIL: %v, %v", r, err)
			}
			c.Quit()
		})
	})
	if n := len(told[trace.TLSFailed](s)); n > 0 {
		t.Errorf("%d handshakes failed", n)
	}
}

// A reply that somebody puts behind the yes to STARTTLS, in clear, is not the
// reply to the first command under TLS.
func TestNoReplyFromBeforeTLS(t *testing.T) {
	s := play(t, func(s *stage) {
		s.server.Serve(int(port.Port()), trace.MTA, func(c *vnet.Conn) {
			defer c.Close()
			c.Write([]byte("220 mx.example\r\n"))
			c.Read(make([]byte, 100))
			c.Write([]byte("220 go\r\n250-mx.example\r\n250 AUTH PLAIN\r\n"))
			under := tls.Server(c, ca.Server("mx.example"))
			under.Read(make([]byte, 100))
			under.Write([]byte("250 mx.example\r\n"))
			under.Read(make([]byte, 100))
		})
		talk(t, s, options(), func(c *smtp.Client, _ mail.Reply) {
			c.StartTLS(ca.Client("mx.example"))
			c.Hello()
			if _, offered := c.Offers("AUTH"); offered {
				t.Error("the client believes in AUTH")
			}
		})
	})
	s.want(t, "right behind the yes to STARTTLS")
}

// Names and addresses come from the network: no line end in one makes a line.
func TestNoInjection(t *testing.T) {
	const evil = "x\r\nRCPT TO:<mallory@client.example>"
	var heard *strings.Builder
	play(t, func(s *stage) {
		heard = s.parrot("220 x\r\n", "250-x\r\n250 AUTH PLAIN LOGIN\r\n", "235 ok\r\n", "250 ok\r\n", "250 ok\r\n", "250 ok\r\n")
		o := options()
		o.Hello = evil
		talk(t, s, o, func(c *smtp.Client, _ mail.Reply) {
			c.Hello()
			c.Auth(evil, evil)
			c.Mail(mail.Address{Local: evil, Domain: evil}, 0, false)
			c.Rcpt(mail.Address{Local: evil, Domain: evil})
		})
	})
	for line := range strings.SplitSeq(strings.TrimSuffix(heard.String(), "\r\n"), "\r\n") {
		if verb, _, _ := strings.Cut(line, " "); line == "RCPT TO:<mallory@client.example>" || len(verb) != 4 {
			t.Errorf("the server heard %q", line)
		}
	}
}

// Each LMTP recipient has its reply; where DATA itself is refused there is one.
func TestReplyForEachRecipient(t *testing.T) {
	s := play(t, func(s *stage) {
		s.serve(smtp.Config{Protocol: trace.LMTP})
		o := options()
		o.Protocol = trace.LMTP
		talk(t, s, o, func(c *smtp.Client, _ mail.Reply) {
			c.Hello()
			if replies, err := c.Data(mail.Parse(body), 2); err != nil || len(replies) != 1 || replies[0].Code != 503 {
				t.Errorf("DATA too early: %v, %v", replies, err)
			}
			c.Mail(alice, 0, false)
			c.Rcpt(full)
			c.Rcpt(bob)
			replies, err := c.Data(mail.Parse(body), 2)
			if err != nil || len(replies) != 2 || replies[0].Code != 452 || replies[1].Code != 250 {
				t.Errorf("DATA: %v, %v", replies, err)
			}
			c.Quit()
		})
	})
	s.gotBody(t, "<bob@mx.example>")
}

// The client adds the line end that a message lacks, and nothing else.
func TestMessagesArriveAsTheyWere(t *testing.T) {
	for text, want := range map[string]string{
		"":                               "",
		"no line end":                    "no line end\r\n",
		".":                              ".\r\n",
		".\r\n.\r\n..\r\n":               ".\r\n.\r\n..\r\n",
		"a\r\n.\r\nQUIT\r\n":             "a\r\n.\r\nQUIT\r\n",
		"bare\n.\nQUIT\r.\rdot\r\n":      "bare\n.\nQUIT\r.\rdot\r\n",
		"\r\r\n.\r\r\n\r\n":              "\r\r\n.\r\r\n\r\n",
		"ends in CR\r":                   "ends in CR\r\r\n",
		strings.Repeat(".line\r\n", 9e4): strings.Repeat(".line\r\n", 9e4),
	} {
		s := play(t, func(s *stage) {
			s.serve(smtp.Config{})
			talk(t, s, options(), func(c *smtp.Client, _ mail.Reply) {
				m := mail.Parse(text)
				c.Hello()
				c.Mail(alice, m.Len(), false)
				c.Rcpt(bob)
				if replies, err := c.Data(m, 1); err != nil || !replies[0].Positive() {
					t.Errorf("DATA: %v, %v", replies, err)
				}
				c.Quit()
			})
		})
		if len(s.desk.got) != 1 || s.desk.got[0].text != want {
			t.Errorf("%.80q arrived as %.80q", text, s.desk.got)
		}
	}
}
