package store

import (
	"errors"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

var start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

func bob() (*Store, Account) {
	s := New(start)
	return s, s.AddUser("bob")
}

// deliver puts n messages called m1, m2 … into a folder.
func deliver(t *testing.T, a Account, folder string, n int, flags ...string) {
	t.Helper()
	for i := range n {
		_, err := a.Append(folder, Message{
			InternalDate: start, Flags: flags, Identity: fmt.Sprintf("m%d", i+1),
			Mail: mail.Parse("Subject: x\r\n\r\n0123456789"),
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// lies writes what lies in a folder: "1 2(\Seen) 4".
func lies(t *testing.T, a Account, folder string) string {
	t.Helper()
	messages, err := a.Messages(folder)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, m := range messages {
		word := fmt.Sprint(m.UID)
		if len(m.Flags) > 0 {
			word += fmt.Sprint(m.Flags)
		}
		words = append(words, word)
	}
	return strings.Join(words, " ")
}

// told writes changes: "expunge 3 @2 4/1" is UID 3, second in the folder, after
// which there are 4 messages, 1 of them unseen.
func told(changes []Change) string {
	var lines []string
	for _, c := range changes {
		line := fmt.Sprintf("%s %s %d @%d %d/%d", c.Folder, c.What, c.UID, c.Number, c.Messages, c.Unseen)
		if c.To != "" {
			line += fmt.Sprintf(" to %s %d", c.To, c.ToUID)
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "; ")
}

func TestNamesAreFoundWithoutRegardToCase(t *testing.T) {
	s, _ := bob()
	if a, ok := s.Account("BOB"); !ok || a.User() != "bob" {
		t.Errorf("got %v, %v", a, ok)
	}
	if _, ok := s.Account("bib"); ok {
		t.Error("there is a bib")
	}
}

func TestAppendNumbersAndCounts(t *testing.T) {
	_, a := bob()
	deliver(t, a, "inbox", 2)
	deliver(t, a, Inbox, 1, `\seen`, "$junk", `\Recent`, `\SEEN`)
	c, err := a.Append("Sent", Message{Flags: []string{Seen}, Identity: "m9", Mail: mail.Parse("x")})
	if err != nil || told([]Change{c}) != "Sent append 1 @1 1/0" || c.Identity != "m9" || c.User != "bob" {
		t.Errorf("%s %+v, %v", told([]Change{c}), c, err)
	}
	if got := lies(t, a, Inbox); got != `1 2 3[\Seen $Junk]` {
		t.Errorf("INBOX: %s", got)
	}
	st, err := a.Status(Inbox)
	if want := (Status{Validity: uint32(start.Unix()), Next: 4, Messages: 3, Unseen: 2, Octets: 72}); err != nil || st != want {
		t.Errorf("status %+v, %v", st, err)
	}
	if _, err := a.Append("None", Message{}); err != ErrNoFolder {
		t.Errorf("append to no folder: %v", err)
	}
	want := trace.MailboxChanged{User: "bob", Folder: "Sent", Change: trace.Appended, UID: 1, Flags: []string{Seen}, Messages: 1}
	if !reflect.DeepEqual(c.Trace(), want) {
		t.Errorf("the trace is told %+v", c.Trace())
	}
}

func TestFlags(t *testing.T) {
	_, a := bob()
	deliver(t, a, Inbox, 3)
	step := func(op FlagOp, flags []string, uids []UID, wantTold, wantLies string) {
		t.Helper()
		changes, err := a.Flag(Inbox, uids, op, flags...)
		if err != nil || told(changes) != wantTold {
			t.Errorf("told %s, %v; want %s", told(changes), err, wantTold)
		}
		if got := lies(t, a, Inbox); got != wantLies {
			t.Errorf("INBOX: %s; want %s", got, wantLies)
		}
	}
	step(AddFlags, []string{`\seen`}, []UID{3, 1, 1, 9}, "INBOX flag 1 @1 3/2; INBOX flag 3 @3 3/1", `1[\Seen] 2 3[\Seen]`)
	step(AddFlags, []string{"zebra", "Apple", `\Deleted`}, []UID{1}, "INBOX flag 1 @1 3/1", `1[\Deleted \Seen Apple zebra] 2 3[\Seen]`)
	step(AddFlags, []string{"APPLE"}, []UID{1}, "", `1[\Deleted \Seen Apple zebra] 2 3[\Seen]`)
	step(RemoveFlags, []string{`\SEEN`, "ZEBRA"}, []UID{1, 2}, "INBOX flag 1 @1 3/2", `1[\Deleted Apple] 2 3[\Seen]`)
	step(SetFlags, []string{`\Flagged`}, []UID{1, 3}, "INBOX flag 1 @1 3/2; INBOX flag 3 @3 3/3", `1[\Flagged] 2 3[\Flagged]`)
	step(SetFlags, nil, []UID{1}, "INBOX flag 1 @1 3/3", `1 2 3[\Flagged]`)
}

func TestExpungeGivesTheNumbersOfIMAP(t *testing.T) {
	_, a := bob()
	deliver(t, a, Inbox, 5)
	a.Flag(Inbox, []UID{2, 3, 5}, AddFlags, Deleted)
	changes, err := a.Expunge(Inbox, 1, 2)
	if got := told(changes); err != nil || got != "INBOX expunge 2 @2 4/4" {
		t.Errorf("UID EXPUNGE 1:2: %s, %v", got, err)
	}
	changes, err = a.Expunge(Inbox)
	if got := told(changes); err != nil || got != "INBOX expunge 3 @2 3/3; INBOX expunge 5 @3 2/2" {
		t.Errorf("EXPUNGE: %s, %v", got, err)
	}
	deliver(t, a, Inbox, 1)
	if got := lies(t, a, Inbox); got != "1 4 6" {
		t.Errorf("a UID is used again: %s", got)
	}
}

func TestCopyAndMove(t *testing.T) {
	_, a := bob()
	deliver(t, a, Inbox, 3)
	a.Flag(Inbox, []UID{2}, AddFlags, Seen)
	changes, err := a.Copy(Inbox, []UID{2, 3, 7}, "Archive")
	if got := told(changes); err != nil || got != "Archive append 1 @1 1/0; Archive append 2 @2 2/1" || changes[1].CopyOf != 3 {
		t.Errorf("copy: %s, %v", got, err)
	}
	changes, err = a.Move(Inbox, []UID{1, 2}, "Archive")
	const want = "INBOX move 1 @1 2/1 to Archive 3; INBOX move 2 @1 1/1 to Archive 4; Archive append 3 @3 3/2; Archive append 4 @4 4/2"
	if got := told(changes); err != nil || got != want || changes[0].Identity != "m1" {
		t.Errorf("move: %s, %v", got, err)
	}
	changes, err = a.Move("Archive", []UID{1}, "Archive")
	if got := told(changes); err != nil || got != "Archive move 1 @1 3/2 to Archive 5; Archive append 5 @4 4/2" {
		t.Errorf("move to itself: %s, %v", got, err)
	}
	if got := lies(t, a, Inbox) + " | " + lies(t, a, "Archive"); got != `3 | 2 3 4[\Seen] 5[\Seen]` {
		t.Errorf("now: %s", got)
	}
	for _, pair := range [][2]string{{"None", Inbox}, {Inbox, "None"}} {
		_, copied := a.Copy(pair[0], []UID{3}, pair[1])
		_, moved := a.Move(pair[0], []UID{3}, pair[1])
		if copied != ErrNoFolder || moved != ErrNoFolder {
			t.Errorf("%v: %v, %v", pair, copied, moved)
		}
	}
}

func TestQuota(t *testing.T) {
	_, a := bob()
	a.SetQuota(60)
	deliver(t, a, Inbox, 2) // 24 octets each
	if _, err := a.Append(Inbox, Message{Mail: mail.Parse("Subject: x\r\n\r\n0")}); err != ErrOverQuota {
		t.Errorf("append: %v", err)
	}
	if _, err := a.Copy(Inbox, []UID{1}, "Sent"); err != ErrOverQuota {
		t.Errorf("copy: %v", err)
	}
	if a.Room(12) != nil || a.Room(13) != ErrOverQuota {
		t.Error("there is room for 12 octets and no more")
	}
	a.Move(Inbox, []UID{1}, "Trash")
	a.Flag("Trash", []UID{1}, AddFlags, Deleted)
	a.Expunge("Trash")
	if used, limit := a.Quota(); used != 24 || limit != 60 {
		t.Errorf("quota %d of %d", used, limit)
	}
}

func TestFolders(t *testing.T) {
	_, a := bob()
	names := func() string {
		var all []string
		for _, f := range a.Folders() {
			all = append(all, f.Name)
		}
		return strings.Join(all, " ")
	}
	step := func(what string, got, want error, wantNames string) {
		t.Helper()
		if !errors.Is(got, want) || names() != wantNames {
			t.Errorf("%s: %v, %s; want %v, %s", what, got, names(), want, wantNames)
		}
	}
	second := start.Add(time.Second)
	const std = "INBOX Archive Drafts Junk Sent Trash"
	step("nothing", nil, nil, std)
	step("exists", a.Create("inbox", start), ErrFolderExists, std)
	for _, bad := range []string{"", "/", "/a", "a//b", "a*", "a\r\n", strings.Repeat("x", 256)} {
		step(bad, a.Create(bad, start), ErrFolderName, std)
	}
	step("create", a.Create("Lists/go/", second), nil, "INBOX Archive Drafts Junk Lists Lists/go Sent Trash")
	deliver(t, a, "Lists/go", 2)
	old, _ := a.Status("Lists/go")
	_, err := a.Rename("Lists", "News", start)
	step("rename", err, nil, "INBOX Archive Drafts Junk News News/go Sent Trash")
	if now, err := a.Status("News/go"); err != nil || now != old {
		t.Errorf("renaming made %+v of %+v, %v", now, old, err)
	}
	_, err = a.Rename("News", "News/old", start)
	step("rename below itself", err, ErrFolderName, "INBOX Archive Drafts Junk News News/go Sent Trash")
	_, err = a.Rename("News", "Sent", start)
	step("rename to one that exists", err, ErrFolderExists, "INBOX Archive Drafts Junk News News/go Sent Trash")
	changes, err := a.Delete("News/go")
	step("delete", err, nil, "INBOX Archive Drafts Junk News Sent Trash")
	if got := told(changes); got != "News/go expunge 1 @1 1/1; News/go expunge 2 @1 0/0" {
		t.Errorf("delete tells %s", got)
	}
	step("make it again", a.Create("News/go", second), nil, "INBOX Archive Drafts Junk News News/go Sent Trash")
	if now, _ := a.Status("News/go"); now.Validity <= old.Validity {
		t.Errorf("a new folder has UIDVALIDITY %d, the old one had %d", now.Validity, old.Validity)
	}
	_, err = a.Delete("INBOX")
	step("delete INBOX", err, ErrInbox, names())
	_, err = a.Delete("None")
	step("delete nothing", err, ErrNoFolder, names())
	step("unsubscribe", a.Subscribe("Junk", false), nil, names())
	if f := a.Folders()[3]; f != (Folder{Name: "Junk", Use: `\Junk`}) {
		t.Errorf("folder %+v", f)
	}
}

func TestRenamingInboxEmptiesIt(t *testing.T) {
	_, a := bob()
	deliver(t, a, Inbox, 2)
	changes, err := a.Rename(Inbox, "Old/mail", start)
	if err != nil || len(changes) != 4 {
		t.Errorf("%s, %v", told(changes), err)
	}
	if got := lies(t, a, Inbox) + "|" + lies(t, a, "Old/mail"); got != "|1 2" {
		t.Errorf("now %s", got)
	}
}

func TestRenamingStopsAtAFolderBelow(t *testing.T) {
	_, a := bob()
	for _, name := range []string{"a/x", "b/x"} {
		if err := a.Create(name, start); err != nil {
			t.Fatal(err)
		}
	}
	a.Delete("b")
	if _, err := a.Rename("a", "b", start); err != ErrFolderExists {
		t.Errorf("two folders would be called b/x: %v", err)
	}
}

func TestSnapshotsDoNotChange(t *testing.T) {
	_, a := bob()
	deliver(t, a, Inbox, 2)
	before, _ := a.Messages(Inbox)
	a.Flag(Inbox, []UID{1}, AddFlags, Seen, Deleted)
	a.Expunge(Inbox)
	if len(before) != 2 || len(before[0].Flags) != 0 {
		t.Errorf("a snapshot changed: %+v", before)
	}
	if _, ok := a.Message(Inbox, 1); ok {
		t.Error("an expunged message is still found")
	}
	if m, ok := a.Message(Inbox, 2); !ok || m.Identity != "m2" {
		t.Errorf("message 2 is %+v, %v", m, ok)
	}
}

func TestSnapshotIsInOrder(t *testing.T) {
	s, a := bob()
	carol := s.AddUser("Carol")
	s.AddUser("dora")
	deliver(t, carol, Inbox, 1)
	deliver(t, a, "Sent", 1)
	deliver(t, a, Inbox, 2)
	var got []string
	for _, c := range s.Snapshot() {
		got = append(got, fmt.Sprintf("%s/%s:%d", c.User, c.Folder, len(c.Messages)))
	}
	if want := []string{"bob/INBOX:2", "bob/Sent:1", "Carol/INBOX:1"}; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v", got)
	}
	if all := s.Accounts(); len(all) != 3 || all[2].User() != "dora" {
		t.Errorf("accounts %v", all)
	}
}

func TestAnIdleStoreIsCheap(t *testing.T) {
	const stores = 1000
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	kept := make([]*Store, stores)
	for i := range kept {
		kept[i] = New(start)
		kept[i].AddUser("alice")
		kept[i].AddUser("bob")
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if each := int(after.HeapAlloc-before.HeapAlloc) / stores; each > 1500 {
		t.Errorf("an idle store with two users takes %d octets", each)
	}
	runtime.KeepAlive(kept)
}

func TestManySessionsAtOnce(t *testing.T) {
	s, a := bob()
	var heard []Change
	_, stop, err := a.Watch(Inbox, func(c Change) { heard = append(heard, c) }) // one at a time, so no lock
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			session := a.As(Actor{Tell: func(Change) trace.Seq { return 1 }})
			for range 50 {
				c, err := session.Append(Inbox, Message{Mail: mail.Parse("x")})
				if err != nil {
					t.Error(err)
				}
				session.Flag(Inbox, []UID{c.UID}, AddFlags, Deleted)
				session.Expunge(Inbox)
				s.Snapshot()
			}
		})
	}
	wg.Wait()
	stop()
	// Followed by its changes, the folder must come out as it is.
	var uids []UID
	for _, c := range heard {
		switch c.What {
		case trace.Appended:
			uids = append(uids, c.UID)
		case trace.Expunged:
			if uids[c.Number-1] != c.UID {
				t.Fatalf("message %d is %d, told was %d", c.Number, uids[c.Number-1], c.UID)
			}
			uids = append(uids[:c.Number-1], uids[c.Number:]...)
		}
		if len(uids) != c.Messages {
			t.Fatalf("%d messages, told were %d", len(uids), c.Messages)
		}
	}
	if len(uids) != 0 || lies(t, a, Inbox) != "" {
		t.Errorf("%d are left by the changes, %q in the folder", len(uids), lies(t, a, Inbox))
	}
}
