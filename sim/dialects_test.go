package sim_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/mail/dsn"
	"mailflow/sim/mailbox"
	"mailflow/sim/trace"
	"mailflow/sim/trail"
)

// babel is a world of five sites, each with another software. A letter goes
// through all of them, and each has one that it must send back.
const babel = `
title: Babel
sites:
  - domain: alpha.example
    users: [alice]
    hosts: [{name: mail, software: postfix, mta: {routes: [{domain: epsilon.example, host: mail.beta.example}]}}]
  - domain: beta.example
    users: [bea]
    hosts: [{name: mail, software: exim, mta: {relay_for: [epsilon.example], routes: [{domain: epsilon.example, host: mail.gamma.example}]}}]
  - domain: gamma.example
    users: [gil]
    hosts: [{name: mail, software: sendmail, mta: {relay_for: [epsilon.example], routes: [{domain: epsilon.example, host: mail.delta.example}]}}]
  - domain: delta.example
    users: [dan]
    hosts: [{name: mail, software: qmail, mta: {relay_for: [epsilon.example]}}]
  - domain: epsilon.example
    users: [eve]
    hosts: [{name: mail, software: exchange}]
script:
  - {at: 1s, send: {from: alice, to: eve, subject: Round the world, text: Hello.}}
  - {at: 1h, send: {from: alice, to: x@missing.example, subject: One}}
  - {at: 1h, send: {from: bea, to: x@missing.example, subject: Two}}
  - {at: 1h, send: {from: gil, to: x@missing.example, subject: Three}}
  - {at: 1h, send: {from: dan, to: x@missing.example, subject: Four}}
  - {at: 1h, send: {from: eve, to: x@missing.example, subject: Five}}
  - {at: 2h, fetch: eve}
`

// inboxOf is what lies in a person's inbox at the end.
func inboxOf(events []trace.Event, user string) []mail.Message {
	var list []mail.Message
	for _, f := range mailbox.Fold(events) {
		if f.User == user && f.Name == "INBOX" {
			for _, m := range f.Messages {
				list = append(list, m.Mail)
			}
		}
	}
	return list
}

// The header of a letter tells the way that it really went, whatever software
// wrote it.
func TestTheHeaderTellsTheWayThroughAllDialects(t *testing.T) {
	events := run(t, babel)
	m := inboxOf(events, "eve")[0]
	own, err := trail.NewOwn(nil, []string{"epsilon.example"})
	if err != nil {
		t.Fatal(err)
	}
	tr := trail.Read(m.String(), own)
	var got []string
	for _, l := range tr.Lines {
		got = append(got, fmt.Sprintf("%s %s %s %s", l.Software, l.By, l.Part, l.Trust))
	}
	want := []string{
		"Postfix mail.alpha.example submission claim",
		"Exim mail.beta.example transfer claim",
		"Sendmail mail.gamma.example transfer claim",
		"qmail mail.delta.example transfer claim",
		"qmail mail.delta.example service claim",
		"Exchange mail.epsilon.example transfer border",
		"Exchange mail.epsilon.example service sound",
		"Exchange mail.epsilon.example service sound",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the header says\n%s\nwant\n%s\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"), m.Header())
	}
	taken := map[string]trace.Event{}
	for _, e := range events {
		if b, ok := e.Body.(trace.MessageAccepted); ok && e.Message == "m1" && b.Protocol == trace.SMTP {
			taken[e.Node] = e
		}
	}
	for _, l := range tr.Lines {
		e, ok := taken[l.By]
		if !ok {
			t.Errorf("%s did not take the letter", l.By)
			continue
		}
		start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
		if off := l.At.Sub(start.Add(e.At)).Abs(); off > time.Second {
			t.Errorf("%s took the letter %v from when its line says", l.By, off)
		}
		if id := e.Body.(trace.MessageAccepted).ID; l.ID != "" && l.ID != id {
			t.Errorf("%s calls the letter %s, and its line says %s", l.By, id, l.ID)
		}
	}
}

// Each software greets, says yes and sends back in its own words, and a program
// can read all of their reports.
func TestEachDialectIsHeardInTheWorld(t *testing.T) {
	events := run(t, babel)
	for i, c := range []struct{ site, user, greeting, queued, from, subject, text string }{
		{"alpha", "alice", "ESMTP Postfix", "2.0.0 Ok: queued as ", "Mail Delivery System <MAILER-DAEMON@mail.alpha.example>", "Undelivered Mail Returned to Sender", "mail system at host mail.alpha.example"},
		{"beta", "bea", "ESMTP Exim 4.98", "OK id=1v", "Mail Delivery System <Mailer-Daemon@mail.beta.example>", "Mail delivery failed: returning message to sender", "delivery software of mail.beta.example"},
		{"gamma", "gil", "ESMTP Sendmail 8.18.1/8.18.1", "Message accepted for delivery", "Mail Delivery Subsystem <MAILER-DAEMON@mail.gamma.example>", "Returned mail: see transcript for details", "took the original message from <gil@gamma.example>"},
		{"delta", "dan", "220 mail.delta.example ESMTP", "250 ok 17", "MAILER-DAEMON@mail.delta.example", "failure notice", "qmail-send program at mail.delta.example"},
		{"epsilon", "eve", "Microsoft ESMTP MAIL Service ready", "Queued mail for delivery", "Microsoft Outlook <postmaster@mail.epsilon.example>", "Undeliverable: Five", "did not get through"},
	} {
		host := "mail." + c.site + ".example"
		var heard strings.Builder
		for _, e := range events {
			if b, ok := e.Body.(trace.SMTPReply); ok && e.Node == host {
				for _, line := range b.Lines {
					heard.WriteString(string(line) + "\n")
				}
			}
		}
		for _, want := range []string{c.greeting, c.queued} {
			if !strings.Contains(heard.String(), want) {
				t.Errorf("%s never says %q", host, want)
			}
		}
		if enhanced := strings.Contains(heard.String(), "ENHANCEDSTATUSCODES"); enhanced != mail.Dialects[i].Enhanced() || enhanced != strings.Contains(heard.String(), "250 2.1.0 ") {
			t.Errorf("%s offers enhanced codes: %v", host, enhanced)
		}
		inbox := inboxOf(events, c.user)
		report := inbox[len(inbox)-1]
		h := report.Header()
		if h.Get("From") != c.from || h.Get("Subject") != c.subject || !strings.Contains(report.Body(), c.text) {
			t.Errorf("%s sends back as %q: %q\n%s", host, h.Get("From"), h.Get("Subject"), report.Body())
		}
		r, err := dsn.Parse(report)
		if err != nil || r.ReportingMTA != host || len(r.Recipients) != 1 || r.Recipients[0].Status[0] != '5' || !strings.Contains(r.Recipients[0].Diagnostic, "missing.example") {
			t.Errorf("%s: its report reads as %+v, %v", host, r, err)
		}
	}
}
