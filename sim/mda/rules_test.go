package mda_test

import (
	"strings"
	"testing"

	"mailflow/sim/internal/talk"
	"mailflow/sim/mda"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// Whether a full mailbox means later or never is a setting, and the box tells
// the trace that it is full either way.
func TestFullIsTemporaryOrPermanent(t *testing.T) {
	for refuse, want := range map[bool]string{false: "452 4.2.2 <alice@beta.example>", true: "552 5.2.2 <alice@beta.example>"} {
		w, agent, replies := deliverTo(t, mda.Config{RefuseFull: refuse}, func(s *store.Store) {
			a, _ := s.Account("alice")
			a.SetQuota(100)
		}, "alice@alpha.example", letter, "alice@beta.example")
		expect(t, replies, "250", want)
		if len(inbox(agent, "alice")) != 0 {
			t.Error("the letter was filed all the same")
		}
		changed := talk.Kind[trace.MailboxChanged](w)
		if len(changed) != 1 || changed[0].Reason == nil || changed[0].Reason.Setting != "quota" {
			t.Fatalf("the mailbox says %+v", changed)
		}
		if b := changed[0].Body.(trace.MailboxChanged); b.Change != trace.OverFull || b.User != "alice" || b.Folder != store.Inbox {
			t.Errorf("the mailbox says %+v", b)
		}
		refused := talk.Kind[trace.MessageRefused](w)
		if len(refused) != 1 || refused[0].Cause != changed[0].Seq || refused[0].Reason.Setting != "mda.full" {
			t.Errorf("refused %+v", refused)
		}
	}
}

func TestJunk(t *testing.T) {
	rule := mda.JunkRule{Field: "X-Spam-Flag", Contains: "yes"}
	for _, tc := range []struct {
		name   string
		rule   mda.JunkRule
		fields string
		folder string
	}{
		{"marked", rule, "x-spam-flag: YES\r\n", store.Junk},
		{"marked, further down", rule, "X-Spam-Flag: NO\r\nX-Spam-Flag:\r\n Yes, by far\r\n", store.Junk},
		{"cleared", rule, "X-Spam-Flag: NO\r\n", store.Inbox},
		{"not marked", rule, "Subject: YES\r\n", store.Inbox},
		{"nobody looks", mda.JunkRule{}, "X-Spam-Flag: YES\r\n", store.Inbox},
	} {
		w, _, replies := deliverTo(t, mda.Config{Junk: tc.rule}, nothing, "alice@alpha.example", tc.fields+"\r\nHello\r\n", "alice@beta.example")
		expect(t, replies, "250", "250")
		filed := talk.Kind[trace.MessageFiled](w)
		if len(filed) != 1 || filed[0].Body.(trace.MessageFiled).Folder != tc.folder {
			t.Fatalf("%s: filed %+v", tc.name, filed)
		}
		if why := filed[0].Reason; (why != nil) != (tc.folder == store.Junk) || why != nil && why.Setting != "mda.junk" {
			t.Errorf("%s: reason %+v", tc.name, why)
		}
	}
}

// Whoever deletes the folder gets it back with the next letter.
func TestJunkIsMadeAgain(t *testing.T) {
	_, agent, replies := deliverTo(t, mda.Config{Junk: mda.JunkRule{Field: "X-Spam-Flag", Contains: "yes"}}, func(s *store.Store) {
		a, _ := s.Account("alice")
		if _, err := a.Delete(store.Junk); err != nil {
			t.Error(err)
		}
	}, "alice@alpha.example", "X-Spam-Flag: YES\r\n\r\n", "alice@beta.example")
	expect(t, replies, "250", "250")
	a, _ := agent.Store().Account("alice")
	if m, err := a.Messages(store.Junk); err != nil || len(m) != 1 || !strings.Contains(m[0].Mail.String(), "X-Spam-Flag") {
		t.Errorf("%v, %v", m, err)
	}
}
