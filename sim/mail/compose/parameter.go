package compose

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"mailflow/sim/mail"
)

// piece is how much of a parameter goes on one line, in octets.
const piece = 60

// parameter writes a parameter of a MIME field with what separates it from what
// is before it. A value beyond ASCII, or too long for a line, is encoded and cut
// into pieces (RFC 2231 §3, §4); encoded words must not stand here (RFC 2047 §5).
// What would end a line is replaced, see [mail.Clean].
func parameter(name, value string) string {
	value = strings.ToValidUTF8(mail.Clean(value), "?")
	plain := strings.IndexFunc(value, func(r rune) bool { return r < ' ' || r > '~' }) < 0
	if plain && len(value) <= piece {
		return "; " + name + `="` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(value) + `"`
	}
	var lines []string
	line := "utf-8''"
	for _, r := range value {
		encoded := percent(r)
		if len(line)+len(encoded) > piece {
			lines = append(lines, line)
			line = ""
		}
		line += encoded
	}
	lines = append(lines, line)
	if len(lines) == 1 {
		return ";\r\n\t" + name + "*=" + lines[0]
	}
	var b strings.Builder
	for i, l := range lines {
		fmt.Fprintf(&b, ";\r\n\t%s*%d*=%s", name, i, l)
	}
	return b.String()
}

// percent encodes a character unless it is a letter, a digit or harmless.
func percent(r rune) string {
	if r < utf8.RuneSelf && (r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-._", r)) {
		return string(r)
	}
	var b strings.Builder
	for _, octet := range []byte(string(r)) {
		fmt.Fprintf(&b, "%%%02X", octet)
	}
	return b.String()
}
