package mda_test

import (
	"slices"
	"strings"
	"testing"

	"mailflow/sim/accounts"
	"mailflow/sim/grade"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/mailbox"
	"mailflow/sim/mda"
	"mailflow/sim/smtp"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

const letter = "From: Alice <alice@alpha.example>\r\nReturn-Path: <forged@evil.example>\r\n" +
	"Subject: Hi\r\nreturn-path: <again@evil.example>\r\n\r\nHello\r\n"

// deliver lets a client bring a letter to the store of alice and bob, and
// returns the replies to the recipients and then to the message.
func deliver(t *testing.T, setup func(*store.Store), from, text string, to ...string) (*talk.World, *mda.Agent, []string) {
	t.Helper()
	return deliverTo(t, mda.Config{}, setup, from, text, to...)
}

// deliverTo is deliver to a store with other rules.
func deliverTo(t *testing.T, cfg mda.Config, setup func(*store.Store), from, text string, to ...string) (*talk.World, *mda.Agent, []string) {
	t.Helper()
	var agent *mda.Agent
	var replies []string
	w := talk.Run(t, 1, func(w *talk.World) {
		var err error
		cfg.Dialect, cfg.Accounts = mail.Postfix, accounts.New(accounts.Lockout{})
		cfg.Users = []mda.User{
			{Name: "alice", Address: address("alice@beta.example")},
			{Name: "bob", Address: address("bob.builder@beta.example")},
		}
		agent, err = mda.Serve(w.Server, cfg)
		if err != nil {
			t.Fatal(err)
		}
		setup(agent.Store())
		pc := w.Clients[0]
		pc.Go(0, func() {
			m := mail.Parse(text)
			mark := trace.Mark{Message: pc.NewMessage()}
			mark.Cause = pc.Emit(trace.About{Message: mark.Message}, trace.MessageComposed{Content: trace.Octets(text)})
			c, _, err := smtp.Dial(pc, w.Address(mda.LMTP), smtp.Options{Role: trace.MTA, Protocol: trace.LMTP, Hello: pc.Name(), Mark: mark})
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Quit()
			c.Hello()
			c.Mail(address(from), m.Len(), false)
			accepted := 0
			for _, a := range to {
				r, _ := c.Rcpt(address(a))
				if replies = append(replies, r.String()); r.Positive() {
					accepted++
				}
			}
			if accepted == 0 {
				return
			}
			answers, err := c.Data(m, accepted)
			if err != nil {
				t.Error(err)
			}
			for _, r := range answers {
				replies = append(replies, r.String())
			}
		})
	})
	agree(t, w, agent)
	return w, agent, replies
}

// agree checks that the trace tells what the store holds, octet for octet.
func agree(t *testing.T, w *talk.World, agent *mda.Agent) {
	t.Helper()
	events := slices.Collect(w.Log.All())
	if err := grade.Conserve(events); err != nil {
		t.Error(err)
	}
	var folded []mailbox.Folder
	for _, f := range mailbox.Fold(events) {
		if len(f.Messages) > 0 {
			folded = append(folded, f)
		}
	}
	contents := agent.Store().Snapshot()
	if len(folded) != len(contents) {
		t.Fatalf("%d folders in the trace, %d in the store", len(folded), len(contents))
	}
	for _, c := range contents {
		i := slices.IndexFunc(folded, func(f mailbox.Folder) bool { return f.User == c.User && f.Name == c.Folder })
		if i < 0 || len(folded[i].Messages) != len(c.Messages) {
			t.Fatalf("the trace does not know of %s's %s", c.User, c.Folder)
		}
		for n, m := range c.Messages {
			if got := folded[i].Messages[n]; got.UID != uint32(m.UID) || got.Mail.String() != m.Mail.String() {
				t.Errorf("%s, message %d: the store has\n%s\nthe trace\n%s", c.User, m.UID, m.Mail, got.Mail)
			}
		}
	}
}

func inbox(a *mda.Agent, user string) []store.Message {
	for _, c := range a.Store().Snapshot() {
		if c.User == user && c.Folder == store.Inbox {
			return c.Messages
		}
	}
	return nil
}

func nothing(*store.Store) {}

func address(text string) mail.Address {
	a, err := mail.ParseReversePath(text)
	if err != nil {
		panic(err)
	}
	return a
}

func expect(t *testing.T, got []string, want ...string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("replies %q", got)
	}
	for i := range want {
		if !strings.HasPrefix(got[i], want[i]) {
			t.Errorf("reply %d: %q, want %q", i, got[i], want[i])
		}
	}
}

// The envelope ends here, and only the truth about it is kept.
func TestTheEnvelopeIsWrittenIntoTheHeader(t *testing.T) {
	_, agent, replies := deliver(t, nothing, "alice@alpha.example", letter, "alice@beta.example")
	expect(t, replies, "250", "250 2.0.0 <alice@beta.example>")
	got := inbox(agent, "alice")
	if len(got) != 1 {
		t.Fatalf("%d letters", len(got))
	}
	const want = "Return-Path: <alice@alpha.example>\r\nDelivered-To: alice@beta.example\r\n" +
		"From: Alice <alice@alpha.example>\r\nSubject: Hi\r\n\r\nHello\r\n"
	if got[0].Mail.String() != want {
		t.Errorf("filed:\n%s", got[0].Mail)
	}
	if !got[0].InternalDate.After(talk.Start) {
		t.Errorf("filed at %v", got[0].InternalDate)
	}
}

func TestAReportHasAnEmptyReturnPath(t *testing.T) {
	_, agent, _ := deliver(t, nothing, "", letter, "alice@beta.example")
	if got := inbox(agent, "alice")[0].Mail.Header().Values("Return-Path"); !slices.Equal(got, []string{"<>"}) {
		t.Errorf("return paths %q", got)
	}
}

// Each recipient has a copy, an answer and a history of their own: nobody reads
// in their header who else got one.
func TestEachRecipientHasACopy(t *testing.T) {
	w, agent, replies := deliver(t, nothing, "alice@alpha.example", letter, "alice@beta.example", "carol@beta.example", "bob.builder@beta.example")
	expect(t, replies, "250", "550 5.1.1 <carol@beta.example>", "250", "250 2.0.0 <alice@beta.example>", "250 2.0.0 <bob.builder@beta.example>")
	for user, to := range map[string]string{"alice": "alice@beta.example", "bob": "bob.builder@beta.example"} {
		got := inbox(agent, user)
		if len(got) != 1 || !slices.Equal(got[0].Mail.Header().Values("Delivered-To"), []string{to}) {
			t.Errorf("%s has %v", user, got)
		}
	}
	filed, accepted := talk.Kind[trace.MessageFiled](w), talk.Kind[trace.MessageAccepted](w)
	if len(filed) != 2 || len(accepted) != 2 {
		t.Fatalf("filed %v, accepted %v", filed, accepted)
	}
	for i := range filed {
		f, a := filed[i].Body.(trace.MessageFiled), accepted[i].Body.(trace.MessageAccepted)
		if f.ID != a.ID || f.Recipient != a.Recipients[0] || f.UID != 1 || f.Folder != "INBOX" || filed[i].Message != "m1" {
			t.Errorf("filed %+v after accepted %+v", f, a)
		}
	}
	if accepted[1].Cause >= filed[0].Seq {
		t.Error("the second copy is told as a consequence of the first")
	}
}

func TestAFullMailboxPutsOffOnlyItsOwner(t *testing.T) {
	full := func(s *store.Store) {
		a, _ := s.Account("alice")
		a.SetQuota(100)
	}
	w, agent, replies := deliver(t, full, "alice@alpha.example", letter, "alice@beta.example", "bob.builder@beta.example")
	expect(t, replies, "250", "250", "452 4.2.2 <alice@beta.example>", "250 2.0.0 <bob.builder@beta.example>")
	if len(inbox(agent, "alice")) != 0 || len(inbox(agent, "bob")) != 1 {
		t.Error("the wrong mailbox got the letter")
	}
	refused := talk.Kind[trace.MessageRefused](w)
	if len(refused) != 1 || refused[0].Body.(trace.MessageRefused).Recipient != "alice@beta.example" || refused[0].Reason == nil {
		t.Errorf("refused %+v", refused)
	}
}

// Who is named twice asked for two copies, and the store does as it is told.
func TestSameRecipientTwice(t *testing.T) {
	_, agent, replies := deliver(t, nothing, "alice@alpha.example", letter, "alice@beta.example", "alice@beta.example")
	expect(t, replies, "250", "250", "250", "250")
	if got := inbox(agent, "alice"); len(got) != 2 || got[0].UID == got[1].UID {
		t.Errorf("inbox %v", got)
	}
}
