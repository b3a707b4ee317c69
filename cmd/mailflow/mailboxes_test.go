package main

import (
	"bytes"
	"context"
	"net/mail"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// What another mail program reads from the mailboxes of a lesson is what the
// trace tells: who took each letter, under which name, and when.
func TestMailboxesTellTheTrace(t *testing.T) {
	for _, name := range scenarios.Names() {
		t.Run(name, func(t *testing.T) {
			sc, log := play(t, name)
			dir := t.TempDir()
			if err := writeMailboxes(dir, sc, log); err != nil {
				t.Fatal(err)
			}
			taken := acceptances(log)
			for _, m := range everyMessage(t, dir) {
				checkWay(t, sc, m, taken)
			}
		})
	}
}

func play(t *testing.T, name string) (*scenario.Scenario, *record.Log) {
	t.Helper()
	sc, err := open(name, nil)
	if err != nil {
		t.Fatal(err)
	}
	log := record.New(record.Options{})
	if err := sim.Run(t.Context(), sc, log, sim.Options{}); err != nil {
		t.Fatal(err)
	}
	return sc, log
}

// acceptances is when which server took a message under which id: RFC 5321
// §4.4 wants all three in its Received line.
func acceptances(log *record.Log) map[string]time.Duration {
	taken := map[string]time.Duration{}
	for e := range log.All() {
		if b, ok := e.Body.(trace.MessageAccepted); ok {
			taken[e.Node+" "+b.ID] = e.At
		}
	}
	return taken
}

func everyMessage(t *testing.T, dir string) []*mail.Message {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*.mbox"))
	if err != nil {
		t.Fatal(err)
	}
	var all []*mail.Message
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, readMbox(t, string(text))...)
	}
	return all
}

// byAndID finds the server and its id in a Received line. qmail writes none that
// its reply has told, Exchange none of a message, and a fetcher takes nothing that
// it would have to keep.
var (
	byAndID = regexp.MustCompile(`\bby (\S+) .*\bid ([\w-]+)`)
	noID    = regexp.MustCompile(`^\(qmail | with SMTP; | with Microsoft SMTP Server | with POP3 `)
)

// checkWay checks the Received lines of a letter: the top one is the work of a
// server that tells so in the trace, at that time, and so on downwards, always
// older, as far as they are true. Below that a lesson may show forged ones.
func checkWay(t *testing.T, sc *scenario.Scenario, m *mail.Message, taken map[string]time.Duration) {
	t.Helper()
	newer := time.Time{}
	for i, line := range m.Header["Received"] {
		if noID.MatchString(line) {
			continue
		}
		found := byAndID.FindStringSubmatch(line)
		if found == nil {
			t.Fatalf("no server and id: %s", line)
		}
		when, told := taken[found[1]+" "+found[2]]
		if !told {
			if i == 0 {
				t.Errorf("nobody took a message so: %s", line)
			}
			return
		}
		_, date, _ := strings.Cut(line, ";")
		date, _, _ = strings.Cut(date, "(") // the standard library stumbles over some comments
		at, err := mail.ParseDate(strings.TrimSpace(date))
		if written := sc.Start.Add(when).Truncate(time.Second); err != nil || !at.Equal(written) {
			t.Errorf("the trace says %s (%v): %s", written, err, line)
		}
		if !newer.IsZero() && at.After(newer) {
			t.Errorf("the newest is not on top: %q", m.Header["Received"])
		}
		newer = at
	}
}

// Folders have names that a file must not have, and may differ in capitals
// alone.
func TestFileName(t *testing.T) {
	taken := map[string]bool{}
	for _, c := range []struct{ folder, want string }{
		{"INBOX", "bob@beta.example.mbox"},
		{"Archive", "bob@beta.example.Archive.mbox"},
		{"archive", "bob@beta.example.archive-2.mbox"},
		{"Old/mail", "bob@beta.example.Old.mail.mbox"},
		{"Old.mail", "bob@beta.example.Old.mail-2.mbox"},
		{"../../etc", "bob@beta.example.......etc.mbox"},
		{`C:\mail`, "bob@beta.example.C__mail.mbox"},
		{"a\x00b\nc", "bob@beta.example.a_b_c.mbox"},
		{"Entwürfe", "bob@beta.example.Entwürfe.mbox"},
	} {
		if got := fileName("bob@beta.example", c.folder, taken); got != c.want {
			t.Errorf("%q: got %s, want %s", c.folder, got, c.want)
		}
	}
}

// A run that its user breaks off is told as far as it went, and is no success.
func TestBrokenOff(t *testing.T) {
	ctx, stop := context.WithCancel(t.Context())
	stop()
	var out, complaints bytes.Buffer
	code := execute(ctx, []string{"run", "testdata/letter.yaml"}, streams{nil, &out, &complaints})
	if code != exitBad || !strings.Contains(complaints.String(), "the run was not finished: cancelled") {
		t.Errorf("code %d\nout: %s\nerr: %s", code, &out, &complaints)
	}
	if !strings.Contains(out.String(), "A letter from Alice to Bob") {
		t.Errorf("what had happened is not told:\n%s", &out)
	}
}
