package smtp_test

import (
	"runtime"
	"slices"
	"strings"
	"testing"

	"mailflow/sim/mail"
	"mailflow/sim/record"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// letterStory is one letter from hello to goodbye, with much that can go
// another way: TLS, a wrong password, a recipient who is not there, a message
// of many packets.
func letterStory(t testing.TB) func(*stage) {
	return func(s *stage) {
		s.serve(smtp.Config{TLS: ca.Server("mx.example"), Auth: true})
		s.client.Go(0, func() {
			c, _, err := smtp.Dial(s.client, port, options())
			if err != nil {
				t.Error(err)
				return
			}
			m := mail.Parse("Subject: Hello\r\n\r\n" + strings.Repeat("a line\r\n", 20_000))
			c.Hello()
			c.StartTLS(ca.Client("mx.example"))
			c.Hello()
			c.Auth("alice", "wrong")
			c.Auth("alice", "secret")
			c.Mail(alice, m.Len(), false)
			c.Rcpt(mail.Address{Local: "nobody", Domain: "mx.example"})
			c.Rcpt(bob)
			c.Data(m, 1)
			c.Quit()
		})
	}
}

func TestSameStorySameTrace(t *testing.T) {
	first := play(t, letterStory(t)).jsonl()
	if n := strings.Count(first, "\n"); n < 25 {
		t.Fatalf("the trace has only %d events", n)
	}
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(0))
	for _, procs := range []int{1, 2, 2, 2} {
		runtime.GOMAXPROCS(procs)
		if again := play(t, letterStory(t)).jsonl(); again != first {
			t.Errorf("with %d processors: %s", procs, firstDifference(first, again))
		}
	}
}

// Every event of the conversation follows from an earlier one, back to the
// first; a reply follows from the command that it answers, or from what that
// command led to.
func TestCauses(t *testing.T) {
	s := play(t, letterStory(t))
	for e := range s.log.All() {
		if e.Cause == 0 && e.Seq > 1 {
			t.Errorf("%s comes from nowhere: %+v", e.Kind(), e)
		}
		r, ok := e.Body.(trace.SMTPReply)
		if !ok || r.To == "" {
			continue
		}
		causes := s.log.Index().Causes(e.Seq)
		i := slices.IndexFunc(causes, func(seq trace.Seq) bool { return s.isSaid(seq) })
		if i < 0 || i > 1 {
			t.Errorf("%q follows from %v", r.Lines, causes)
			continue
		}
		cause, _ := s.log.Event(causes[i])
		if c, ok := cause.Body.(trace.SMTPCommand); ok && c.Verb != "" && c.Verb != r.To {
			t.Errorf("%q to %s follows from %s", r.Lines, r.To, c.Verb)
		}
		if want := "m1"; e.Message != want && r.To != "QUIT" {
			t.Errorf("%q is about message %q", r.Lines, e.Message)
		}
	}
}

// isSaid reports whether an event is something that the client said.
func (s *stage) isSaid(seq trace.Seq) bool {
	e, _ := s.log.Event(seq)
	switch e.Body.(type) {
	case trace.SMTPCommand, trace.SMTPContent:
		return true
	}
	return false
}

// At hop level there are no commands to name; the events that remain still hang
// together.
func TestCausesAtHopLevel(t *testing.T) {
	s, err := run(record.Options{Level: trace.Hop}, letterStory(t))
	if err != nil {
		t.Fatal(err)
	}
	var kinds []string
	for e := range s.log.All() {
		kinds = append(kinds, string(e.Kind()))
		if e.Cause == 0 && e.Seq > 1 {
			t.Errorf("%s comes from nowhere", e.Kind())
		}
	}
	want := []string{"conn.opened", "tls.established", "auth.failed", "auth.ok", "message.refused"}
	if !slices.Equal(kinds, want) {
		t.Errorf("the trace has %v", kinds)
	}
}
