package pop3_test

import (
	"strings"
	"testing"
	"time"

	"mailflow/sim/internal/talk"
	"mailflow/sim/pop3"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// shout sends octets to a server and hears the answer.
func shout(t testing.TB, port int, octets string) (said string, w *talk.World) {
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

const login = "USER ann\r\nPASS sesame open\r\n"

func TestMalformed(t *testing.T) {
	for _, tc := range []struct {
		name, says string
		answer     string // the last line that says something
		violation  string
		effect     string
	}{
		{"nothing", "", "S: +OK mail.beta.example POP3 server ready", "", ""},
		{"half a line", "USER an", "S: +OK mail.beta.example POP3 server ready", "", ""},
		{"an empty line", "\r\n", "S: -ERR Unknown command", "This is not a command of POP3.", "replied"},
		{"lines without CR", "USER ann\nPASS sesame open\nSTAT\n", "S: +OK 3 149", "", ""},
		{"a long line", strings.Repeat("x", 300) + "\r\nQUIT\r\n", "S: +OK bye", "The line is longer than POP3 allows.", "replied"},
		{"a longer line", strings.Repeat("x", 30000) + "\r\nQUIT\r\n", "S: +OK bye", "The line is longer than POP3 allows.", "replied"},
		{"a line without end", strings.Repeat("x", 60000), "S: +OK mail.beta.example POP3 server ready", "", ""},
		{"an endless line", strings.Repeat("x", 66000), "S: +OK mail.beta.example POP3 server ready", "The line does not end.", "closed"},
		{"binary", "\x00\x01\xff\xfe\r\n", "S: -ERR Unknown command", "This is not a command of POP3.", "replied"},
		{"another protocol", "EHLO pc1\r\n", "S: -ERR Unknown command", "This is not a command of POP3.", "replied"},
		{"a long answer to AUTH", "AUTH PLAIN\r\n" + strings.Repeat("x", 5000) + "\r\nQUIT\r\n", "S: +OK bye", "The line is longer than POP3 allows.", "replied"},
		{"too many errors", strings.Repeat("x\r\n", 50), "S: -ERR Too many errors", "This is not a command of POP3.", "closed"},
		{"login and gone", login + "DELE 1\r\n", "S: +OK message 1 is marked", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			said, w := shout(t, pop3.Port, tc.says)
			lines := strings.Split(strings.TrimSuffix(said, "closed\n"), "\n")
			if len(lines) < 2 || lines[len(lines)-2] != tc.answer {
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
			if last.Problem != tc.violation || last.Effect != tc.effect || last.Protocol != trace.POP3 {
				t.Errorf("told %+v", last)
			}
		})
	}
}

// Ten thousand commands at once are ten thousand answers.
func TestManyCommandsAtOnce(t *testing.T) {
	talk.Run(t, 1, func(w *talk.World) {
		serve(t, w, letters...)
		answers := 0
		w.Clients[0].Go(0, func() {
			c, _ := w.Clients[0].Dial(w.Address(pop3.Port), vnet.Dial{Role: trace.MUA})
			defer c.Close()
			w.Clients[0].Go(time.Microsecond, func() { c.Write([]byte(login + strings.Repeat("NOOP\r\n", 10000))) })
			buf := make([]byte, 4096)
			for answers < 10003 {
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

// What does not speak TLS, or stops in the middle of it, is told as that.
func TestNoTLS(t *testing.T) {
	said, w := shout(t, pop3.PortTLS, "USER ann\r\n")
	if failed := talk.Kind[trace.TLSFailed](w); len(failed) != 1 || failed[0].Node != w.Server.Name() {
		t.Errorf("told %+v", failed)
	}
	if strings.Contains(said, "+OK") {
		t.Errorf("the server answered in the clear: %q", said)
	}
	shout(t, pop3.PortTLS, "\x16\x03\x01\x02\x00\x01\x00")
}

func FuzzServer(f *testing.F) {
	f.Add(login + "LIST\r\nRETR 1\r\nTOP 2 1\r\nDELE 3\r\nQUIT\r\n")
	f.Add("AUTH PLAIN\r\n*\r\nAUTH PLAIN AGFubgBzZXNhbWUgb3Blbg==\r\nUIDL\r\nRSET\r\n")
	f.Add("\x00\xff\r\n\n\r\r\n" + strings.Repeat("x", 3000))
	f.Fuzz(func(t *testing.T, octets string) {
		if len(octets) > 20000 {
			return
		}
		if said, _ := shout(t, pop3.Port, octets); !strings.HasPrefix(said, "S: +OK") {
			t.Errorf("no greeting: %q", said)
		}
	})
}
