package transcript

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	tests := []struct{ in, want string }{
		{"", ""},
		{"MAIL FROM:<ann@alpha.example>", "MAIL FROM:<ann@alpha.example>"},
		{"Grüße, 你好, “quotes” – € 🙂", "Grüße, 你好, “quotes” – € 🙂"},
		{"a\r\nb\x00c\td", "a␍␊b␀c␉d"},
		{"\x1b[2J\x7f", "␛[2J␡"},
		{"a\u0085b\u009b31m", `a\u{85}b\u{9b}31m`},
		{"\u202eelpmaxe\u202c \u2066x\u2069 \u200f", `\u{202e}elpmaxe\u{202c} \u{2066}x\u{2069} \u{200f}`},
		{"zero\u200bwidth\ufeff\u00ad", `zero\u{200b}width\u{feff}\u{ad}`},
		{"line\u2028par\u2029nbsp\u00a0", `line\u{2028}par\u{2029}nbsp\u{a0}`},
		{"tag\U000e0041private\ue000", `tag\u{e0041}private\u{e000}`},
		{"\xff\xc3(", `\xff\xc3(`},
		{"honest \ufffd", "honest \ufffd"},
	}
	for _, tt := range tests {
		if got := Clean(tt.in); got != tt.want {
			t.Errorf("Clean(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func FuzzClean(f *testing.F) {
	f.Add("a\r\nb\x00\x1b[31m\u202e\xff")
	f.Fuzz(func(t *testing.T, in string) {
		got := Clean(in)
		harmless(t, got)
		if again := Clean(got); again != got {
			t.Errorf("cleaning twice changes %q to %q", got, again)
		}
		if plain(in) && got != in {
			t.Errorf("%q became %q", in, got)
		}
	})
}

// harmless checks that text can be shown anywhere on one line.
func harmless(t *testing.T, s string) {
	t.Helper()
	if !utf8.ValidString(s) {
		t.Errorf("not UTF-8: %q", s)
	}
	if i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsPrint(r) }); i >= 0 {
		t.Errorf("%q has %q at %d", s, s[i:], i)
	}
}

func TestCut(t *testing.T) {
	tests := []struct {
		in   string
		max  int
		want string
	}{
		{"four", 4, "four"},
		{"fours", 4, "four… (5 octets)"},
		{"äöü", 3, "äöü"},
		{"äöüß", 3, "äöü… (8 octets)"},
		{"\xff\xff\xff", 2, "\xff\xff… (3 octets)"},
	}
	for _, tt := range tests {
		if got := cut(tt.in, tt.max); got != tt.want {
			t.Errorf("cut(%q, %d) = %q, want %q", tt.in, tt.max, got, tt.want)
		}
	}
}
