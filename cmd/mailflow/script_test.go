package main

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"mailflow/sim/record"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"mailflow": main})
}

// The command line, as people and other programs meet it: one script for each
// thing that it does. Every script finds letter.yaml in its folder, a scenario
// that stays as it is while the lessons change.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			env.Setenv("GORACE", "atexit_sleep_ms=0") // or else each mailflow would wait for a second at its end
			letter, err := os.ReadFile("testdata/letter.yaml")
			if err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "letter.yaml"), letter, 0o644)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exit":    exitCommand,
			"events":  eventsCommand,
			"mbox":    mboxCommand,
			"get":     getCommand,
			"waitfor": waitCommand,
		},
	})
}

// exitCommand runs a command that must end with an exact code:
//
//	exit CODE COMMAND...
func exitCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exit CODE COMMAND...")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		got = strings.TrimPrefix(err.Error(), "exit status ")
	}
	if got != args[0] {
		ts.Fatalf("%v ended with %s, not with %s", args[1:], got, args[0])
	}
}

// eventsCommand reads a trace in JSON Lines and writes the kinds of its events
// into a file, one a line:
//
//	events TRACE FILE
func eventsCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: events TRACE FILE")
	}
	events, err := record.ReadJSONL(strings.NewReader(ts.ReadFile(args[0])))
	ts.Check(err)
	var kinds bytes.Buffer
	for _, e := range events {
		fmt.Fprintln(&kinds, e.Level(), e.Kind())
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), kinds.Bytes(), 0o644))
}

// mboxCommand reads an mbox file and writes a header field of each of its
// messages into a file, or their bodies:
//
//	mbox MBOX FIELD FILE
func mboxCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: mbox MBOX FIELD FILE")
	}
	var found strings.Builder
	for _, m := range readMbox(ts, ts.ReadFile(args[0])) {
		if args[1] == "Body" {
			body, err := io.ReadAll(m.Body)
			ts.Check(err)
			found.Write(body)
			continue
		}
		for _, value := range m.Header[args[1]] {
			fmt.Fprintln(&found, value)
		}
	}
	ts.Check(os.WriteFile(ts.MkAbs(args[2]), []byte(found.String()), 0o644))
}

// getCommand asks for the page whose address stands in a file, and puts status
// and text into another:
//
//	get URLFILE FILE
func getCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: get URLFILE FILE")
	}
	r, err := http.Get(strings.TrimSpace(ts.ReadFile(args[0])))
	ts.Check(err)
	defer r.Body.Close()
	body, err := io.ReadAll(r.Body)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), fmt.Appendf(nil, "%s\n%s", r.Status, body), 0o644))
}

// waitCommand waits until a file has something in it:
//
//	waitfor FILE
func waitCommand(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: waitfor FILE")
	}
	for range 1000 {
		if info, err := os.Stat(ts.MkAbs(args[0])); err == nil && info.Size() > 0 {
			return
		}
		time.Sleep(10 * time.Millisecond)
	}
	ts.Fatalf("%s stays away", args[0])
}
