package mail

import (
	"reflect"
	"strings"
	"testing"

	"mailflow/sim/trace"
)

const letter = "Received: from a (b [192.0.2.1])\r\n\tby c (Postfix) with ESMTP id 1; Mon,  2 Mar 2026 09:00:00 +0000 (UTC)\r\n" +
	"From: Alice <alice@alpha.example>\r\nsubject: Lunch\r\n on Friday?\r\nBcc: carol@gamma.example\r\nX-Empty:\r\n\r\nShall we?\r\n"

func TestAHeaderIsReadFromTheTop(t *testing.T) {
	m := Parse(letter)
	var names []string
	for _, f := range m.Header() {
		names = append(names, f.Name())
	}
	if want := []string{"Received", "From", "subject", "Bcc", "X-Empty"}; !reflect.DeepEqual(names, want) {
		t.Errorf("names %q", names)
	}
	if got := m.Header().Get("SUBJECT"); got != "Lunch on Friday?" {
		t.Errorf("subject %q", got)
	}
	if m.Header().Get("X-Empty") != "" || !m.Header().Has("X-Empty") || m.Header().Has("X-None") {
		t.Error("an empty field is not the same as none")
	}
	if m.Body() != "Shall we?\r\n" || m.Len() != len(letter) {
		t.Errorf("body %q, length %d", m.Body(), m.Len())
	}
}

// broken is mail that no program should send, and that servers get all the
// same.
var broken = map[string]struct {
	in     string
	fields int
	body   string
}{
	"nothing":                {"", 0, ""},
	"only an empty line":     {"\r\n", 0, ""},
	"no empty line":          {"A: 1\r\nB: 2\r\n", 2, ""},
	"no line end":            {"A: 1", 1, ""},
	"a line without a colon": {"A: 1\r\nhello\r\nB: 2\r\n\r\nx", 1, "hello\r\nB: 2\r\n\r\nx"},
	"body alone":             {"hello\r\n", 0, "hello\r\n"},
	"bare line feeds":        {"A: 1\nB: 2\n 3\n\nx\n", 2, "x\n"},
	"NUL and 8-bit":          {"A: \x00\xff\r\n\r\n\x00\xff", 1, "\x00\xff"},
	"8-bit in a name":        {"\xc3\x84: 1\r\n\r\nx", 0, "\xc3\x84: 1\r\n\r\nx"},
	"space before the colon": {"A : 1\r\n\r\nx", 1, "x"},
	"a folded first line":    {" A: 1\r\n\r\nx", 0, " A: 1\r\n\r\nx"},
	"an mbox From line":      {"From alice Mon Mar 2 09:00:00 2026\r\nA: 1\r\n", 0, "From alice Mon Mar 2 09:00:00 2026\r\nA: 1\r\n"},
	"a lone CR":              {"A: 1\r\rB: 2\r\n\r\nx", 1, "x"},
}

func TestBrokenMailSurvives(t *testing.T) {
	for name, c := range broken {
		m := Parse(c.in)
		if len(m.Header()) != c.fields || m.Body() != c.body {
			t.Errorf("%s: %d fields, body %q", name, len(m.Header()), m.Body())
		}
		if m.String() != c.in || m.Len() != len(c.in) {
			t.Errorf("%s: %q became %q", name, c.in, m)
		}
	}
}

func TestEditsTouchNothingElse(t *testing.T) {
	before := Parse(letter)
	after, told := before.Apply(Edit{
		Prepend: []Field{NewField("Return-Path", "<a@b.example>"), NewField("X-Top", "2")},
		Remove:  []string{"bcc", "x-none"},
		Append:  []Field{NewField("Message-ID", "<1@c.example>")},
	})
	want := "Return-Path: <a@b.example>\r\nX-Top: 2\r\n" +
		strings.Replace(strings.Replace(letter, "Bcc: carol@gamma.example\r\n", "", 1), "X-Empty:\r\n", "X-Empty:\r\nMessage-ID: <1@c.example>\r\n", 1)
	if after.String() != want || after.Len() != len(want) {
		t.Errorf("got %q", after)
	}
	if before.String() != letter {
		t.Error("the edit changed the message it was made from")
	}
	wantTold := trace.MessageAltered{
		Added:    []trace.Field{{Name: "Return-Path", Raw: "Return-Path: <a@b.example>"}, {Name: "X-Top", Raw: "X-Top: 2"}},
		Removed:  []trace.Field{{Name: "Bcc", Raw: "Bcc: carol@gamma.example"}},
		Appended: []trace.Field{{Name: "Message-ID", Raw: "Message-ID: <1@c.example>"}},
	}
	if !reflect.DeepEqual(told, wantTold) {
		t.Errorf("told %+v", told)
	}
}

func TestAnEditThatChangesNothingLeavesTheMessage(t *testing.T) {
	for name, c := range broken {
		after, told := Parse(c.in).Apply(Edit{Remove: []string{"Bcc"}})
		if after.String() != c.in || !reflect.DeepEqual(told, trace.MessageAltered{}) {
			t.Errorf("%s: %q became %q, told %+v", name, c.in, after, told)
		}
	}
}

// What a server adds must be read as header by the next one, and what was body
// must stay body.
func TestEditsOfBrokenMailStayApart(t *testing.T) {
	edit := Edit{Prepend: []Field{NewField("Received", "x")}, Append: []Field{NewField("Date", "y")}}
	for name, c := range broken {
		after, _ := Parse(c.in).Apply(edit)
		again := Parse(after.String())
		if len(again.Header()) != c.fields+2 || again.Body() != c.body {
			t.Errorf("%s: %q is read with %d fields, body %q", name, after, len(again.Header()), again.Body())
		}
	}
}

func FuzzMessage(f *testing.F) {
	f.Add(letter)
	for _, c := range broken {
		f.Add(c.in)
	}
	edit := Edit{
		Prepend: []Field{NewField("Received", "x"), NewField("A", "2")},
		Remove:  []string{"A"},
		Append:  []Field{FoldedField("Date", "y", "z")},
	}
	f.Fuzz(func(t *testing.T, in string) {
		m := Parse(in)
		parts := m.Header().String() + m.gap + m.Body()
		if parts != in || m.String() != in || m.Len() != len(in) {
			t.Fatalf("%q fell apart into %q", in, parts)
		}
		after, told := m.Apply(edit)
		if replayed := m.Replay(told); replayed.String() != after.String() {
			t.Fatalf("replayed %q, want %q", replayed, after)
		}
		again := Parse(after.String())
		if again.Body() != m.Body() || len(again.Header()) != len(after.Header()) {
			t.Fatalf("%q: header and body ran into each other: %q", in, after)
		}
	})
}

func TestLongFieldsAreFoldedAndUnfoldToTheSame(t *testing.T) {
	for _, value := range []string{
		strings.Repeat("word ", 40) + "end",
		strings.Repeat("x", 200),
		strings.Repeat("x", 200) + " y",
		"a" + strings.Repeat(" ", 100) + "b",
		"a " + strings.Repeat("\t ", 60) + "b",
	} {
		f := NewField("Subject", value)
		if f.Value() != value {
			t.Errorf("%q became %q", value, f.Value())
		}
		if got := Parse(f.Raw() + "\r\n"); len(got.Header()) != 1 || got.Header()[0] != f {
			t.Errorf("%q is not one field", f.Raw())
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(f.Raw(), "\r\n"), "\r\n") {
			if strings.TrimSpace(line) == "" {
				t.Errorf("an empty line in %q", f.Raw())
			}
			if len(line) > lineLimit && strings.Contains(strings.TrimSpace(line)[len("Subject: "):], "word") {
				t.Errorf("a line that could be folded: %q", line)
			}
		}
	}
}

func BenchmarkHop(b *testing.B) {
	m := Parse(letter + strings.Repeat("x", 4000))
	edit := Edit{Prepend: []Field{NewField("Received", "from a by b; date")}}
	b.ReportAllocs()
	for b.Loop() {
		m.Apply(edit)
	}
}

func BenchmarkParse(b *testing.B) {
	in := letter + strings.Repeat("x", 4000)
	b.ReportAllocs()
	for b.Loop() {
		Parse(in)
	}
}
