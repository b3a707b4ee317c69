package pop3

import "strings"

// stuff writes a message as RFC 1939 §3 wants it: a dot before each line that
// begins with one, and a line with only a dot at the end. A line begins after
// CRLF and nowhere else. A message that does not end with CRLF gets one, because
// the last dot needs a line of its own.
func stuff(b *strings.Builder, message string) {
	for line := range strings.SplitAfterSeq(message, "\r\n") {
		if strings.HasPrefix(line, ".") {
			b.WriteByte('.')
		}
		b.WriteString(line)
	}
	if message != "" && !strings.HasSuffix(message, "\r\n") {
		b.WriteString("\r\n")
	}
	b.WriteString(".\r\n")
}

// top is the header of a message, the empty line, and the first lines of the
// body (RFC 1939 §7, TOP).
func top(header, body string, lines int) string {
	end := 0
	for range lines {
		i := strings.Index(body[end:], "\r\n")
		if i < 0 {
			return header + body
		}
		end += i + 2
	}
	return header + body[:end]
}
