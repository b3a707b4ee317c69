package imap_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	goimap "github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"mailflow/sim/imap"
	"mailflow/sim/internal/talk"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// visit lets one client of ann's do something, logged in, with INBOX open.
func visit(t *testing.T, letters []string, do func(w *talk.World, ann store.Account, c *imap.Client)) *talk.World {
	return talk.Run(t, 2, func(w *talk.World) {
		ann := serve(t, w, letters...)
		w.Clients[0].Go(0, func() {
			c := enter(t, w, w.Clients[0])
			do(w, ann, c)
			if err := c.Logout(); err != nil && !errors.Is(err, vnet.ErrClosed) {
				t.Error(err)
			}
		})
	})
}

// enter connects, logs in and opens INBOX.
func enter(t *testing.T, w *talk.World, h *vnet.Host) *imap.Client {
	c, err := imap.Dial(h, w.Address(imap.Port), imap.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Login("ann", "sesame"); err != nil {
		t.Error(err)
	}
	if st, err := c.Select("INBOX"); err != nil || st.Next == 0 || st.Validity == 0 {
		t.Errorf("opening: %+v, %v", st, err)
	}
	return c
}

// Whatever a message looks like, the client gets the octets that the store has,
// and knows which message they are.
func TestMessagesKeepTheirOctets(t *testing.T) {
	odd := []string{
		"", "\r\n", ")\r\n", "Subject: bare\nlf\n.\nno end", "{5}\r\n", "no header", "a: \x00\xff\r\n\r\n\x01",
		strings.Repeat("x", 4096), strings.Repeat("y\r\n", 70000),
	}
	visit(t, odd, func(_ *talk.World, ann store.Account, c *imap.Client) {
		got, err := c.FetchNew(0)
		if err != nil || len(got) != len(odd) {
			t.Fatalf("got %d, %v", len(got), err)
		}
		for i, m := range got {
			if m.Octets != odd[i] || m.UID != imap.UID(i+1) || m.Heard.Message != fmt.Sprintf("m%d", i+1) || m.Flags != nil {
				t.Errorf("message %d: %d octets of %d, flags %q, as %q", m.UID, len(m.Octets), len(odd[i]), m.Flags, m.Heard.Message)
			}
		}
		if all, _ := ann.Messages(store.Inbox); all[0].Has(store.Seen) {
			t.Error("a message that was only fetched counts as read")
		}
	})
}

func TestReading(t *testing.T) {
	visit(t, letters, func(_ *talk.World, ann store.Account, c *imap.Client) {
		if got, err := c.FetchNew(2); err != nil || len(got) != 1 || got[0].UID != 3 {
			t.Errorf("new since 2: %+v, %v", got, err)
		}
		if got, err := c.FetchNew(3); err != nil || len(got) != 0 {
			t.Errorf("new since 3: %+v, %v", got, err)
		}
		got, err := c.Fetch(true, 1, 2, 99)
		if err != nil || len(got) != 2 || got[1].Octets != letters[1] || !slices.Equal(got[0].Flags, []string{store.Seen}) {
			t.Errorf("fetched %+v, %v", got, err)
		}
		flags, err := c.Flags(0)
		if err != nil || len(flags) != 3 || flags[0].Octets != "" || !slices.Equal(flags[0].Flags, []string{store.Seen}) || flags[2].Flags != nil {
			t.Errorf("flags: %+v, %v", flags, err)
		}
		st, err := c.Status("INBOX")
		if err != nil || st != (imap.Status{Messages: 3, Unseen: 1, Next: 4, Validity: uint32(talk.Start.Unix())}) {
			t.Errorf("status: %+v, %v", st, err)
		}
	})
}

func TestChanging(t *testing.T) {
	w := visit(t, letters, func(_ *talk.World, ann store.Account, c *imap.Client) {
		uid, err := c.Append("Sent", []string{store.Seen}, "Subject: mine\r\n\r\n"+strings.Repeat("long\r\n", 1000), "m9")
		if err != nil || uid != 1 {
			t.Errorf("appending: %d, %v", uid, err)
		}
		for _, err := range []error{
			c.Flag([]imap.UID{1, 2, 3}, store.AddFlags, store.Flagged, "$Forwarded"),
			c.Flag([]imap.UID{2}, store.RemoveFlags, store.Flagged),
			c.Flag([]imap.UID{3}, store.SetFlags, store.Answered),
			c.Copy([]imap.UID{1}, "Archive"),
			c.Move([]imap.UID{1}, "Junk"),
			c.Flag([]imap.UID{3}, store.AddFlags, store.Deleted), // and yet it stays:
			c.Delete([]imap.UID{2}),
			c.Create("Entwürfe & mehr"),
			c.Noop(),
		} {
			if err != nil {
				t.Error(err)
			}
		}
		if left, _ := ann.Messages(store.Inbox); len(left) != 1 || !slices.Equal(left[0].Flags, []string{store.Answered, store.Deleted}) {
			t.Errorf("left: %+v", left)
		}
		if junk, _ := ann.Messages("Junk"); len(junk) != 1 || junk[0].Identity != "m1" {
			t.Errorf("junk: %+v", junk)
		}
		if sent, _ := ann.Messages("Sent"); len(sent) != 1 || sent[0].Identity != "m9" || !sent[0].Has(store.Seen) {
			t.Errorf("sent: %+v", sent)
		}
		folders, err := c.Folders()
		if err != nil || len(folders) != 7 || folders[0].Name != "INBOX" || !slices.Contains(folders, imap.Folder{Name: "Sent", Use: `\Sent`, Subscribed: true}) ||
			!slices.Contains(folders, imap.Folder{Name: "Entwürfe & mehr"}) {
			t.Errorf("folders: %+v, %v", folders, err)
		}
	})
	var told []string
	for _, e := range talk.Kind[trace.MailboxChanged](w) {
		b := e.Body.(trace.MailboxChanged)
		if e.Conn != "" {
			told = append(told, fmt.Sprintf("%s %s %s %d/%d", e.Message, b.Change, b.Folder, b.Unseen, b.Messages))
		}
	}
	want := []string{
		"m9 append Sent 0/1",
		"m1 flag INBOX 3/3", "m2 flag INBOX 3/3", "m3 flag INBOX 3/3", "m2 flag INBOX 3/3", "m3 flag INBOX 3/3",
		"m1 append Archive 1/1", "m1 move INBOX 2/2", "m1 append Junk 1/1",
		"m3 flag INBOX 2/2", "m2 flag INBOX 2/2", "m2 expunge INBOX 1/1",
	}
	if !slices.Equal(told, want) {
		t.Errorf("the trace tells\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
}

// In a folder that was opened with EXAMINE nothing becomes read.
func TestExamine(t *testing.T) {
	visit(t, letters, func(_ *talk.World, ann store.Account, c *imap.Client) {
		if st, err := c.Examine("INBOX"); err != nil || st.Messages != 3 {
			t.Errorf("%+v, %v", st, err)
		}
		c.Fetch(true, 1)
		var refused *imap.Refused
		if err := c.Delete([]imap.UID{1}); !errors.As(err, &refused) || refused.Code != "NOPERM" {
			t.Errorf("deleting: %v", err)
		}
		if m, _ := ann.Message(store.Inbox, 1); len(m.Flags) > 0 {
			t.Errorf("flags: %v", m.Flags)
		}
	})
}

func TestRefusals(t *testing.T) {
	w := visit(t, letters, func(w *talk.World, ann store.Account, c *imap.Client) {
		ann.SetQuota(700)
		for _, tc := range []struct {
			err                   error
			command, status, code string
		}{
			{second(c.Select("Nowhere")), "SELECT", "NO", "NONEXISTENT"},
			{second(c.Append("Sent", nil, strings.Repeat("x", 200), "")), "APPEND", "NO", "OVERQUOTA"},
			{second(c.Append("Sent", nil, strings.Repeat("x", 70<<20), "")), "APPEND", "NO", "TOOBIG"},
			{c.Login("ann", "sesame"), "LOGIN", "BAD", "CLIENTBUG"},
		} {
			var refused *imap.Refused
			if !errors.As(tc.err, &refused) || refused.Command != tc.command || refused.Status != tc.status || refused.Code != tc.code {
				t.Errorf("got %v, want %s %s for %s", tc.err, tc.status, tc.code, tc.command)
			}
		}
		other, _ := imap.Dial(w.Clients[1], w.Address(imap.Port), imap.Options{})
		var refused *imap.Refused
		if err := other.Login("ann", `quo"te \ "`); !errors.As(err, &refused) || refused.Code != "AUTHENTICATIONFAILED" {
			t.Errorf("a wrong password: %v", err)
		}
		other.Logout()
	})
	failed := talk.Kind[trace.AuthFailed](w)
	if len(failed) != 1 || failed[0].Body != (trace.AuthFailed{Protocol: trace.IMAP, Mechanism: "LOGIN", User: "ann"}) || failed[0].Reason == nil {
		t.Errorf("told %+v", failed)
	}
	changes := talk.Kind[trace.MailboxChanged](w)
	if b := changes[len(changes)-1].Body.(trace.MailboxChanged); b.Change != trace.OverFull || b.Folder != "Sent" {
		t.Errorf("told %+v", b)
	}
}

func second[T any](_ T, err error) error { return err }

// A client that idles hears of each change in its own goroutine, until it has
// heard enough or is called away; and while it waits the world is at rest.
func TestIdle(t *testing.T) {
	w := visit(t, letters, func(w *talk.World, ann store.Account, c *imap.Client) {
		w.Server.After(time.Second, vtime.Story, func() { deliver(t, w, ann, "new", "m4") })
		w.Server.After(2*time.Second, vtime.Story, func() { ann.Flag(store.Inbox, []store.UID{4}, store.AddFlags, store.Flagged) })
		w.Server.After(3*time.Second, vtime.Story, func() { ann.Move(store.Inbox, []store.UID{1}, "Trash") })
		var heard []imap.Update
		if err := c.Idle(func(u imap.Update) bool {
			heard = append(heard, u)
			return u.Gone == 0
		}); err != nil {
			t.Error(err)
		}
		if len(heard) != 3 || heard[0].Exists != 4 || heard[0].Heard.Message != "m4" || heard[1].UID != 4 || !slices.Equal(heard[1].Flags, []string{store.Flagged}) || heard[2].Gone != 1 {
			t.Errorf("heard %+v", heard)
		}

		w.Clients[0].After(time.Second, vtime.Story, c.Stop)
		if err := c.Idle(func(imap.Update) bool { return true }); err != nil {
			t.Errorf("called away: %v", err)
		}
		w.Clients[0].After(time.Millisecond, vtime.Story, c.Stop) // before the server has agreed
		if err := c.Idle(func(imap.Update) bool { return true }); err != nil {
			t.Errorf("called away at once: %v", err)
		}
		c.Stop() // nobody idles: nothing happens
		if err := c.Idle(func(imap.Update) bool { return true }); !errors.Is(err, vnet.ErrClosed) {
			t.Errorf("when the world ended: %v", err)
		}
	})
	if e := talk.Kind[trace.ConnTimeout](w); len(e) > 0 {
		t.Errorf("somebody lost patience: %+v", e)
	}
}

// A command follows from the answer before it, unless the client knows better.
func TestCauses(t *testing.T) {
	w := visit(t, letters, func(w *talk.World, _ store.Account, c *imap.Client) {
		c.Because(w.Clients[0].Emit(trace.About{}, trace.ActionTaken{Action: "read"}))
		c.Fetch(true, 2)
		c.Noop()
	})
	var chain []trace.Event
	for e := range w.Log.All() {
		switch e.Body.(type) {
		case trace.IMAPCommand, trace.IMAPResponse:
			chain = append(chain, e)
		}
	}
	said := func(i int) string {
		switch b := chain[i].Body.(type) {
		case trace.IMAPCommand:
			return string(b.Line)
		case trace.IMAPResponse:
			return string(b.Lines[0])
		}
		return ""
	}
	for i := 1; i < len(chain); i++ {
		switch cause, _ := w.Log.Event(chain[i].Cause); {
		case said(i) == "a3 UID FETCH 2 (FLAGS BODY[])":
			if cause.Kind() != "action.taken" {
				t.Errorf("%s follows from %+v", said(i), cause)
			}
		case said(i) == "a3 OK UID FETCH completed": // the message itself went before it
			if chain[i].Cause != chain[i-2].Seq || chain[i-1].Message != "m2" || said(i-1) != "* 2 FETCH (UID 2 FLAGS (\\Seen) BODY[] {336 octets})" {
				t.Errorf("%s follows %s about %q", said(i), said(i-1), chain[i-1].Message)
			}
		case chain[i].Cause != chain[i-1].Seq:
			t.Errorf("%s follows from event %d, not from %s", said(i), chain[i].Cause, said(i-1))
		}
	}
}

func TestOverTLS(t *testing.T) {
	w := talk.Run(t, 1, func(w *talk.World) {
		serve(t, w, letters...)
		_, trusting := talk.Certificate(t, w.Server.Name())
		w.Clients[0].Go(0, func() {
			c, err := imap.Dial(w.Clients[0], w.Address(imap.PortTLS), imap.Options{TLS: trusting})
			if err != nil {
				t.Error(err)
				return
			}
			c.Login("ann", "sesame")
			c.Select("INBOX")
			got, err := c.FetchNew(1)
			if err != nil || len(got) != 2 || got[0].Octets != letters[1] || got[0].Heard.Message != "m2" || got[1].Heard.Message != "m3" {
				t.Errorf("got %+v, %v", got, err)
			}
			w.Clients[0].After(time.Second, vtime.Story, c.Stop)
			if err := c.Idle(func(imap.Update) bool { return true }); err != nil {
				t.Error(err)
			}
			c.Logout()
		})
	})
	for _, e := range talk.Kind[trace.IMAPCommand](w) {
		if !e.Body.(trace.IMAPCommand).TLS {
			t.Errorf("not encrypted: %+v", e)
		}
	}
}

// A certificate for another name is refused by the client, which says so.
func TestAnotherName(t *testing.T) {
	w := talk.Run(t, 1, func(w *talk.World) {
		serve(t, w)
		_, trusting := talk.Certificate(t, w.Server.Name())
		trusting.ServerName = "imap.beta.example"
		w.Clients[0].Go(0, func() {
			if _, err := imap.Dial(w.Clients[0], w.Address(imap.PortTLS), imap.Options{TLS: trusting}); err == nil {
				t.Error("the client was content")
			}
		})
	})
	if e := talk.Kind[trace.TLSFailed](w); len(e) != 1 || e[0].Node != w.Clients[0].Name() {
		t.Errorf("told %+v", e)
	}
}

// The client also understands a server that is not ours.
func TestAnotherServer(t *testing.T) {
	talk.Run(t, 1, func(w *talk.World) {
		l, _ := w.Server.Listen(imap.Port, trace.MDA)
		user := imapmemserver.NewUser("ann", "sesame")
		user.Create("INBOX", nil)
		user.Create("Keep", nil)
		mem := imapmemserver.New()
		mem.AddUser(user)
		s := imapserver.New(&imapserver.Options{InsecureAuth: true, Caps: goimap.CapSet{goimap.CapIMAP4rev1: {}, goimap.CapUIDPlus: {}, goimap.CapMove: {}},
			NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
				return mem.NewSession(), nil, nil
			}})
		w.Server.Go(0, func() { s.Serve(l) })
		w.Clients[0].Go(time.Second, func() {
			c := enter(t, w, w.Clients[0])
			uid, err := c.Append("INBOX", []string{store.Seen}, letters[0], "")
			if err != nil {
				t.Error(err)
			}
			if got, err := c.FetchNew(0); err != nil || len(got) != 1 || got[0].Octets != letters[0] {
				t.Errorf("got %+v, %v", got, err)
			}
			if err := c.Move([]imap.UID{uid}, "Keep"); err != nil {
				t.Error(err)
			}
			if st, err := c.Status("Keep"); err != nil || st.Messages != 1 {
				t.Errorf("status: %+v, %v", st, err)
			}
			if f, err := c.Folders(); err != nil || len(f) != 2 || f[1].Name != "Keep" {
				t.Errorf("folders: %+v, %v", f, err)
			}
			c.Logout()
		})
	})
}
