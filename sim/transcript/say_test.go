package transcript

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
)

// fill sets every field below v to the same text and numbers.
func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(7)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 9, 9))
		for i := range v.Len() {
			fill(v.Index(i), text)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i), text)
		}
	}
}

func TestEveryKindHasASentence(t *testing.T) {
	const hostile = "\r\n250 \x1b[2J\u202egood\x00\xff"
	for _, spec := range trace.Kinds {
		for name, text := range map[string]string{
			"empty": "", "plain": "word", "hostile": hostile, "long": strings.Repeat(hostile, 9000),
		} {
			body := reflect.New(reflect.TypeOf(spec.Body)).Elem()
			if text != "" {
				fill(body, text)
			}
			e := trace.Event{Seq: 1, Node: text, About: trace.About{Peer: text, Message: text}, Body: body.Interface().(trace.Body)}
			got := Say(e)
			if got == "" || got == string(spec.Kind)+"." && spec.Kind != "note" && spec.Kind != "question" {
				t.Errorf("%s, %s: nothing is said: %q", spec.Kind, name, got)
			}
			if n := len([]rune(got)); n > 4*maxSentence {
				t.Errorf("%s, %s: %d characters", spec.Kind, name, n)
			}
			harmless(t, got)
		}
	}
}

// From the event's node to its peer, about message m1, an hour after the start.
func event(b trace.Body) trace.Event {
	return trace.Event{Seq: 9, At: time.Hour, Node: "mail.alpha.example", Body: b,
		About: trace.About{Peer: "mx.beta.example", Conn: "c1", Message: "m1", Cause: 8}}
}

func TestSentences(t *testing.T) {
	bob := []string{"bob@beta.example"}
	tests := []struct {
		body trace.Body
		want string
	}{
		{trace.RunStarted{Scenario: "01-plain-flow", Seed: 7, Start: "2026-03-02T09:00:00Z"},
			"“01-plain-flow” starts with seed 7; the clock shows Monday 2 March 2026, 09:00:00 UTC."},
		{trace.RunEnded{Outcome: trace.EventBudget, Detail: "200000 events"},
			"The run is stopped: it has reached the largest number of events that it may have (200000 events)."},
		{trace.ActionTaken{Action: "send", Who: "alice", Text: "to bob"}, "alice sends a message to bob."},
		{trace.ActionTaken{Action: "juggle", Who: "alice"}, "alice: juggle."},
		{trace.ActionTaken{Action: "fetch", Who: "bob", Device: "phone"}, "bob fetches mail (phone)."},
		{trace.ActionTaken{Action: "read", Who: "bob"}, "bob opens a message."},
		{trace.ActionTaken{Action: "cut", Who: "beta.example", Text: "both"}, "beta.example is cut off from the Internet (both)."},
		{trace.ActionFailed{Action: "send", User: "alice", Device: "laptop", Reply: "535 5.7.8 Wrong password"},
			"laptop of alice cannot send message m1: it stays in the outbox. It heard: “535 5.7.8 Wrong password”."},
		{trace.ActionFailed{Action: "fetch", User: "bob", Device: "phone"}, "phone of bob cannot fetch mail."},
		{trace.ActionFailed{Action: "read", User: "bob", Device: "phone"}, "phone of bob cannot open message m1."},
		{trace.MessageMoved{User: "bob", Device: "phone", Folder: "INBOX", To: "Archive"},
			"phone of bob moves its own copy of message m1 from INBOX to Archive."},
		{trace.Note{Text: "Watch\n  the envelope.", Why: "It rules."}, "Watch the envelope. It rules."},
		{trace.Question{Text: "Who answers?", Answers: []string{"ns", "mx"}, Right: 1}, "Who answers? 1) ns 2) mx."},
		{trace.MisconceptionRefuted{Belief: "It is lost", Truth: "It waits."}, "Many believe: It is lost. It is not so: It waits."},

		{trace.NodeUp{Addresses: []string{"192.0.2.2"}, Roles: []trace.Role{trace.MTA, trace.MDA}},
			"mail.alpha.example is running as mail transfer agent (MTA) and mail delivery agent (MDA) at 192.0.2.2."},
		{trace.LinkBlocked{Transport: trace.TCP, Link: "hotel.example uplink", Site: "hotel.example", Port: 25},
			"mail.alpha.example does not get out to mx.beta.example: hotel.example lets nobody reach port 25 outside."},
		{trace.MessageKept{User: "alice", Device: "phone", Outbox: 2}, "phone of alice keeps message m1 in its outbox, where 2 messages wait now."},
		{trace.LinkLost{Transport: trace.UDP, Link: "alpha.example", Port: 53, Octets: 60},
			"A UDP packet from mail.alpha.example to mx.beta.example (port 53, 60 octets) is lost on the line alpha.example."},
		{trace.LinkLost{Transport: trace.TCP, Link: "mx.beta.example", Port: 25, Octets: 40},
			"A TCP packet from mail.alpha.example to mx.beta.example (port 25, 40 octets) does not arrive."},
		{trace.ConnOpened{Remote: "[2001:db8::1]:25", Service: "smtp"},
			"mail.alpha.example connects to mx.beta.example, port 25 (smtp)."},
		{trace.ConnTimeout{Remote: "198.51.100.2:25", Phase: "connect", Seconds: 30},
			"mail.alpha.example gives up connecting to 198.51.100.2:25: nobody answered for 30 s."},
		{trace.ConnTimeout{Phase: "talk", Seconds: 300},
			"mail.alpha.example has heard nothing from mx.beta.example for 5 min and gives up."},
		{trace.TLSEstablished{Version: "TLS 1.3", Server: "mx.beta.example"},
			"mail.alpha.example and mx.beta.example agree on keys: from here on their connection is encrypted (TLS 1.3), but nobody checked the certificate: it could be anyone."},

		{trace.DNSQuery{Name: "beta.example.", Type: "MX", Transport: trace.UDP},
			"mail.alpha.example asks mx.beta.example: who takes mail (MX) for beta.example?"},
		{trace.DNSQuery{Name: "7.2.0.192.in-addr.arpa.", Type: "PTR", Recursive: true, Transport: trace.TCP},
			"mail.alpha.example asks mx.beta.example over TCP to find out: which name belongs to the address 192.0.2.7 (PTR)?"},
		{trace.DNSQuery{Name: "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa.", Type: "PTR"},
			"mail.alpha.example asks mx.beta.example: which name belongs to the address 2001:db8::1 (PTR)?"},
		{trace.DNSQuery{Name: "s1._domainkey.beta.example.", Type: "TXT"},
			"mail.alpha.example asks mx.beta.example: which key called s1 signs the mail of beta.example (DKIM, TXT)?"},
		{trace.DNSQuery{Name: ".", Type: "HINFO"}, "mail.alpha.example asks mx.beta.example: which HINFO record has the root?"},
		{trace.DNSAnswer{Name: "beta.example.", Type: "MX", Code: "NOERROR", Authoritative: true, Answer: []trace.Record{
			{Type: "MX", Data: "20 mx2.beta.example."}, {Type: "MX", Data: "10 mx1.beta.example."}}},
			"mail.alpha.example answers mx.beta.example with authority: mail for beta.example goes to mx1.beta.example (preference 10) and mx2.beta.example (preference 20)."},
		{trace.DNSAnswer{Name: "beta.example.", Type: "MX", Code: "NOERROR", Answer: []trace.Record{{Type: "MX", Data: "0 ."}}},
			"mail.alpha.example answers mx.beta.example: beta.example takes no mail at all (null MX, RFC 7505)."},
		{trace.DNSAnswer{Name: "www.beta.example.", Type: "A", Code: "NOERROR", Answer: []trace.Record{
			{Name: "www.beta.example.", Type: "CNAME", Data: "web.beta.example."}, {Type: "A", Data: "198.51.100.3"}}},
			"mail.alpha.example answers mx.beta.example: www.beta.example is another name for web.beta.example; web.beta.example has the address 198.51.100.3."},
		{trace.DNSAnswer{Name: "beta.example.", Type: "MX", Code: "NOERROR", Authority: []trace.Record{
			{Name: "example.", Type: "NS", Data: "ns.example."}}},
			"mail.alpha.example does not know, and sends mx.beta.example on to the name servers of example: ns.example."},
		{trace.DNSAnswer{Name: "beta.example.", Type: "AAAA", Code: "NOERROR", Authoritative: true},
			"mail.alpha.example answers mx.beta.example with authority: beta.example has no AAAA record."},
		{trace.DNSAnswer{Name: "gone.example.", Type: "A", Code: "NXDOMAIN"},
			"mail.alpha.example answers mx.beta.example: there is no such name as gone.example."},
		{trace.DNSFailed{Name: "beta.example.", Type: "A", Error: "timeout"},
			"mail.alpha.example gets no usable answer to its question: what is the IPv4 address (A) of beta.example? (timeout)."},

		{trace.SMTPCommand{Verb: "MAIL", Line: "MAIL FROM:<> SIZE=100"},
			"mail.alpha.example begins a message with an empty return address: if it fails, nobody is to be told (MAIL FROM:<>); it adds SIZE=100."},
		{trace.SMTPCommand{Verb: "RCPT", Line: "RCPT TO:<bob@beta.example>"},
			"mail.alpha.example asks mx.beta.example to take the message for bob@beta.example (RCPT TO)."},
		{trace.SMTPCommand{Verb: "AUTH", Line: "AUTH PLAIN AGFsaWNlAHNlY3JldA=="},
			"mail.alpha.example wants to log in at mx.beta.example with the method PLAIN (AUTH): the user “alice” with the password “secret”, in base64, which hides nothing."},
		{trace.SMTPCommand{Line: "YWxpY2U="}, "mail.alpha.example goes on with its login at mx.beta.example: “alice”, in base64, which hides nothing."},
		{trace.SMTPCommand{Line: "*"}, "mail.alpha.example goes on with its login at mx.beta.example: it breaks the login off."},
		{trace.SMTPCommand{Line: "G1sySg=="}, "mail.alpha.example goes on with its login at mx.beta.example: “G1sySg==”."}, // an escape sequence inside
		{trace.SMTPCommand{Verb: "GET", Line: "GET / HTTP/1.1"}, "mail.alpha.example says “GET / HTTP/1.1” to mx.beta.example, which is not a command of SMTP."},
		{trace.SMTPReply{Code: 220, Lines: []trace.Octets{"220 x ESMTP"}}, "mail.alpha.example greets mx.beta.example: it is ready (220)."},
		{trace.SMTPReply{To: "EHLO", Code: 250, Lines: []trace.Octets{"250-x", "250-SIZE 100", "250 STARTTLS"}},
			"mail.alpha.example greets mx.beta.example back and offers SIZE 100, STARTTLS (250)."},
		{trace.SMTPReply{To: "AUTH", Code: 334, Lines: []trace.Octets{"334 VXNlcm5hbWU6"}},
			"mail.alpha.example goes on with the login (334): it asks for “Username:”, in base64."},
		{trace.SMTPReply{To: "RCPT", Code: 550, Enhanced: "5.1.1", Lines: []trace.Octets{"550 5.1.1 Who?"}},
			"mail.alpha.example refuses the recipient, and asking again will not change that (550 5.1.1: no such mailbox): “Who?”"},
		{trace.SMTPReply{To: "MAIL", Code: 452, Lines: []trace.Octets{"452"}},
			"mail.alpha.example refuses the sender for now; a later attempt may succeed (452)."},
		{trace.SMTPReply{To: "DATA", Code: 250, Enhanced: "2.0.0", Lines: []trace.Octets{"250 2.0.0 Ok: queued as 4F"}},
			"mail.alpha.example has taken the message and is responsible for it from here on (250 2.0.0): “Ok: queued as 4F”."},
		{trace.SMTPReply{Protocol: trace.LMTP, To: "DATA", Code: 250, Enhanced: "2.0.0", Lines: []trace.Octets{"250 2.0.0 Saved"}},
			"mail.alpha.example has put the message into its message store (250 2.0.0): “Saved”."},

		{trace.IMAPCommand{Tag: "a3", Name: "FETCH", Line: "a3 UID FETCH 1:* (FLAGS)"},
			"mail.alpha.example, talking to mx.beta.example, asks for messages: 1:* (FLAGS) (FETCH)."},
		{trace.IMAPCommand{Tag: "a3", Name: "UID FETCH", Line: "a3 UID FETCH 1:* (FLAGS)"},
			"mail.alpha.example, talking to mx.beta.example, asks for messages: 1:* (FLAGS) (UID FETCH)."},
		{trace.IMAPCommand{Tag: "a3", Name: "UID", Line: "a3 UID STORE 1 FLAGS ()"},
			"mail.alpha.example, talking to mx.beta.example, changes the flags of messages: 1 FLAGS () (UID STORE)."},
		{trace.IMAPCommand{Line: "DONE"}, "mail.alpha.example goes on: it has waited long enough for news (DONE)."},
		{trace.IMAPResponse{Tag: "a3", Lines: []trace.Octets{"* 3 EXISTS", "a3 OK [READ-WRITE] done"}},
			"mail.alpha.example answers mx.beta.example: messages in the folder: 3; it worked (OK): “[READ-WRITE] done”."},
		{trace.POP3Command{Verb: "DELE", Line: "DELE 1"},
			"mail.alpha.example, talking to mx.beta.example, marks message 1 for removal; it goes when the client says QUIT (DELE)."},
		{trace.POP3Response{OK: true, Lines: []trace.Octets{"+OK 612 octets"}, Octets: 612},
			"mail.alpha.example says yes to mx.beta.example and sends 612 octets of message: “612 octets”."},

		{trace.MessageComposed{From: "alice@alpha.example", To: bob, Bcc: []string{"eve@alpha.example"}, Subject: "Lunch?"},
			"alice@alpha.example writes message m1 to bob@beta.example, with a hidden copy to eve@alpha.example: “Lunch?”"},
		{trace.MessageAccepted{From: "", Recipients: bob, ID: "4F", Protocol: trace.SMTP},
			"mail.alpha.example accepts message m1 from the null sender for bob@beta.example, as 4F: from here on it is responsible."},
		{trace.MessageAccepted{From: "alice@alpha.example", Recipients: bob, ID: "4F", Protocol: trace.LMTP},
			"mail.alpha.example takes message m1 for bob@beta.example into its message store, as 4F."},
		{trace.MessageDelivered{Recipient: "bob@beta.example", Reply: "250 2.0.0 Saved"},
			"mail.alpha.example has handed message m1 for bob@beta.example to the message store on mx.beta.example. It heard: “250 2.0.0 Saved”."},
		{trace.MessageFetched{User: "bob", Device: "phone", Protocol: trace.POP3},
			"phone of bob has fetched message m1 over POP3, and means to take it off the server."},
		{trace.MessageRefused{Stage: trace.AtRcpt, Recipient: "bob@beta.example", Code: 450, Enhanced: "4.2.0", Text: "come back"},
			"mail.alpha.example refuses, for now, bob@beta.example as a recipient of message m1 (450 4.2.0: something about the mailbox): “come back”."},
		{trace.MessageRefused{Stage: trace.AtConnect, Code: 554, Text: "go away"},
			"mail.alpha.example refuses mx.beta.example as soon as it connects (554): “go away”."},
		{trace.MessageAltered{Added: []trace.Field{{Name: "Received"}}, Removed: []trace.Field{{Name: "Bcc"}}},
			"mail.alpha.example puts Received on top of the header and takes Bcc out of the header of message m1."},
		{trace.MessageAltered{Added: []trace.Field{{Name: "Return-Path"}, {Name: "Received"}, {Name: "Received"}}},
			"mail.alpha.example puts Return-Path and Received (2 times) on top of the header of message m1."},
		{trace.MessageDeferred{Recipients: bob, Attempt: 2, Reply: "no answer", Next: int64(90 * time.Minute)},
			"mail.alpha.example keeps message m1 for bob@beta.example: attempt 2 failed for now, and it tries again in 30 min. Its log says: “no answer”."},
		{trace.MessageDeferred{Recipients: bob, Attempt: 1, Reply: "450 4.2.1 Not now"},
			"mail.alpha.example keeps message m1 for bob@beta.example: attempt 1 failed for now. It heard: “450 4.2.1 Not now”."},
		{trace.MessageBounced{Recipients: bob, Status: "5.1.1", Notice: "m2"},
			"mail.alpha.example gives up on message m1 for bob@beta.example (5.1.1: no such mailbox) and reports it to the sender in message m2."},
		{trace.MessageExpanded{Recipient: "sales@alpha.example", To: []string{"alice@alpha.example", "bob@beta.example"}},
			"mail.alpha.example looks up sales@alpha.example, an alias: message m1 goes to alice@alpha.example and bob@beta.example."},
		{trace.MessageExpired{Recipients: bob, Seconds: 5 * 86400},
			"mail.alpha.example has kept message m1 for bob@beta.example for 5 days and waits no longer."},
		{trace.MessageFiled{Folder: "INBOX", User: "bob", UID: 1}, "mail.alpha.example puts message m1 into the folder INBOX of bob, as number 1."},

		{trace.RelayDecided{Recipient: "bob@beta.example", Client: "192.0.2.9", Route: trace.Refuse, Rule: "local users only"},
			"mail.alpha.example does not take mail from 192.0.2.9 for bob@beta.example, by the rule “local users only”."},
		{trace.AutoReplyDecided{User: "bob", To: "alice@alpha.example", Answer: true, Notice: "m2"},
			"The program that answers for bob on mail.alpha.example answers message m1 to alice@alpha.example, in message m2."},
		{trace.AutoReplyDecided{User: "bob"}, "The program that answers for bob on mail.alpha.example leaves message m1 without an answer."},
		{trace.GuardVerdict{Check: trace.SPF, Inputs: []trace.Input{{Name: "ip", Value: "192.0.2.9"}}, Result: "softfail", Effect: "tag"},
			"mail.alpha.example checks SPF (may this address send for that domain?): softfail, from ip 192.0.2.9; effect: the message is marked and goes on."},
		{trace.MailboxChanged{User: "bob", Folder: "INBOX", Change: trace.Flagged, UID: 1, Flags: []string{`\Seen`}, Messages: 1},
			`mail.alpha.example notes on number 1 in the folder INBOX of bob: \Seen; the folder now holds 1 message, 0 unseen.`},
		{trace.ProtocolViolation{Problem: "A line ended in LF alone.", Input: "DATA\n", Effect: "closed"},
			"mail.alpha.example objects to what mx.beta.example said, “DATA”: A line ended in LF alone; it closes the connection."},
	}
	for _, tt := range tests {
		if got := Say(event(tt.body)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.body.Kind(), got, tt.want)
		}
	}
}

// A host whose roles hand mail to each other does not "talk to itself".
func TestOneHostTwoRoles(t *testing.T) {
	for _, tt := range []struct {
		body trace.Body
		want string
	}{
		{trace.ConnOpened{Remote: "192.0.2.2:24", Service: "lmtp"}, "mail.alpha.example connects to its own message store, port 24 (lmtp)."},
		{trace.SMTPReply{Protocol: trace.LMTP, Code: 220}, "mail.alpha.example greets its own queue: it is ready (220)."},
		{trace.SMTPCommand{Protocol: trace.LMTP, Verb: "DATA", Line: "DATA"}, "mail.alpha.example asks its own message store to take the message now (DATA)."},
		{trace.SMTPContent{Protocol: trace.LMTP, Octets: 5}, "mail.alpha.example sends the message itself to its own message store: 5 octets of header and text."},
		{trace.DNSQuery{Name: "beta.example", Type: "MX"}, "mail.alpha.example asks itself: who takes mail (MX) for beta.example?"},
	} {
		e := event(tt.body)
		e.Peer = e.Node
		if got := Say(e); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.body.Kind(), got, tt.want)
		}
	}
}

func TestATellerKnowsWhatAReplyIsAbout(t *testing.T) {
	cause := func(b trace.Body, conn string) Teller {
		return func(seq trace.Seq) (trace.Event, bool) {
			return trace.Event{Seq: seq, Node: "mx.beta.example", About: trace.About{Conn: conn}, Body: b}, seq == 8
		}
	}
	rcpt := trace.SMTPCommand{Verb: "RCPT", Line: "RCPT TO:<bob@beta.example> NOTIFY=NEVER"}
	ok := trace.SMTPReply{To: "RCPT", Code: 250, Enhanced: "2.1.5", Lines: []trace.Octets{"250 2.1.5 Ok"}}
	tests := []struct {
		name   string
		teller Teller
		body   trace.Body
		want   string
	}{
		{"recipient", cause(rcpt, "c1"), ok, "mail.alpha.example accepts bob@beta.example as a recipient (250 2.1.5)."},
		{"recipient, decided about", cause(trace.RelayDecided{Recipient: "bob@beta.example"}, "c1"), ok,
			"mail.alpha.example accepts bob@beta.example as a recipient (250 2.1.5)."},
		{"no teller", nil, ok, "mail.alpha.example accepts the recipient (250 2.1.5)."},
		{"another connection", cause(rcpt, "c2"), ok, "mail.alpha.example accepts the recipient (250 2.1.5)."},
		{"null sender", cause(trace.SMTPCommand{Verb: "MAIL", Line: "MAIL FROM:<>"}, "c1"), trace.SMTPReply{To: "MAIL", Code: 250},
			"mail.alpha.example accepts the null sender as the sender (250)."},
		{"inside a login", cause(trace.SMTPCommand{Line: "YQ=="}, "c1"), trace.SMTPReply{Code: 535, Enhanced: "5.7.8"},
			"mail.alpha.example refuses the login, and asking again will not change that (535 5.7.8: the user or the password is wrong)."},
		{"POP3", cause(trace.POP3Command{Verb: "PASS", Line: "PASS x"}, "c1"), trace.POP3Response{Lines: []trace.Octets{"-ERR no"}},
			"mail.alpha.example says no to mx.beta.example's PASS: “no”."},
	}
	for _, tt := range tests {
		if got := tt.teller.Say(event(tt.body)); got != tt.want {
			t.Errorf("%s:\n got %s\nwant %s", tt.name, got, tt.want)
		}
	}
}

func TestSpan(t *testing.T) {
	tests := []struct {
		d    time.Duration
		want string
	}{
		{0, "0 µs"}, {300 * time.Microsecond, "300 µs"}, {12 * time.Millisecond, "12 ms"},
		{1500 * time.Millisecond, "1.5 s"}, {1711 * time.Millisecond, "1.711 s"}, {time.Minute - 1, "59.999 s"}, {5 * time.Minute, "5 min"}, {303 * time.Second, "5 min 3 s"},
		{134 * time.Minute, "2 h 14 min"}, {25 * time.Hour, "1 day 1 h"}, {5 * 24 * time.Hour, "5 days"}, {-time.Second, "-1 s"},
	}
	for _, tt := range tests {
		if got := Span(tt.d); got != tt.want {
			t.Errorf("Span(%v) = %q, want %q", tt.d, got, tt.want)
		}
	}
}

func TestThousands(t *testing.T) {
	for n, want := range map[int64]string{0: "0", 999: "999", 1000: "1,000", 1234567: "1,234,567", -1234: "-1,234", -123: "-123"} {
		if got := thousands(n); got != want {
			t.Errorf("thousands(%d) = %q, want %q", n, got, want)
		}
	}
}
