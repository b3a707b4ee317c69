package smtp_test

import (
	"io"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// FuzzServer says anything at all to the server, from the point of the session
// that stage names. Nothing panics and nothing is left behind; each reply is
// one; and a message is only taken if it came to its end.
func FuzzServer(f *testing.F) {
	openings := []string{
		"",
		"EHLO x\r\n",
		"EHLO x\r\nAUTH LOGIN\r\n",
		"EHLO x\r\nMAIL FROM:<a@x.example>\r\n",
		transaction,
		transaction + "DATA\r\n",
		transaction + "BDAT 10\r\n",
	}
	for i := range openings {
		for _, s := range []string{"QUIT\r\n", "Hello\r\n.\r\n", "\x00\r\n\xff", "1234567890BDAT 0 LAST\r\n", "=\r\n=\r\n", "STARTTLS\r\n\x16\x03\x01", "RSET\r\nDATA\r\n.\r\n.\r\n"} {
			f.Add(s, i, i%2 == 0)
		}
	}
	f.Fuzz(func(t *testing.T, said string, opening int, lmtp bool) {
		if len(said) > 100_000 {
			return
		}
		say := openings[max(opening, -opening, 0)%len(openings)] + said
		cfg := smtp.Config{Auth: true, MaxOctets: 5000}
		if lmtp {
			cfg.Protocol = trace.LMTP
			say = strings.Replace(say, "EHLO", "LHLO", 1)
		}
		var heard []byte
		s := play(t, func(s *stage) {
			s.serve(cfg)
			s.client.Go(0, func() {
				c := s.dial()
				defer c.Close()
				s.client.Go(0, func() {
					c.Write([]byte(say))
					c.CloseWrite()
				})
				heard, _ = io.ReadAll(c)
			})
		})
		checkReplies(t, string(heard))
		for _, l := range s.desk.got {
			if !strings.Contains(say, "\n.\r\n") && !strings.Contains(strings.ToUpper(say), "LAST") {
				t.Errorf("%q is no message, and was taken as %q", say, l.text)
			}
			if len(l.text) > 5000 {
				t.Errorf("a message of %d octets was taken", len(l.text))
			}
		}
	})
}

// checkReplies fails unless what was heard is a row of whole replies.
func checkReplies(t *testing.T, heard string) {
	t.Helper()
	if !strings.HasSuffix(heard, "\r\n") {
		t.Errorf("%q does not end with a line end", heard)
	}
	var lines []string
	for line := range strings.SplitSeq(strings.TrimSuffix(heard, "\r\n"), "\r\n") {
		if lines = append(lines, line); !mail.LastReplyLine(line) {
			continue
		}
		if _, err := mail.ParseReply(lines); err != nil || strings.ContainsAny(line, "\r\n\x00") {
			t.Errorf("%q: %v", lines, err)
		}
		lines = nil
	}
	if len(lines) > 0 {
		t.Errorf("the reply %q has no end", lines)
	}
}

// FuzzReply says anything at all to our client, which gets a reply or an error
// for each thing that it says, and ends.
func FuzzReply(f *testing.F) {
	for _, s := range []string{"220 x\r\n250 y\r\n", "220-x\r\n220 y\r\n250-a\r\n250-AUTH LOGIN\r\n250 SIZE\r\n334 \r\n334 \r\n235 ok\r\n", "2", "220", "220\r\n221\r\n", "999 x\r\n", "250-\r\n251 \r\n", "220 x\r\n500 x\r\n354 x\r\n354 x\r\n354 x\r\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, said string) {
		play(t, func(s *stage) {
			s.server.Serve(int(port.Port()), trace.MTA, func(c *vnet.Conn) {
				defer c.Close()
				c.SetDeadline(s.server.Now().Add(time.Hour))
				c.Write([]byte(said))
				c.CloseWrite()
				io.ReadAll(c)
			})
			s.client.Go(0, func() {
				c, r, err := smtp.Dial(s.client, port, options())
				if err != nil {
					return
				}
				defer c.Close()
				steps := []func() (mail.Reply, error){
					c.Hello,
					func() (mail.Reply, error) { return c.Auth("alice", "secret") },
					func() (mail.Reply, error) { return c.Mail(alice, 10, true) },
					func() (mail.Reply, error) { return c.Rcpt(bob) },
					func() (mail.Reply, error) {
						replies, err := c.Data(mail.Parse("Hello"), 1)
						if err != nil {
							return mail.Reply{}, err
						}
						return replies[0], nil
					},
				}
				for _, step := range steps {
					if (r.Code < 200 || r.Code > 599) && r != (mail.Reply{}) {
						t.Errorf("%+v is no reply", r)
					}
					if r, err = step(); err != nil {
						return
					}
				}
			})
		})
	})
}
