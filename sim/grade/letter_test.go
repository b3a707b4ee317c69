package grade

import (
	"time"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// tape is a trace written by hand.
type tape struct{ events []trace.Event }

// add appends an event, a second after the last and, unless it says otherwise,
// because of it.
func (t *tape) add(node string, about trace.About, body trace.Body) *tape {
	n := len(t.events) + 1
	if about.Cause == 0 {
		about.Cause = trace.Seq(n - 1)
	}
	t.events = append(t.events, trace.Event{
		Seq: trace.Seq(n), At: time.Duration(n) * time.Second, Node: node, About: about, Body: body,
	})
	return t
}

// The hosts of the letter below.
const (
	alice = "alice.alpha.example"
	alpha = "mail.alpha.example"
	beta  = "mail.beta.example"
)

// letter is one letter from Alice to Bob and its copy to Carol, who is at
// Alice's site.
func letter() *tape {
	m1 := func(r trace.Role, peer string) trace.About { return trace.About{Role: r, Peer: peer, Message: "m1"} }
	received := func(by string) trace.Field {
		return trace.Field{Name: "Received", Raw: trace.Octets("Received: from somewhere\r\n\tby " + by)}
	}
	both := []string{"bob@beta.example", "carol@alpha.example"}
	t := &tape{}
	t.add(alice, m1(trace.MUA, ""), trace.MessageComposed{From: "alice@alpha.example", Subject: "Lunch",
		Content: "From: alice@alpha.example\r\nBcc: carol@alpha.example\r\nSubject: Lunch\r\n on Friday\r\n\r\nReceived: no header\r\n"})
	t.add(alice, m1(trace.MUA, alpha), trace.MessageAltered{Removed: []trace.Field{{Name: "Bcc", Raw: "Bcc: carol@alpha.example"}}})
	t.add(alpha, m1(trace.MSA, alice), trace.MessageAccepted{From: "alice@alpha.example", Recipients: both, ID: "A1", Protocol: trace.SMTP})
	t.add(alpha, m1(trace.MSA, alice), trace.MessageAltered{
		Added: []trace.Field{received(alpha)}, Appended: []trace.Field{{Name: "Date", Raw: "Date: today"}}})
	t.add(beta, m1(trace.MTA, alpha), trace.SMTPReply{Protocol: trace.SMTP, Code: 250, Lines: []trace.Octets{"250 2.0.0 Ok: queued as B1"}})
	t.add(beta, m1(trace.MTA, alpha), trace.MessageAccepted{From: "alice@alpha.example", Recipients: both[:1], ID: "B1", Protocol: trace.SMTP})
	t.add(beta, m1(trace.MTA, alpha), trace.MessageAltered{Added: []trace.Field{received(beta)}})
	t.add(alpha, m1(trace.MTA, beta), trace.MessageRelayed{ID: "A1", Recipients: both[:1], Reply: "250 2.0.0 Ok: queued as B1"})
	for _, end := range []struct {
		host, id, store, recipient, login string
		altered                           trace.Seq // on the way of this copy, last
	}{
		{alpha, "A1", "L1", both[1], "carol", 4}, {beta, "B1", "L1", both[0], "bob", 7},
	} {
		accepted := m1(trace.MDA, end.host)
		accepted.Cause = end.altered
		t.add(end.host, accepted, trace.MessageAccepted{Recipients: []string{end.recipient}, ID: end.store, Protocol: trace.LMTP})
		t.add(end.host, m1(trace.MTA, end.host), trace.MessageDelivered{ID: end.id, Recipient: end.recipient, Reply: "250 2.1.5 Ok"})
		t.add(end.host, m1(trace.MDA, ""), trace.MessageFiled{ID: end.store, Recipient: end.recipient, User: end.login, Folder: "INBOX", UID: 1})
		t.add(end.host, m1(trace.MDA, ""), trace.MailboxChanged{User: end.login, Folder: "INBOX", Change: trace.Appended, UID: 1, Messages: 1, Unseen: 1})
	}
	return t
}

// lesson parses a scenario with the letter's people and what the test adds.
func lesson(rest string) *scenario.Scenario {
	s, err := scenario.Parse("lesson.yaml", []byte(`
title: Lesson
sites:
  - {domain: alpha.example, users: [alice, carol]}
  - {domain: beta.example, users: [bob]}
`+rest))
	if err != nil {
		panic(err)
	}
	return s
}
