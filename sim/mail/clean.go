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
