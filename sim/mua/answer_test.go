package mua_test

import (
	"fmt"
	"strings"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
	"mailflow/sim/mua"
	"mailflow/sim/trace"
)

// answered lets bob's program do something with a letter that it has fetched, and
// gives back what went to the server.
func answered(t *testing.T, octets string, do func(*mua.Device)) (*talk.World, []mail.Message) {
	t.Helper()
	var o *office
	w := talk.Run(t, 1, func(w *talk.World) {
		o = open(t, w)
		o.submission(587, nil)
		o.fileRaw("m9", octets)
		d := o.device(0, trace.IMAP, false)
		d.Fetch(none)
		do(d)
	})
	return w, o.taken
}

// An answer goes to those whom the letter names, and says what it answers.
func TestReplying(t *testing.T) {
	const from = "From: Ann <ann@beta.example>\r\nTo: bob@beta.example, Carl <carl@gamma.example>\r\nCc: Dora <dora@delta.example>, ann@beta.example\r\n"
	for _, tc := range []struct {
		name   string
		octets string
		all    bool
		want   string // To | Cc | Subject | In-Reply-To | References
	}{
		{"to the author", from + "Subject: Lunch?\r\nMessage-ID: <1@x.example>\r\n\r\n", false,
			"Ann <ann@beta.example> |  | Re: Lunch? | <1@x.example> | <1@x.example>"},
		{"to all, to nobody twice and not to oneself", from + "Subject: Lunch?\r\nMessage-ID: <1@x.example>\r\n\r\n", true,
			"Ann <ann@beta.example> | Carl <carl@gamma.example>, Dora <dora@delta.example> | Re: Lunch? | <1@x.example> | <1@x.example>"},
		{"to where answers are wanted", from + "Reply-To: office@beta.example\r\nSubject: Lunch?\r\n\r\n", false,
			"office@beta.example |  | Re: Lunch? |  | "},
		{"one Re is enough", from + "Subject: RE: Lunch?\r\n\r\n", false, "Ann <ann@beta.example> |  | RE: Lunch? |  | "},
		{"a thread", from + "Message-ID: <3@x.example>\r\nReferences: <1@x.example>\r\n\t<2@x.example>\r\nIn-Reply-To: <2@x.example>\r\n\r\n", false,
			"Ann <ann@beta.example> |  | Re: | <3@x.example> | <1@x.example> <2@x.example> <3@x.example>"},
		{"a thread without References", from + "Message-ID: <3@x.example>\r\nIn-Reply-To: <2@x.example>\r\n\r\n", false,
			"Ann <ann@beta.example> |  | Re: | <3@x.example> | <2@x.example> <3@x.example>"},
		{"an answer to two letters", from + "Message-ID: <3@x.example>\r\nIn-Reply-To: <1@x.example> <2@x.example>\r\n\r\n", false,
			"Ann <ann@beta.example> |  | Re: | <3@x.example> | <3@x.example>"},
		{"identifiers that are none", from + "Message-ID: <3@x.example>\r\nReferences: x <a b@c> <d@e@f> <> <g@h>y <2@x.example> <\xff@x>\r\n\r\n", false,
			"Ann <ann@beta.example> |  | Re: | <3@x.example> | <2@x.example> <3@x.example>"},
		{"a subject beyond ASCII", from + "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\n", false,
			"Ann <ann@beta.example> |  | =?utf-8?q?Re=3A_Gr=C3=BC=C3=9Fe?= |  | "},
		{"a line end hidden in a subject", from + "Subject: =?utf-8?q?a=0D=0ABcc:_eve@evil.example?=\r\n\r\n", false,
			"Ann <ann@beta.example> |  | Re: a??Bcc: eve@evil.example |  | "},
		{"a name that looks like an address", "From: =?utf-8?q?eve=40evil.example=3E=2C_=3Cx?= <ann@beta.example>\r\nSubject: x\r\n\r\n", false,
			`"eve@evil.example>, <x" <ann@beta.example> |  | Re: x |  | `},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w, taken := answered(t, tc.octets, func(d *mua.Device) { d.Reply("", mua.Answer{All: tc.all, Text: "Yes."}, none) })
			if len(taken) != 1 {
				t.Fatalf("nothing was sent:\n%s", told(w))
			}
			h := taken[0].Header()
			got := strings.Join([]string{h.Get("To"), h.Get("Cc"), h.Get("Subject"), h.Get("In-Reply-To"), h.Get("References")}, " | ")
			if got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestAnAnswerQuotes(t *testing.T) {
	_, taken := answered(t, "From: Ann <ann@beta.example>\r\nSubject: x\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nH=C3=A4?\r\n> old\r\n",
		func(d *mua.Device) { d.Reply("x", mua.Answer{Text: "Yes."}, none) })
	if got := compose.TextOf(taken[0]); got != "Yes.\n\nAnn wrote:\n> Hä?\n>> old\n" {
		t.Errorf("the answer says %q", got)
	}
}

// Of an endless thread a letter names the beginning and the end.
func TestALongThread(t *testing.T) {
	var refs strings.Builder
	for i := range 500 {
		fmt.Fprintf(&refs, " <%d@x.example>", i)
	}
	_, taken := answered(t, "From: ann@beta.example\r\nMessage-ID: <last@x.example>\r\nReferences:"+refs.String()+"\r\n\r\n",
		func(d *mua.Device) { d.Reply("", mua.Answer{}, none) })
	ids := strings.Fields(taken[0].Header().Get("References"))
	if len(ids) != 20 || ids[0] != "<0@x.example>" || ids[1] != "<482@x.example>" || ids[19] != "<last@x.example>" {
		t.Errorf("references %v", ids)
	}
}

func TestForwarding(t *testing.T) {
	const octets = "Received: from somewhere\r\nFrom: Ann <ann@beta.example>\r\nTo: bob@beta.example\r\nSubject: Lunch?\r\nDate: today\r\n\r\nAt noon.\r\n"
	to := compose.Letter{To: people("carl@gamma.example"), Text: "See below."}
	_, taken := answered(t, octets, func(d *mua.Device) { d.Forward("Lunch?", to, false, none); d.Forward("", to, true, none) })
	if len(taken) != 2 {
		t.Fatalf("%d letters were sent", len(taken))
	}
	want := "See below.\n\n---------- Forwarded message ----------\nFrom: Ann <ann@beta.example>\nDate: today\nSubject: Lunch?\nTo: bob@beta.example\n\nAt noon.\n"
	if got := compose.TextOf(taken[0]); got != want {
		t.Errorf("as text it says\n%s", got)
	}
	whole := taken[1].String()
	if h := taken[1].Header(); h.Get("Subject") != "Fwd: Lunch?" || h.Get("To") != "carl@gamma.example" || h.Get("In-Reply-To") != "" {
		t.Errorf("the header is\n%s", h)
	}
	if !strings.Contains(whole, "Content-Type: message/rfc822\r\n") || !strings.Contains(whole, "\r\n\r\n"+octets) {
		t.Errorf("as a whole it is\n%s", whole)
	}
}

func TestWhatCannotBeAnswered(t *testing.T) {
	w, taken := answered(t, "Subject: from nobody\r\n\r\n", func(d *mua.Device) {
		d.Reply("another", mua.Answer{}, none)
		d.Reply("", mua.Answer{}, none)
		d.Forward("another", compose.Letter{To: people("carl@gamma.example")}, true, none)
		d.Forward("", compose.Letter{}, true, none)
	})
	same(t, "told", told(w), "device1 fetched m9, 24 octets, left\n"+
		"device1 cannot reply: In the inbox there is no letter “another”.\n"+
		"device1 cannot reply: The letter does not say to whom an answer should go.\n"+
		"device1 cannot forward: In the inbox there is no letter “another”.\n"+
		"device1 cannot forward: The letter is for nobody.")
	if len(taken) > 0 {
		t.Errorf("%d letters were sent", len(taken))
	}
}

// What was sent goes into Sent, and the letter that was answered is marked, on
// the server, where the other devices see it.
func TestCopiesAndMarks(t *testing.T) {
	var o *office
	w := talk.Run(t, 1, func(w *talk.World) {
		o = open(t, w)
		o.submission(587, nil)
		o.file("A", "B")
		o.fileRaw("C", "From: ann@beta.example\r\nSubject: C\r\n\r\n")
		cfg := o.config(w.Clients[0], trace.IMAP)
		cfg.Sent = true
		d := mua.New(w.Clients[0], cfg)
		d.Send(lunch("ann@beta.example"), none)
		d.Fetch(none)
		d.Reply("C", mua.Answer{Text: "Yes."}, none)
		d.Forward("B", compose.Letter{To: people("ann@beta.example")}, true, none)
	})
	same(t, "in Sent", o.lies("Sent"), "Lunch? seen, Re: C seen, Fwd: B seen")
	messages, _ := o.box.Messages("INBOX")
	same(t, "flags", fmt.Sprint(messages[0].Flags, messages[1].Flags, messages[2].Flags), `[] [$Forwarded] [\Answered]`)
	sent, _ := o.box.Messages("Sent")
	for i, m := range sent {
		if m.Mail.String() != o.taken[i].String() {
			t.Errorf("the copy of %s is another", m.Identity)
		}
	}
	same(t, "said", verbs(w), "EHLO STARTTLS EHLO AUTH MAIL RCPT DATA content QUIT | LOGIN APPEND LOGOUT | LOGIN SELECT UID FETCH LOGOUT"+
		" | EHLO STARTTLS EHLO AUTH MAIL RCPT DATA content QUIT | LOGIN APPEND SELECT UID FETCH UID STORE LOGOUT"+
		" | EHLO STARTTLS EHLO AUTH MAIL RCPT DATA content QUIT | LOGIN APPEND SELECT UID FETCH UID STORE LOGOUT")
}

// A copy that cannot be put away is told, and the letter counts as sent.
func TestACopyThatFails(t *testing.T) {
	var o *office
	w := talk.Run(t, 1, func(w *talk.World) {
		o = open(t, w)
		o.submission(587, nil)
		o.box.SetQuota(10)
		cfg := o.config(w.Clients[0], trace.IMAP)
		cfg.Sent = true
		d := mua.New(w.Clients[0], cfg)
		d.Send(lunch("ann@beta.example"), none)
		d.Online(none) // would send what is in the outbox
	})
	same(t, "told", told(w), "submitted m1 from bob@beta.example to ann@beta.example\nlaptop cannot copy: The server says no to APPEND. NO")
	if len(o.taken) != 1 {
		t.Errorf("sent %d times", len(o.taken))
	}
}
