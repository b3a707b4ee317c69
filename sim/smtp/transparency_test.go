package smtp

import (
	"strings"
	"testing"
)

// receive takes a message in, in pieces of the given size.
func receive(wire []byte, piece int) (text string, rest int, done bool) {
	var m content
	for len(wire) > 0 && !done {
		n, end := m.unstuff(wire[:min(piece, len(wire))])
		wire, done = wire[n:], end
	}
	return m.text.String(), len(wire), done
}

// FuzzTransparency sends a message as the client does and takes it in as the
// server does, however the network cuts it up.
func FuzzTransparency(f *testing.F) {
	for _, s := range []string{"", ".", "\r\n.\r\n", "a\r\n..b\r\n", ".\r\r\n.\r\n", "\n.\n", "\r.\r", "\r\n.\r.\r\n", "x\r\r\n.\r\n"} {
		f.Add(s, 1)
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, text string, piece int) {
		want := text
		if text != "" && !strings.HasSuffix(text, "\r\n") {
			want += "\r\n"
		}
		wire := append(stuffed(text), "QUIT\r\n"...)
		got, rest, done := receive(wire, max(piece, 1))
		if got != want || rest != len("QUIT\r\n") || !done {
			t.Errorf("%q became %q; %d octets are left", text, got, rest)
		}
	})
}

// FuzzUnstuff takes anything in. What was kept is what came, without its dots,
// and the end is where the standard puts it.
func FuzzUnstuff(f *testing.F) {
	for _, s := range []string{".\r\n", "a\r\n.\r\n", "a\n.\r\n", "a\r\r\n.\r\n", "a\r\n.\r\r\n.\r\n"} {
		f.Add(s, 1)
	}
	f.Fuzz(func(t *testing.T, wire string, piece int) {
		message, _, ends := strings.Cut("\r\n"+wire, "\r\n.\r\n")
		want := strings.TrimPrefix(strings.ReplaceAll(message+"\r\n", "\r\n.", "\r\n"), "\r\n")
		got, _, done := receive([]byte(wire), max(piece, 1))
		if done != ends || done && got != want {
			t.Errorf("%q became %q, done %v; want %q, %v", wire, got, done, want, ends)
		}
	})
}
