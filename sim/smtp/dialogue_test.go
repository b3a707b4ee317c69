package smtp_test

import (
	"crypto/tls"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

var update = flag.Bool("update", false, "write what happened into the dialogues")

// TestDialogues plays testdata/*.txt. In these files
//
//	@ tls auth max=100     begins a conversation with a server of that kind
//	C: QUIT                is a line of the client, which then listens
//	C+ QUIT                is one that goes out together with the next
//	C* 1000 NOOP           is one that it says so often, before it listens
//	C> "half\x00 a line"   is what the client says octet for octet
//	C! close               is something else that the client does
//
// and the rest is what came of it, which -update writes anew:
//
//	S: 221 2.0.0 Bye       is a line of the server; (closed) is the end
//	E: …                   is an event that the server told
//	H: …                   is a message that the handler got
func TestDialogues(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	if len(files) == 0 {
		t.Fatal("there are no dialogues")
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			script, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := perform(t, string(script))
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != string(script) {
				t.Errorf("it went differently; -update shows how as a diff\n%s", firstDifference(string(script), got))
			}
		})
	}
}

// perform plays the conversations of a script and returns it as it went.
func perform(t *testing.T, script string) string {
	var out strings.Builder
	head, rest, more := strings.Cut(script, "\n@ ")
	out.WriteString(head)
	for more {
		var part string
		part, rest, more = strings.Cut(rest, "\n@ ")
		out.WriteString("\n@ " + conversation(t, part))
	}
	return out.String()
}

// conversation is one of them, in a world of its own.
func conversation(t *testing.T, script string) string {
	lines := strings.Split(script, "\n")
	a := &actor{t: t}
	fmt.Fprintln(&a.out, lines[0])
	play(t, func(s *stage) {
		a.stage = s
		s.serve(a.server(lines[0]))
		s.client.Go(0, func() {
			a.raw = s.dial()
			a.wire = a.raw
			defer a.raw.Close()
			a.listen()
			for _, line := range lines[1:] {
				a.line(line)
			}
		})
	})
	return strings.TrimSuffix(a.out.String(), "\n")
}

// actor plays the client.
type actor struct {
	t     *testing.T
	stage *stage
	out   strings.Builder
	raw   *vnet.Conn
	wire  net.Conn
	say   string // collected, to be sent together
	told  trace.Seq
	took  int
	end   string
	last  string // line of the server
	again int    // times that it was said once more
	often bool   // those are only counted
}

func (a *actor) server(words string) (cfg smtp.Config) {
	for _, w := range strings.Fields(words) {
		name, value, _ := strings.Cut(w, "=")
		switch name {
		case "smtp":
		case "lmtp":
			cfg.Protocol = trace.LMTP
		case "tls":
			cfg.TLS = ca.Server("mx.example")
		case "implicit":
			cfg.Implicit = true
		case "auth":
			cfg.Auth = true
		case "unfriendly":
			a.stage.desk.refuseConnect = true
		case "max":
			cfg.MaxOctets, _ = strconv.ParseInt(value, 10, 64)
		default:
			a.t.Fatalf("no server is %q", w)
		}
	}
	return cfg
}

// line performs one line of the script.
func (a *actor) line(line string) {
	kind, rest, _ := strings.Cut(line, " ")
	switch kind {
	case "S:", "E:", "H:":
		return // to be written anew
	}
	fmt.Fprintln(&a.out, line)
	switch kind {
	case "C+":
		a.say += rest + "\r\n"
		return
	case "C:":
		a.say += rest + "\r\n"
	case "C*":
		times, words, _ := strings.Cut(rest, " ")
		n, _ := strconv.Atoi(times)
		a.say += strings.Repeat(words+"\r\n", n)
		a.often = true
	case "C>":
		s, err := strconv.Unquote(rest)
		if err != nil {
			a.t.Errorf("%q: %v", rest, err)
		}
		a.say += s
	case "C!":
		a.act(rest)
		a.listen()
		return
	default:
		return // a comment
	}
	a.wire.Write([]byte(a.say))
	a.say = ""
	a.listen()
	a.often = false
}

func (a *actor) act(what string) {
	verb, arg, _ := strings.Cut(what, " ")
	switch verb {
	case "close":
		a.wire.Close()
		a.stage.client.Sleep(time.Second)
	case "abort":
		a.raw.Abort()
		a.stage.client.Sleep(time.Second)
	case "finish": // and go on listening
		a.raw.CloseWrite()
	case "scramble": // what goes over the line is no TLS any more
		a.raw.Write([]byte("not a record"))
	case "wait":
		d, _ := time.ParseDuration(arg)
		a.stage.client.Sleep(d)
	case "tls":
		c := tls.Client(a.raw, ca.Client(arg))
		a.raw.SetDeadline(a.stage.client.Now().Add(time.Minute))
		if c.Handshake() == nil {
			a.wire = c
		}
	default:
		a.t.Errorf("the client cannot %q", what)
	}
}

// listen hears the server out, and writes down what it said and did.
func (a *actor) listen() {
	a.raw.SetReadDeadline(a.stage.client.Now().Add(time.Second))
	heard, err := io.ReadAll(a.wire)
	said := a.report()
	switch {
	case errors.Is(err, vnet.ErrClosed):
		return // by ourselves
	case string(heard) != said:
		a.t.Errorf("the trace has\n%q\nand the line\n%q", said, heard)
	}
	switch {
	case err == nil && a.end == "":
		a.end = "closed"
	case errors.Is(err, vnet.ErrReset) && a.end == "":
		a.end = "reset"
	default:
		return
	}
	fmt.Fprintf(&a.out, "S: (%s)\n", a.end)
}

// report writes down what the server has told since the last time, and returns
// the replies among it as sent.
func (a *actor) report() (replies string) {
	for _, e := range a.stage.log.After(a.told, 1<<20) {
		a.told = e.Seq
		if r, ok := e.Body.(trace.SMTPReply); ok {
			for _, l := range r.Lines {
				a.hear(string(l))
				replies += string(l) + "\r\n"
			}
		} else if e.Node == "mx.example" {
			if text := describe(e); text != "" {
				fmt.Fprintf(&a.out, "E: %s\n", text)
			}
		}
	}
	a.hear("")
	for _, l := range a.stage.desk.got[a.took:] {
		a.took++
		fmt.Fprintf(&a.out, "H: from %s to %s: %q\n", l.from, strings.Join(l.to, " "), l.text)
	}
	return replies
}

// hear writes down a line of the server; of many that are the same, the first and
// how many there were.
func (a *actor) hear(line string) {
	if a.often && line == a.last && line != "" {
		a.again++
		return
	}
	if a.again > 0 {
		fmt.Fprintf(&a.out, "S: (%d times more)\n", a.again)
	}
	if a.last, a.again = line, 0; line != "" {
		fmt.Fprintf(&a.out, "S: %s\n", line)
	}
}

// describe is an event in one line; nothing if the dialogues do not show it.
func describe(e trace.Event) string {
	text := ""
	switch b := e.Body.(type) {
	case trace.ProtocolViolation:
		text = fmt.Sprintf("%s %q: %s", b.Problem, string(b.Input), b.Effect)
	case trace.MessageRefused:
		text = fmt.Sprintf("at %s from <%s> to <%s> %d: %s", b.Stage, b.From, b.Recipient, b.Code, e.Reason.Text)
	case trace.AuthOK:
		text = b.Mechanism + " " + b.User
	case trace.AuthFailed:
		text = fmt.Sprintf("%s %q: %s", b.Mechanism, string(b.User), e.Reason.Text)
	case trace.TLSFailed:
		text = b.Error
	case trace.ConnTimeout:
		text = fmt.Sprintf("after %d seconds", b.Seconds)
	case trace.ConnReset:
	default:
		return ""
	}
	return strings.TrimSpace(string(e.Kind()) + " " + text)
}

func firstDifference(want, got string) string {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	i := 0
	for i < len(w) && i < len(g) && w[i] == g[i] {
		i++
	}
	from := max(i-5, 0)
	return fmt.Sprintf("line %d\nwant:\n%s\ngot:\n%s", i+1,
		strings.Join(w[from:min(i+4, len(w))], "\n"), strings.Join(g[from:min(i+4, len(g))], "\n"))
}
