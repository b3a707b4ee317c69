package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"mailflow/sim/trace"
)

const root = "../../.."

func TestTypeScriptIsFresh(t *testing.T) {
	want, err := Module(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, target))
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Error("gen.ts is stale: run go run ./ui/wire/gen in the root of the module")
	}
}

func TestTypeScriptSaysWhatGoSays(t *testing.T) {
	text, err := Module(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`export type Level = (typeof levels)[number]`,
		`"smtp.reply": SMTPReply`,
		"  /** ns since start */\n  next?: number\n",
		"  lines: Octets[]\n",
		"  type: \"hello\"\n",
		"  event: TraceEvent\n",
		"  seed?: number\n",
		"  roles: Role[]\n",
		`export type BrowserFrame = Open | Resume | Detail`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("the module lacks %q", want)
		}
	}
}

// The recordings that the browser's tests rest on must be events that a world
// could have told.
func TestRecordingsSpeakTheVocabulary(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(root, "ui/app/testdata/*.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(bytes.NewReader(text))
		lines.Buffer(nil, 1<<24)
		for n := 1; lines.Scan(); n++ {
			if err := json.Unmarshal(lines.Bytes(), new(trace.Event)); err != nil {
				t.Errorf("%s:%d: %v", filepath.Base(file), n, err)
			}
		}
	}
}
