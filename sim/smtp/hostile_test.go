package smtp_test

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"mailflow/sim/record"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

const transaction = "EHLO client.example\r\nMAIL FROM:<alice@client.example>\r\nRCPT TO:<bob@mx.example>\r\n"

// garbage is the same each time.
func garbage(n int) string {
	b := make([]byte, n)
	chance := rand.New(rand.NewPCG(1, 2))
	for i := range b {
		b[i] = byte(chance.Uint32())
	}
	return string(b)
}

// Whatever a client sends, the server answers or hangs up and says why. It
// never takes half a message for one, and leaves nothing behind.
func TestHostileClients(t *testing.T) {
	big := strings.Repeat("x", 20_000)
	for _, tc := range []struct {
		name   string
		cfg    smtp.Config
		send   string
		then   func(*stage, *vnet.Conn) // nil: read until the server hangs up
		heard  string                   // the last line, where the server lives to say one
		reason string
	}{
		{name: "a line without end", send: big, heard: "500 5.5.2 Error: line too long", reason: "more than 12288 octets"},
		{name: "a line too long", send: "NOOP " + big + "\r\n", heard: "500 5.5.2 Error: line too long", reason: "more than 12288 octets"},
		{name: "a name too long", send: "EHLO " + big[:12_000] + "\r\n", then: finish, heard: "250 CHUNKING"},
		{name: "an address too long", send: "EHLO x\r\nMAIL FROM:<" + big[:12_000] + "@x.example>\r\n", then: finish, heard: "501 5.1.7 Bad sender address syntax"},
		{name: "a password too long", cfg: smtp.Config{Auth: true}, send: "EHLO x\r\nAUTH PLAIN\r\n" + big, heard: "500 5.5.2 Error: line too long", reason: "more than 12288 octets"},
		{name: "a long password", cfg: smtp.Config{Auth: true}, send: "EHLO x\r\nAUTH PLAIN\r\n" + big[:12_000] + "\r\n", then: finish, heard: "501 5.5.2 Error: malformed authentication response", reason: "inside AUTH"},
		{name: "garbage", send: garbage(100_000), reason: "this is no command"},
		{name: "zeros", send: strings.Repeat("\x00\r\n", 30), heard: "421 4.7.0 mx.example Error: too many errors", reason: "this is no command"},
		{name: "nothing but LF", send: strings.Repeat("\n", 50_000), heard: "421 4.7.0 mx.example Error: too many errors", reason: "bare LF"},
		{name: "nothing but CR", send: strings.Repeat("\r", 50_000), heard: "500 5.5.2 Error: line too long", reason: "more than 12288 octets"},
		{name: "unknown commands", send: strings.Repeat("FROB\r\n", 10_000), heard: "421 4.7.0 mx.example Error: too many errors", reason: "no such command"},
		{name: "a web browser", send: "GET / HTTP/1.1\r\nHost: mx.example\r\n\r\n", then: finish, heard: "500 5.5.2 Error: bad syntax", reason: "no such command"},
		{name: "a TLS client without STARTTLS", send: "\x16\x03\x01\x00\xa5\x01\x00\x00\xa1\x03\x03\n" + garbage(100), then: finish, heard: "500 5.5.2 Error: bad syntax", reason: "this is no command"},
		{name: "garbage for a handshake", cfg: smtp.Config{TLS: ca.Server("mx.example"), Implicit: true}, send: garbage(1000), reason: "does not look like a TLS handshake"},
		{name: "a chunk without end", send: transaction + "BDAT 4000000000 LAST\r\n" + strings.Repeat("x", 1<<20), then: finish, heard: "250 2.1.5 Ok", reason: "in the middle of a message"},
		{name: "a message without end", send: transaction + "DATA\r\n" + strings.Repeat("x", 1<<20), then: finish, heard: "354 End data with <CR><LF>.<CR><LF>", reason: "in the middle of a message"},
		{name: "a message far too large", cfg: smtp.Config{MaxOctets: 1000}, send: transaction + "DATA\r\n" + strings.Repeat("x", 8<<20) + "\r\n.\r\n", then: finish, heard: "552 5.3.4 Error: message file too big"},
		{name: "a chunk far too large", cfg: smtp.Config{MaxOctets: 1000}, send: transaction + "BDAT 8388608\r\n" + strings.Repeat("x", 8<<20), then: finish, heard: "552 5.3.4 Error: message file too big"},
		{name: "many commands at once", send: strings.Repeat("NOOP\r\n", 10_000), then: finish, heard: "250 2.0.0 Ok"},
		{name: "many commands, and no ears", send: strings.Repeat("NOOP\r\n", 10_000), then: sleep, reason: "does not read"},
		{name: "too many recipients", send: "EHLO x\r\nMAIL FROM:<>\r\n" + strings.Repeat("RCPT TO:<bob@mx.example>\r\n", 1001), then: finish, heard: "452 4.5.3 Error: too many recipients"},
		{name: "a reset", send: transaction + "DATA\r\nHello\r\n", then: abort, reason: "in the middle of a message"},
		{name: "a reset with replies under way", send: strings.Repeat("NOOP\r\n", 10_000), then: abort},
		{name: "a connection and nothing", then: finish, heard: "220 mx.example ESMTP Postfix"},
		{name: "a connection and a reset", then: abort},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var heard []byte
			s := play(t, func(s *stage) {
				s.serve(tc.cfg)
				s.client.Go(0, func() {
					c := s.dial()
					defer c.Close()
					s.client.Go(0, func() { // its mouth does not wait for its ears
						c.Write([]byte(tc.send))
						if tc.then != nil {
							tc.then(s, c)
						}
					})
					if tc.reason != "does not read" {
						heard, _ = io.ReadAll(c)
					} else {
						s.client.Sleep(time.Hour)
					}
				})
			})
			lines := strings.Split(strings.TrimSuffix(string(heard), "\r\n"), "\r\n")
			if last := lines[len(lines)-1]; tc.heard != "" && last != tc.heard {
				t.Errorf("the last line was %q", last)
			}
			if tc.reason != "" {
				s.want(t, tc.reason)
			}
			if len(s.desk.got) > 0 {
				t.Errorf("the handler got %.200q", s.desk.got)
			}
		})
	}
}

func finish(_ *stage, c *vnet.Conn) { c.CloseWrite() }
func abort(_ *stage, c *vnet.Conn)  { c.Abort() }
func sleep(s *stage, _ *vnet.Conn)  { s.client.Sleep(time.Hour) }

// Each of 10,000 commands sent at once has its reply, in order.
func TestPipelining(t *testing.T) {
	var send, want bytes.Buffer
	want.WriteString("220 mx.example ESMTP Postfix\r\n")
	for i := range 10_000 {
		if i%3 == 0 {
			send.WriteString("VRFY bob\r\n")
			want.WriteString("252 2.0.0 bob\r\n")
		} else {
			send.WriteString("RSET\r\n")
			want.WriteString("250 2.0.0 Ok\r\n")
		}
	}
	play(t, func(s *stage) {
		s.serve(smtp.Config{})
		s.client.Go(0, func() {
			c := s.dial()
			s.client.Go(0, func() {
				c.Write(send.Bytes())
				c.CloseWrite()
			})
			got, _ := io.ReadAll(c)
			c.Close()
			if !bytes.Equal(got, want.Bytes()) {
				t.Errorf("got %d octets, want %d", len(got), want.Len())
			}
		})
	})
}

// A panic of a handler is the fault of the program, and ends the run.
func TestHandlerPanics(t *testing.T) {
	for name, send := range map[string]string{
		"mail": "EHLO x\r\nMAIL FROM:<panic@client.example>\r\n",
		"rcpt": "EHLO x\r\nMAIL FROM:<>\r\nRCPT TO:<panic@client.example>\r\n",
		"data": transaction + "DATA\r\n\r\nPANIC\r\n.\r\n",
		"bdat": transaction + "BDAT 9 LAST\r\n\r\nPANIC\r\n",
		"auth": "EHLO x\r\nAUTH PLAIN AHBhbmljAA==\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			for _, p := range []trace.Protocol{trace.SMTP, trace.LMTP} {
				if p == trace.LMTP {
					send = strings.Replace(send, "EHLO", "LHLO", 1)
				}
				s, err := run(record.Options{}, func(s *stage) {
					s.serve(smtp.Config{Protocol: p, Auth: true})
					s.client.Go(0, func() {
						c := s.dial()
						defer c.Close()
						c.Write([]byte(send))
						io.ReadAll(c)
					})
				})
				if !errors.Is(err, vtime.ErrPanic) {
					t.Errorf("the error is %v", err)
				}
				if len(s.desk.got) > 0 {
					t.Errorf("the desk took %q", s.desk.got)
				}
			}
		})
	}
}
