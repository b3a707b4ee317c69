package msa_test

import (
	"strings"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// What every message needs is added; what is there stays as it is; Bcc goes.
func TestMessagesAreCompleted(t *testing.T) {
	const date, id = "Date: Mon, 2 Mar 2026 10:00:00 +0100\r\n", "Message-ID: <1@pc.beta.example>\r\n"
	for _, c := range []struct {
		name, text string
		added      string // below the header
	}{
		{"complete", header + date + id + "\r\nHi\r\n", ""},
		{"no date", header + id + "\r\nHi\r\n", "Date"},
		{"no id", header + date + "\r\nHi\r\n", "Message-ID"},
		{"neither", header + "\r\nHi\r\n", "Message-ID Date"},
		{"no body", header, "Message-ID Date"},
		{"hidden copy", header + "bcc: eve@gamma.example,\r\n mallory@gamma.example\r\n" + date + id + "\r\nHi\r\n", ""},
	} {
		w := &world{}
		visit(t, w, func(cl *smtp.Client) {
			w.login(cl)
			expect(t, c.name, submit(t, cl, c.text), "250")
		})
		if len(w.tray.messages) != 1 {
			t.Fatalf("%s: %d letters", c.name, len(w.tray.messages))
		}
		before, after := mail.Parse(c.text), w.tray.messages[0]
		h := after.Header()
		if h.Has("Bcc") || h.Count("Date") != 1 || h.Count("Message-ID") != 1 || h.Count("Received") != 1 || h[0].Name() != "Received" {
			t.Errorf("%s: header\n%s", c.name, h)
		}
		if after.Body() != before.Body() {
			t.Errorf("%s: body %q", c.name, after.Body())
		}
		altered := talk.Kind[trace.MessageAltered](w.World)[0]
		var added []string
		for _, f := range altered.Body.(trace.MessageAltered).Appended {
			added = append(added, f.Name)
		}
		if got := strings.Join(added, " "); got != c.added {
			t.Errorf("%s: added %q, want %q", c.name, got, c.added)
		}
		if back := before.Replay(altered.Body.(trace.MessageAltered)); back.String() != after.String() {
			t.Errorf("%s: the trace tells of another change:\n%s\n%s", c.name, back, after)
		}
		if altered.Reason == nil {
			t.Errorf("%s: no reason", c.name)
		}
	}
}

// The field shows that the author proved who they are, and hides the password.
func TestReceivedTellsOfTheLogin(t *testing.T) {
	w := &world{}
	visit(t, w, func(c *smtp.Client) {
		w.login(c)
		submit(t, c, header+"\r\n")
	})
	got := w.tray.messages[0].Header().Get("Received")
	for _, part := range []string{"pc1.beta.example (pc1.beta.example [198.51.100.101])", "with ESMTPSA id Q1", "by mail.beta.example", "TLS"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q lacks %q", got, part)
		}
	}
	if strings.Contains(got, "secret") {
		t.Errorf("%q tells the password", got)
	}
}

// From the author's program to the queue everything hangs together.
func TestTheQueueKnowsTheMessageAndItsCause(t *testing.T) {
	w := &world{}
	visit(t, w, func(c *smtp.Client) {
		w.login(c)
		submit(t, c, header+"\r\n")
	})
	accepted := talk.Kind[trace.MessageAccepted](w.World)[0]
	if mark := w.tray.marks[0]; mark.Message != "m1" || mark.Cause != accepted.Seq {
		t.Errorf("mark %+v, accepted %+v", mark, accepted)
	}
	if b := accepted.Body.(trace.MessageAccepted); b.ID != "Q1" || b.From != "alice@beta.example" || b.Protocol != trace.SMTP {
		t.Errorf("accepted %+v", b)
	}
	if e := w.tray.envelopes[0]; e.From != address("alice@beta.example") || len(e.Recipients) != 1 {
		t.Errorf("envelope %+v", e)
	}
}
