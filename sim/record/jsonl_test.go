package record

import (
	"bytes"
	"errors"
	"io"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
)

// letter is a short trace with what is hard to write down.
func letter() []trace.Event {
	return []trace.Event{
		{Seq: 1, Body: trace.RunStarted{Scenario: "01", Seed: 1<<64 - 1, Start: "2026-03-02T09:00:00Z"}},
		{Seq: 2, At: time.Second, Node: "pc", About: trace.About{Role: trace.MUA, Message: "m1", Cause: 1},
			Body: trace.SMTPCommand{Protocol: trace.SMTP, Verb: "MAIL", Line: "MAIL FROM:<ann@alpha.example>"}},
		{Seq: 5, At: time.Second, Node: "mx", About: trace.About{Reason: trace.Why("no & never", "<rule>", "RFC 5321 §3.3")},
			Body: trace.SMTPReply{Protocol: trace.SMTP, Code: 250, Lines: []trace.Octets{"250 \u2028 \xff\r\n"}}},
		{Seq: 6, At: time.Hour, Body: trace.RunEnded{Outcome: trace.Quiet}},
	}
}

func write(t testing.TB, events []trace.Event) string {
	t.Helper()
	var b bytes.Buffer
	if err := WriteJSONL(&b, slices.Values(events)); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestJSONLBringsATraceBack(t *testing.T) {
	want := letter()
	text := write(t, want)
	if got := strings.Count(text, "\n"); got != len(want) {
		t.Errorf("%d lines for %d events", got, len(want))
	}
	if !strings.Contains(text, `"MAIL FROM:<ann@alpha.example>"`) || !strings.Contains(text, "no & never") {
		t.Errorf("<, > and & are escaped:\n%s", text)
	}
	got, err := ReadJSONL(strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestReadJSONLForgivesLayout(t *testing.T) {
	lines := strings.SplitAfter(write(t, letter()), "\n")
	text := "\n" + lines[0] + "\r\n  " + lines[1] + strings.TrimSpace(lines[2]) // no end of line at the end
	got, err := ReadJSONL(strings.NewReader(text))
	if err != nil || len(got) != 3 {
		t.Errorf("%d events, %v", len(got), err)
	}
}

func TestReadJSONLNamesTheLine(t *testing.T) {
	const down = `{"seq":%,"at":%,"level":"story","kind":"node.down","body":{}}`
	at := func(seq, at string) string {
		return strings.Replace(strings.Replace(down, "%", seq, 1), "%", at, 1) + "\n"
	}
	tests := []struct{ name, in, want string }{
		{"not JSON", at("1", "0") + "hello\n", "record: line 2: invalid character 'h'"},
		{"two on a line", "\n" + strings.TrimSpace(at("1", "0")) + at("2", "0"), "record: line 2: "},
		{"unknown kind", strings.Replace(at("1", "0"), "down", "sideways", 1), `record: line 1: trace: event 1: there is no kind "node.sideways"`},
		{"number again", at("4", "0") + at("4", "0"), "record: line 2: event 4 follows event 4"},
		{"back in time", at("4", "9") + at("5", "8"), "record: line 2: event 5 happens earlier than event 4 before it"},
		{"cause in the future", strings.Replace(at("4", "0"), `"body"`, `"cause":4,"body"`, 1),
			"record: line 1: event 4 names event 4 as its cause, which comes no earlier"},
	}
	for _, tt := range tests {
		_, err := ReadJSONL(strings.NewReader(tt.in))
		if err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("%s: %v\nwant %s", tt.name, err, tt.want)
		}
	}
}

func TestWriteJSONLReportsTheWriter(t *testing.T) {
	r, w := io.Pipe()
	broken := errors.New("disk full")
	r.CloseWithError(broken)
	if err := WriteJSONL(w, slices.Values(letter())); !errors.Is(err, broken) {
		t.Errorf("%v", err)
	}
	if err := WriteJSONL(io.Discard, slices.Values([]trace.Event{{Seq: 7}})); err == nil {
		t.Error("an event without a body was written")
	}
}

// FuzzReadJSONL: whatever is accepted can be written and read again, and
// comes out the same.
func FuzzReadJSONL(f *testing.F) {
	f.Add(write(f, letter()))
	f.Add("\n{}\n")
	f.Add(`{"seq":1,"at":0,"level":"wire","kind":"pop3.command","body":{"verb":"RETR","line":{"base64":"/w=="}}}`)
	f.Fuzz(func(t *testing.T, in string) {
		events, err := ReadJSONL(strings.NewReader(in))
		if err != nil {
			return
		}
		text := write(t, events)
		again, err := ReadJSONL(strings.NewReader(text))
		if err != nil {
			t.Fatalf("cannot be read again: %v\n%s", err, text)
		}
		if got := write(t, again); got != text {
			t.Fatalf("changed:\n%s\n%s", text, got)
		}
	})
}

func BenchmarkWriteJSONL(b *testing.B) {
	events := slices.Repeat(letter(), 250)
	b.ReportAllocs()
	for range b.N {
		if err := WriteJSONL(io.Discard, slices.Values(events)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(events)), "ns/event")
}

func BenchmarkReadJSONL(b *testing.B) {
	text := write(b, letter())
	b.ReportAllocs()
	for range b.N {
		if _, err := ReadJSONL(strings.NewReader(text)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*len(letter())), "ns/event")
}
