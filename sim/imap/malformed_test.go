package imap_test

import (
	"strings"
	"testing"
	"time"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// shout sends octets to a server and hears the answer.
func shout(t testing.TB, port int, octets string) (said string, w *talk.World) {
	return shoutAt(t, port, letters, octets)
}

// shoutAt is shout with other letters in INBOX.
func shoutAt(t testing.TB, port int, letters []string, octets string) (said string, w *talk.World) {
	w = talk.Run(t, 1, func(w *talk.World) {
		serve(t, w, letters...)
		w.Clients[0].Go(0, func() {
			c, err := w.Clients[0].Dial(w.Address(port), vnet.Dial{Role: trace.MUA})
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			c.SetWriteDeadline(w.Server.Now().Add(time.Minute))
			c.Write([]byte(octets))
			c.CloseWrite()
			said = talk.Listen(w, c)
		})
	})
	return said, w
}

const login = "a LOGIN ann sesame\r\n"

func TestMalformed(t *testing.T) {
	for _, tc := range []struct {
		name, says string
		answer     string // the last line
		violation  string
		effect     string
	}{
		{"nothing", "", "S: * OK [CAPABILITY IMAP4rev2 IMAP4rev1 SASL-IR LITERAL- AUTH=PLAIN] IMAP server ready", "", ""},
		{"half a line", login + "b NOO", "", "", ""},
		{"an empty line", login + "\r\n", "S: * BAD The line has no tag and command", "The line has no tag and command", "replied"},
		{"lines without CR", login + "b NOOP\nc LOGOUT\n", "S: c OK LOGOUT completed", "", ""},
		{"an unknown command", login + "b MOOD\r\n", "S: b BAD Unknown command", "Unknown command", "replied"},
		{"another protocol", "EHLO pc1\r\n", "S: * BYE Unknown command", "Unknown command", "closed"},
		{"a long line", login + "b SEARCH " + strings.Repeat("1", 9000) + "\r\nc NOOP\r\n", "S: * BYE The line is longer than allowed", "The line is longer than allowed", "closed"},
		{"a line without end", login + strings.Repeat("x", 9000), "S: * BYE The line is longer than allowed", "The line is longer than allowed", "closed"},
		{"binary", "\x00\x01\xff\xfe\r\n", "S: * BAD The line has no tag and command", "The line has no tag and command", "replied"},
		{"a control character", login + "b LOGIN \x00 x\r\n", "S: b BAD The line holds a character that is not allowed", "The line holds a character that is not allowed", "replied"},
		{"a name beyond ASCII", login + "b N\u0085OOP\r\n", "S: * BAD The line has no tag and command", "The line has no tag and command", "replied"},
		{"a quote that spans lines", login + "b SELECT \"a\r\nb\"\r\nc NOOP\r\n", "S: c OK NOOP completed", "The line has no tag and command", "replied"},
		{"a huge literal unasked", login + "b APPEND INBOX {5000+}\r\n", "S: * BYE The literal is too long to be sent without asking", "The literal is too long to be sent without asking", "closed"},
		{"a literal beyond counting", login + "b SELECT {99999999999999999999}\r\n", "S: b NO [NONEXISTENT] There is no such mailbox", "", ""},
		{"a literal after a mistake", login + "b MOOD {7+}\r\nc LOGIN\r\nd NOOP\r\n", "S: d OK NOOP completed", "Unknown command", "replied"},
		{"a literal in a line that is none", login + "* {7+}\r\nc LOGIN\r\nd NOOP\r\n", "S: d OK NOOP completed", "The line has no tag and command", "replied"},
		{"many literals", login + "b SEARCH" + strings.Repeat(" SUBJECT {1+}\r\nx", 3000) + "\r\n", "S: * BYE The command is longer than allowed", "The command is longer than allowed", "closed"},
		{"half a literal", login + "b APPEND INBOX {50+}\r\nabc", "", "", ""},
		{"lists in lists", login + "b SELECT INBOX\r\nc SEARCH " + strings.Repeat("(", 4000) + "\r\nd NOOP\r\n", "S: d OK NOOP completed", "[CLIENTBUG] Syntax error", "replied"},
		{"nots of nots", login + "b SELECT INBOX\r\nc SEARCH" + strings.Repeat(" NOT", 2000) + " SEEN\r\nd NOOP\r\n", "S: d OK NOOP completed", "", ""},
		{"too many errors", login + strings.Repeat("b MOOD\r\n", 50), "S: * BYE Too many errors", "Too many errors", "closed"},
		{"idle and gone", login + "b SELECT INBOX\r\nc IDLE\r\n", "S: + idling", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			said, w := shout(t, imap.Port, tc.says)
			lines := strings.Split(strings.TrimSuffix(said, "\nclosed\n"), "\n")
			if last := lines[len(lines)-1]; tc.answer != "" && last != tc.answer {
				t.Errorf("the answer was\n%s", said)
			}
			told := talk.Kind[trace.ProtocolViolation](w)
			if tc.violation == "" {
				if len(told) > 0 {
					t.Errorf("told of %+v", told)
				}
				return
			}
			if len(told) == 0 {
				t.Fatal("not told of the violation")
			}
			last := told[len(told)-1].Body.(trace.ProtocolViolation)
			if last.Problem != tc.violation || last.Effect != tc.effect || last.Protocol != trace.IMAP {
				t.Errorf("told %+v", last)
			}
		})
	}
}

// Messages that are hardly messages do no harm, whatever is asked about them.
func TestMalformedMessages(t *testing.T) {
	odd := []string{
		"", "x", "\r\n\r\n", "Content-Type: multipart/mixed\r\n\r\n", "Content-Type: multipart/mixed; boundary=x\r\n\r\nno parts",
		"Content-Type: message/rfc822\r\n\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n", "Content-Type: ;;;\r\n\r\n",
		"Subject: =?x?q?y?=\r\nFrom: <<>>\r\nDate: never\r\nContent-Transfer-Encoding: base64\r\n\r\n????",
		"From: \xff\xfe\r\nContent-Type: text/plain; charset=klingon; a=\"b\r\n\r\n\x00",
		strings.Repeat("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", 200),
	}
	visit(t, odd, func(_ *talk.World, ann store.Account, c *imap.Client) {
		if got, err := c.FetchNew(0); err != nil || len(got) != len(odd) {
			t.Errorf("got %d, %v", len(got), err)
		}
	})
	said, w := shoutAt(t, imap.Port, odd, login+"b SELECT INBOX\r\nc FETCH 1:* (ENVELOPE BODY BODYSTRUCTURE BODY[1] BODY[1.MIME] BODY[2.1.HEADER] BODY[TEXT] BINARY[1] BINARY.SIZE[])\r\n"+
		"d SEARCH TEXT x BODY y SENTSINCE 1-Jan-2020 HEADER Subject y\r\ne NOOP\r\n")
	if !strings.Contains(said, "S: c OK FETCH completed") || !strings.HasSuffix(said, "S: e OK NOOP completed\nclosed\n") {
		t.Errorf("the server said\n%s\n%s", said, w.Transcript())
	}
}

// Ten thousand commands at once are ten thousand answers.
func TestManyCommandsAtOnce(t *testing.T) {
	talk.Run(t, 1, func(w *talk.World) {
		serve(t, w, letters...)
		answers := 0
		w.Clients[0].Go(0, func() {
			c, _ := w.Clients[0].Dial(w.Address(imap.Port), vnet.Dial{Role: trace.MUA})
			defer c.Close()
			w.Clients[0].Go(time.Microsecond, func() { c.Write([]byte(login + strings.Repeat("b NOOP\r\n", 10000))) })
			buf := make([]byte, 4096)
			for answers < 10002 {
				n, err := c.Read(buf)
				if err != nil {
					t.Errorf("after %d answers: %v", answers, err)
					return
				}
				answers += strings.Count(string(buf[:n]), "\n")
			}
		})
	})
}

// A client that says nothing is sent away: soon before the login, late after it,
// and never while it idles.
func TestSilence(t *testing.T) {
	for _, tc := range []struct {
		name, says string
		within     time.Duration
		leaves     bool
	}{
		{"before the login", "", time.Minute, true},
		{"after the login", login, 29 * time.Minute, false},
		{"long after the login", login, 40 * time.Minute, true},
		{"idling", login + "b IDLE\r\n", 24 * time.Hour, false},
	} {
		t.Run(tc.name, func(t *testing.T) {
			talk.Run(t, 1, func(w *talk.World) {
				serve(t, w)
				w.Clients[0].Go(0, func() {
					c, _ := w.Clients[0].Dial(w.Address(imap.Port), vnet.Dial{Role: trace.MUA})
					defer c.Close()
					c.Write([]byte(tc.says))
					w.Clients[0].Sleep(tc.within)
					if said := talk.Listen(w, c); strings.HasSuffix(said, "S: * BYE You have been silent for too long\nclosed\n") != tc.leaves {
						t.Errorf("heard\n%s", said)
					}
				})
			})
		})
	}
}

func TestNoTLS(t *testing.T) {
	said, w := shout(t, imap.PortTLS, login)
	if failed := talk.Kind[trace.TLSFailed](w); len(failed) != 1 || failed[0].Node != w.Server.Name() {
		t.Errorf("told %+v", failed)
	}
	if strings.Contains(said, "* OK") {
		t.Errorf("the server answered in the clear: %q", said)
	}
	shout(t, imap.PortTLS, "\x16\x03\x01\x02\x00\x01\x00")
}

// A server that says nothing, or nonsense, is given up.
func TestABadServer(t *testing.T) {
	for _, says := range []string{
		"", "220 mail ESMTP\r\n", "* BYE Not today\r\n", "* OK", strings.Repeat("x", 3<<20),
		"* OK hi\r\n* LIST (", "* OK hi\r\n* 1 FETCH (BODY[] {9999999999}\r\n", "* OK hi\r\na1 OK in\r\na9 OK what?\r\n",
		"* OK hi\r\n* BYE Go away\r\n", "* OK hi\r\n" + strings.Repeat("* X (", 100) + "\r\n", "* OK hi\r\n* X \"abc\r\n", "* OK hi\r\n*\r\n", "* OK hi\r\n* X )\r\n",
	} {
		talk.Run(t, 1, func(w *talk.World) {
			w.Server.Serve(imap.Port, trace.MDA, func(c *vnet.Conn) {
				defer c.Close()
				c.Write([]byte(says))
				c.Read(make([]byte, 1))
			})
			w.Clients[0].Go(0, func() {
				c, err := imap.Dial(w.Clients[0], w.Address(imap.Port), imap.Options{})
				if err == nil {
					if err = c.Login("ann", "sesame"); err == nil {
						_, err = c.Folders()
					}
					c.Close()
				}
				if err == nil {
					t.Errorf("content with %q", says[:min(len(says), 100)])
				}
			})
		})
	}
}
