package mail_test

import (
	"strings"
	"testing"

	"mailflow/sim/mail"
)

func TestQualify(t *testing.T) {
	for _, tc := range []struct{ value, want string }{
		{"bob", "bob@b.example"},
		{"<bob>", "<bob@b.example>"},
		{"bob, carol@c.example , <dora>", "bob@b.example, carol@c.example , <dora@b.example>"},
		{"Bob Brown <bob>", "Bob Brown <bob@b.example>"},
		{`"Brown, Bob" <bob>, "odd name"`, `"Brown, Bob" <bob@b.example>, "odd name"@b.example`},
		{"bob (at home, mostly (I hope))", "bob@b.example (at home, mostly (I hope))"},
		{"Friends: bob, carol@c.example;, dora", "Friends: bob@b.example, carol@c.example;, dora@b.example"},
		{"bob.brown,\r\n\tcarol", "bob.brown@b.example,\r\n\tcarol@b.example"},

		// What is complete, or beyond help, stays.
		{"bob@c.example", ""},
		{"bob @ c.example", ""},
		{"Bob Brown", ""},
		{"Bob <bob@c.example>", ""},
		{"Bob <bob", ""},
		{"undisclosed-recipients:;", ""},
		{"<>", ""},
		{"", ""},
		{", ,", ""},
		{".bob", ""},
		{`"bob`, ""},
		{"bob (", "bob@b.example ("},
		{"<@relay.example:bob@c.example>", ""},
		{"bob\x00", ""},
	} {
		want := tc.want
		if want == "" {
			want = tc.value
		}
		got, changed := mail.Qualify(tc.value, "b.example")
		if got != want || changed != (tc.want != "") {
			t.Errorf("%q: got %q, %v, want %q", tc.value, got, changed, want)
		}
	}
}

// Completing what is complete changes nothing, and nothing but domains comes in.
func FuzzQualify(f *testing.F) {
	for _, seed := range []string{"bob", "Bob <bob>, carol", `"a\"b", (x) y`, "G: a, b;", "a b c", "<a", "\"", "(", "a@b, c"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		once, changed := mail.Qualify(value, "b.example")
		if changed != (once != value) {
			t.Errorf("%q became %q: %v", value, once, changed)
		}
		if twice, again := mail.Qualify(once, "b.example"); again {
			t.Errorf("%q became %q, and that %q", value, once, twice)
		}
		if changed && strings.ReplaceAll(once, "@b.example", "") != strings.ReplaceAll(value, "@b.example", "") {
			t.Errorf("%q became %q", value, once)
		}
	})
}
