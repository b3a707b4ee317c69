package mta_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mailflow/sim/internal/talk"
)

var update = talk.Update

// The lines that begin the parts of a story.
const (
	worldMark  = "-- world --\n"
	scriptMark = "-- script --\n"
	taleMark   = "-- tale --\n"
)

// TestStories tells the stories of testdata. A story is prose, then a world,
// then a script, then what the agent under test did, as its trace tells.
//
// The agent is on mail.alpha.example and has the mailboxes of alpha.example,
// where everybody exists but nobody. Lines of the world change that, or add to
// it:
//
//	retry 5m 10m expire 1h warn 30m
//	smarthost NAME
//	encrypt                    asks for TLS where it is offered
//	host NAME [BEHAVIOUR]      a host with an address and a mail server
//	noname NAME [BEHAVIOUR]    likewise, but not in the DNS
//	store BEHAVIOUR            of the message store
//	RECORD TYPE DATA           a record of the DNS
//	broken DOMAIN              a domain whose name server fails
//
// Lines of the script are "TIME post FROM TO...", "TIME down HOST", "TIME up
// HOST" and "TIME now HOST BEHAVIOUR". For behaviours see [office.behave].
func TestStories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("there are no stories", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			told, want, _ := strings.Cut(string(src), taleMark)
			_, rest, _ := strings.Cut(told, worldMark)
			world, script, ok := strings.Cut(rest, scriptMark)
			if !ok {
				t.Fatalf("the story has not the parts %q", []string{worldMark, scriptMark, taleMark})
			}
			tell := func() *stage {
				return play(t, func(s *stage) {
					s.describe(world)
					s.schedule(script)
				})
			}
			first := tell()
			got := first.tale()
			if first.jsonl() != tell().jsonl() {
				t.Error("told twice, the story differs")
			}
			if *update {
				if err := os.WriteFile(file, []byte(told+taleMark+got), 0o644); err != nil {
					t.Fatal(err)
				}
			} else if got != want {
				t.Errorf("got:\n%s\nwant:\n%s", got, want)
			}
		})
	}
}
