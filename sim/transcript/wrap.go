package transcript

import (
	"strings"
	"unicode/utf8"
)

// Wrap breaks text at spaces into lines of at most width characters. A word
// that is longer has a line of its own. Spaces at the front of the text stay.
// There is always at least one line.
func Wrap(text string, width int) []string {
	if utf8.RuneCountInString(text) <= width {
		return []string{text}
	}
	var out []string
	line := text[:len(text)-len(strings.TrimLeft(text, " "))]
	room := width - len(line)
	for word := range strings.SplitSeq(glue.Replace(text), " ") {
		n := utf8.RuneCountInString(word)
		switch {
		case word == "":
			continue
		case strings.TrimSpace(line) == "":
			line += word
			room -= n
		case n+1 <= room:
			line += " " + word
			room -= n + 1
		default:
			out = append(out, unglue.Replace(line))
			line, room = word, width-n
		}
	}
	return append(out, unglue.Replace(line))
}

// glue keeps "RFC 5321 §4.4" on one line. Cleaned text has no no-break spaces
// of its own.
var (
	glue   = strings.NewReplacer("RFC ", "RFC\u00a0", " §", "\u00a0§")
	unglue = strings.NewReplacer("\u00a0", " ")
)
