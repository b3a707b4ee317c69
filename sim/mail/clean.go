package mail

import "strings"

// Clean makes a value fit for one line that we write ourselves: control
// characters, line ends among them, become question marks. A peer who puts a
// line end into its HELO name cannot add a header field to our header that way.
func Clean(s string) string {
	return replaceBytes(s, isControl)
}

// CleanToken makes a value fit for one word outside of quotes and comments.
// What has a meaning of its own in a header field becomes a question mark too.
func CleanToken(s string) string {
	return replaceBytes(s, func(c byte) bool {
		return c <= ' ' || c > '~' || strings.IndexByte(`<>()\";,@`, c) >= 0
	})
}

// CleanName makes a name that the DNS gave fit for a place where an address in
// brackets could stand too: whoever owns a reverse zone can put anything there.
func CleanName(s string) string {
	return replaceBytes(CleanToken(s), func(c byte) bool { return strings.IndexByte("[]:=", c) >= 0 })
}

// CleanComment makes a value fit for a comment in a header field: it can
// neither end the comment nor begin another.
func CleanComment(s string) string {
	return replaceBytes(s, func(c byte) bool {
		return isControl(c) || c == '(' || c == ')' || c == '\\'
	})
}

func isControl(c byte) bool { return c < ' ' && c != '\t' || c == 0x7f }

func replaceBytes(s string, bad func(byte) bool) string {
	for i := range len(s) {
		if bad(s[i]) {
			return mapBytes(s, bad)
		}
	}
	return s
}

func mapBytes(s string, bad func(byte) bool) string {
	b := []byte(s)
	for i := range b {
		if bad(b[i]) {
			b[i] = '?'
		}
	}
	return string(b)
}

// escapeComment quotes what has a meaning of its own in a comment (RFC 5322
// §3.2.2), where the value must come back as it was.
func escapeComment(s string) string {
	return commentSpecials.Replace(Clean(s))
}

var commentSpecials = strings.NewReplacer(`\`, `\\`, "(", `\(`, ")", `\)`)

func unescapeComment(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' && i+1 < len(s) {
			i++
		}
		b = append(b, s[i])
	}
	return string(b)
}
