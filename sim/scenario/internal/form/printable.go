package form

import (
	"strconv"
	"strings"
	"unicode"
)

// Printable makes what a file says fit for a line of a message: characters that
// would move the cursor, or hide or reorder others, become visible escapes.
func Printable(s string) string {
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if hidden(r) {
			b.WriteString(strings.Trim(strconv.QuoteRuneToASCII(r), "'"))
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func hidden(r rune) bool { return !unicode.IsPrint(r) }
