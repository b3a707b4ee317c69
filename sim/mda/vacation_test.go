package mda

import (
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
)

// The rules that keep two programs from answering each other.
func TestWhoGetsAnAutomaticAnswer(t *testing.T) {
	at := time.Date(2026, 3, 10, 9, 0, 0, 0, time.UTC)
	bob := mail.Address{Local: "bob", Domain: "beta.example"}
	alice := mail.Address{Local: "alice", Domain: "alpha.example"}
	const person = "From: alice@alpha.example\r\nTo: Bob <BOB@beta.example>\r\n"
	for _, c := range []struct {
		what     string
		from     mail.Address
		header   string
		junk     bool
		answered time.Duration // ago
		careful  bool
		careless bool
	}{
		{"a person", alice, person, false, 0, true, true},
		{"a copy to the person", alice, "To: x@alpha.example\r\nCc: bob@beta.example\r\n", false, 0, true, true},
		{"a report", mail.Address{}, person, false, 0, false, false},
		{"another program", alice, person + "Auto-Submitted: auto-replied\r\n", false, 0, false, true},
		{"a person who says so", alice, person + "Auto-Submitted: no\r\n", false, 0, true, true},
		{"a list", alice, person + "List-Id: <news.alpha.example>\r\n", false, 0, false, true},
		{"bulk mail", alice, person + "Precedence: bulk\r\n", false, 0, false, true},
		{"somebody who hid the person", alice, "To: everybody@beta.example\r\n", false, 0, false, true},
		{"junk", alice, person, true, 0, false, true},
		{"who had an answer a day ago", alice, person, false, 24 * time.Hour, false, true},
		{"who had one eight days ago", alice, person, false, 8 * 24 * time.Hour, true, true},
	} {
		in := incoming{from: c.from, to: bob, header: mail.Parse(c.header + "\r\n").Header(), junk: c.junk, at: at}
		if c.answered > 0 {
			in.answered = at.Add(-c.answered)
		}
		for careless, want := range map[bool]bool{false: c.careful, true: c.careless} {
			answer, why := (&Responder{Careless: careless}).decide(in)
			if answer != want {
				t.Errorf("%s, careless %t: answered %t", c.what, careless, answer)
			}
			if why == nil || why.Text == "" || !strings.HasPrefix(why.RFC, "RFC 3834") {
				t.Errorf("%s: no reason", c.what)
			}
		}
	}
}
