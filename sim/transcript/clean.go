package transcript

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Clean makes text from anywhere safe to show on one line: what a terminal
// would obey, what the eye cannot see and what turns the direction of reading
// is written out. Control characters become their pictures (␍, ␊, ␛), other
// characters that cannot be seen their number (\u{202e}), and octets that are
// not UTF-8 their value (\xff). Everything else stays as it is.
func Clean(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			fmt.Fprintf(&b, `\x%02x`, s[i])
		case r < ' ':
			b.WriteRune('␀' + r)
		case r == 0x7f:
			b.WriteRune('␡')
		case unicode.IsPrint(r):
			b.WriteRune(r)
		default:
			fmt.Fprintf(&b, `\u{%x}`, r)
		}
		i += n
	}
	return b.String()
}

// plain reports whether s is nothing but printable ASCII, as nearly all is.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Limits of what is shown of one value and of one sentence, in characters. A
// sender may make a line as long as he likes; a reader has a page.
const (
	maxValue    = 160
	maxSentence = 1200
)

// cut shortens s to at most max characters and says how long it was.
func cut(s string, max int) string {
	if len(s) <= max {
		return s
	}
	n := 0
	for i := range s {
		if n == max {
			return fmt.Sprintf("%s… (%d octets)", s[:i], len(s))
		}
		n++
	}
	return s
}
