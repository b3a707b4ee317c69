package mail

import "strings"

// Qualify completes the addresses in the value of a field like To that have no
// domain (RFC 6409 §4.2); a path of an envelope is one too. It is false if there
// was nothing to complete. All else stays as it was written, names, comments,
// folding and what makes no sense.
func Qualify(value, domain string) (string, bool) {
	var b strings.Builder
	done := 0 // so much of the value stands in b
	for _, at := range bareEnds(value) {
		b.WriteString(value[done:at])
		b.WriteString("@" + domain)
		done = at
	}
	b.WriteString(value[done:])
	return b.String(), done > 0
}

// bareEnds finds where the addresses without a domain end. The value is taken
// apart into words, specials and what quotes and parentheses hold together; an
// address is bare if it is one word, alone or in angle brackets.
func bareEnds(value string) (ends []int) {
	var words, end int // of the address that is being read
	bracket := false   // it stands in angle brackets
	settle := func() {
		if words == 1 {
			ends = append(ends, end)
		}
		words, bracket = 0, false
	}
	for i := 0; i < len(value); {
		switch c := value[i]; {
		case c == ',' || c == ';':
			settle()
			i++
		case c == ':': // what went before is the name of a group (RFC 5322 §3.4)
			words = 0
			i++
		case c == '<': // what went before is the name of a person
			words, bracket = 0, true
			i++
		case c == '>':
			settle()
			words = many // nothing that follows belongs to an address
			i++
		case c == '(':
			i = afterComment(value, i)
		case c == '"':
			_, rest, ok := unquote(value[i:])
			if !ok {
				return nil
			}
			i = len(value) - len(rest)
			words, end = words+1, i
		case isAtext(c) || c == '.':
			from := i
			for i < len(value) && (isAtext(value[i]) || value[i] == '.') {
				i++
			}
			words, end = words+1, i
			if !isDotString(value[from:i]) {
				words = many
			}
		case c == ' ' || c == '\t' || c == '\r' || c == '\n':
			i++
		default: // an @, or what no address has
			words = many
			i++
		}
	}
	if !bracket {
		settle()
	}
	return ends
}

// many words are no bare address, however many follow.
const many = 1 << 20

// afterComment is where a comment ends that begins at i (RFC 5322 §3.2.2).
func afterComment(value string, i int) int {
	for depth := 0; i < len(value); i++ {
		switch value[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(value)
}
