package mua_test

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mua"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// Letters may hold anything. Each comes through, octet for octet, and can be
// opened.
func TestStrangeLetters(t *testing.T) {
	letters := map[string]string{ // by the subject that a person sees
		"plain":                   "Subject: plain\r\n\r\n",
		"folded and then some":    "Subject: folded\r\n and then some\r\n\r\n",
		"Grüße":                   "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n",
		"two words":               "Subject: =?utf-8?q?two_?=\r\n =?utf-8?q?words?=\r\n\r\n",
		"=?martian?q?x?=":         "Subject: =?martian?q?x?=\r\n\r\n",
		"=?utf-8?b?@@@?=":         "Subject: =?utf-8?b?@@@?=\r\n\r\n",
		"the first":               "Subject: the first\r\nSubject: the second\r\n\r\n",
		"no body":                 "Subject: no body",
		"dots":                    "Subject: dots\r\n\r\n.\r\n..\r\n.x\r\n",
		"bare line feeds":         "Subject: bare line feeds\n\n.\nQUIT\n",
		"binary \x00\xff":         "Subject: binary \x00\xff\r\n\r\n\x00\x01\xfe\xff",
		strings.Repeat("x", 9000): "Subject: " + strings.Repeat("x", 9000) + "\r\n\r\n",
	}
	for _, access := range []trace.Protocol{trace.POP3, trace.IMAP} {
		for subject, octets := range letters {
			w := talk.Run(t, 1, func(w *talk.World) {
				o := open(t, w)
				o.fileRaw("m1", octets)
				d := o.device(0, access, true)
				d.Fetch(none)
				d.Read(subject, none)
			})
			want := fmt.Sprintf("device1 fetched m1, %d octets, left\ndevice1 read m1", len(octets))
			if access == trace.POP3 && !strings.HasSuffix(octets, "\r\n") {
				want = fmt.Sprintf("device1 fetched m1, %d octets, left\ndevice1 read m1", len(octets)+2) // POP3 ends every line
			}
			same(t, fmt.Sprintf("%s, %.40q", access, subject), told(w), want)
		}
	}
}

// pretend is a server that says what a test wants: answer gets the number of the
// session, from 1, and what the client said. After an empty answer it hangs up.
func pretend(o *office, port int, greeting string, answer func(session int, line string) string) {
	sessions := 0
	_, err := o.Server.Serve(port, trace.MDA, func(c *vnet.Conn) {
		defer c.Close()
		sessions++
		session := sessions
		io.WriteString(c, greeting)
		for lines := bufio.NewScanner(c); lines.Scan(); {
			said := answer(session, lines.Text())
			if said == "" {
				return
			}
			io.WriteString(c, said)
		}
	})
	o.must(err)
}

// speakIMAP answers commands by name; without an answer of its own, with OK.
func speakIMAP(answers map[string]string) func(int, string) string {
	return func(_ int, line string) string {
		words := strings.Fields(line)
		name := words[1]
		if name == "UID" {
			name += " " + words[2]
		}
		if strings.HasSuffix(line, "FLAGS") {
			name = "FLAGS"
		}
		text, ok := answers[name]
		if !ok {
			text = "TAG OK fine\r\n"
		}
		return strings.ReplaceAll(text, "TAG", words[0])
	}
}

const fullBox = "* 2 EXISTS\r\n* OK [UIDVALIDITY 7] x\r\n* OK [UIDNEXT 99] x\r\nTAG OK x\r\n"

func letterA(uid int) string {
	return fmt.Sprintf("* 1 FETCH (UID %d FLAGS () BODY[] {12}\r\nSubject: A\r\n)\r\n", uid)
}

func TestIMAPServersThatNobodyShouldTrust(t *testing.T) {
	for _, tc := range []struct {
		name     string
		greeting string
		answers  map[string]string
		told     string
	}{
		{"no greeting that is one", "HELLO\r\n", nil,
			"laptop cannot fetch: What mail.beta.example says is not the protocol that the program speaks."},
		{"goodbye at once", "* BYE go away\r\n", nil, "laptop cannot fetch: The server has ended the session. BYE"},
		{"goodbye in the middle", "", map[string]string{"SELECT": "* BYE enough\r\n"},
			"laptop cannot fetch: The server has ended the session. BYE"},
		{"silence", "", map[string]string{"SELECT": ""}, "laptop cannot fetch: The connection to mail.beta.example broke off."},
		{"no inbox", "", map[string]string{"SELECT": "TAG NO no inbox\r\n"}, "laptop cannot fetch: The server says no to SELECT. NO"},
		{"the same letter twice", "", map[string]string{"SELECT": fullBox, "UID FETCH": letterA(5) + letterA(5) + "TAG OK x\r\n"},
			"laptop fetched , 12 octets, left"},
		{"letters in any order", "", map[string]string{"SELECT": fullBox, "UID FETCH": letterA(6) + letterA(5) + "TAG OK x\r\n"},
			"laptop fetched , 12 octets, left\nlaptop fetched , 12 octets, left"},
		{"letters without numbers", "", map[string]string{"SELECT": fullBox, "UID FETCH": "* 1 FETCH (FLAGS ())\r\n" + letterA(0) + "TAG OK x\r\n"}, ""},
		{"fewer letters than it says", "", map[string]string{"SELECT": "* 4000000000 EXISTS\r\nTAG OK x\r\n"}, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := talk.Run(t, 1, func(w *talk.World) {
				o := open(t, w)
				greeting := tc.greeting
				if greeting == "" {
					greeting = "* OK hello\r\n"
				}
				pretend(o, 1143, greeting, speakIMAP(tc.answers))
				cfg := o.config(w.Clients[0], trace.IMAP)
				cfg.Incoming.Port = 1143
				mua.New(w.Clients[0], cfg).Fetch(none)
			})
			same(t, "told", told(w), tc.told)
		})
	}
}

// When UIDVALIDITY changes, what the device knew is worth nothing: RFC 9051
// §2.3.1.1.
func TestUIDsAreForgottenWhenTheyLoseTheirMeaning(t *testing.T) {
	for validity, want := range map[string]int{"7": 1, "8": 2} {
		w := talk.Run(t, 1, func(w *talk.World) {
			o := open(t, w)
			pretend(o, 1143, "* OK hello\r\n", func(session int, line string) string {
				box := strings.ReplaceAll(fullBox, "UIDNEXT 99", "UIDNEXT 6")
				if session == 2 {
					box = strings.ReplaceAll(box, "UIDVALIDITY 7", "UIDVALIDITY "+validity)
				}
				return speakIMAP(map[string]string{
					"SELECT": box, "FLAGS": "* 1 FETCH (UID 5 FLAGS ())\r\nTAG OK x\r\n", "UID FETCH": letterA(5) + "TAG OK x\r\n",
				})(session, line)
			})
			cfg := o.config(w.Clients[0], trace.IMAP)
			cfg.Incoming.Port = 1143
			d := mua.New(w.Clients[0], cfg)
			o.days(func() { d.Fetch(none) }, func() { d.Fetch(none) })
		})
		if got := len(talk.Kind[trace.MessageFetched](w)); got != want {
			t.Errorf("validity %s: fetched %d times, want %d\n%s", validity, got, want, told(w))
		}
	}
}

func TestPOP3ServersThatNobodyShouldTrust(t *testing.T) {
	const letter = "+OK\r\nSubject: A\r\n.\r\n"
	for _, tc := range []struct {
		name     string
		greeting string
		answers  map[string]string
		told     string
		fetches  int // in two sessions
	}{
		{"no greeting that is one", "HELLO\r\n", nil,
			"laptop cannot fetch: What mail.beta.example says is not the protocol that the program speaks.", 0},
		{"goodbye at once", "-ERR go away\r\n", nil, "laptop cannot fetch: The server does not want to talk to this host. -ERR", 0},
		{"names without letters", "", map[string]string{"UIDL": "+OK\r\n1 a\r\n2 b\r\n.\r\n"}, "laptop fetched , 12 octets, left", 1},
		{"letters without names", "", map[string]string{"UIDL": "+OK\r\n.\r\n"},
			"laptop fetched , 12 octets, left\nlaptop fetched , 12 octets, left", 2},
		{"no names at all", "", map[string]string{"UIDL": "-ERR unknown\r\n"}, "laptop cannot fetch: The server says no to UIDL. -ERR", 0},
		{"no letter where one was listed", "", map[string]string{"RETR": "-ERR gone\r\n"}, "laptop cannot fetch: The server says no to RETR. -ERR", 0},
		{"silence in the middle of a letter", "", map[string]string{"RETR": "+OK\r\nSubj"}, "laptop cannot fetch: mail.beta.example does not answer.", 0},
		{"what is marked does not go", "", map[string]string{"QUIT": "-ERR some messages not removed\r\n"},
			"laptop fetched , 12 octets, left\nlaptop cannot fetch: The server says no to QUIT. -ERR", 1},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := talk.Run(t, 1, func(w *talk.World) {
				o := open(t, w)
				greeting := tc.greeting
				if greeting == "" {
					greeting = "+OK hello\r\n"
				}
				answers := map[string]string{"LIST": "+OK\r\n1 12\r\n.\r\n", "UIDL": "+OK\r\n1 a\r\n.\r\n", "RETR": letter}
				for verb, answer := range tc.answers {
					answers[verb] = answer
				}
				pretend(o, 1110, greeting, func(_ int, line string) string {
					verb, _, _ := strings.Cut(line, " ")
					if answer, ok := answers[verb]; ok {
						return answer
					}
					return "+OK\r\n"
				})
				cfg := o.config(w.Clients[0], trace.POP3)
				cfg.Incoming.Port, cfg.Keep = 1110, true
				d := mua.New(w.Clients[0], cfg)
				o.days(func() { d.Fetch(none) }, func() { d.Fetch(none) })
			})
			if got := len(talk.Kind[trace.MessageFetched](w)); got != tc.fetches {
				t.Errorf("fetched %d times, want %d", got, tc.fetches)
			}
			if got := told(w); !strings.HasPrefix(got, tc.told) {
				t.Errorf("told:\n%s\nwant:\n%s", got, tc.told)
			}
		})
	}
}
