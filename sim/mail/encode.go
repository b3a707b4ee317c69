package mail

import (
	"encoding/base64"
	"fmt"
	"mime"
	"strings"
	"unicode/utf8"
)

// wordLimit keeps an encoded word, with what stands around its text, short
// enough for a place beside a field name in a line of 76 octets (RFC 2047 §2).
const wordLimit = 52

// DecodeText undoes the encoded words of a field (RFC 2047); where that cannot be
// done, the text is left as it stands.
func DecodeText(s string) string {
	if !strings.Contains(s, "=?") {
		return s
	}
	if text, err := new(mime.WordDecoder).DecodeHeader(s); err == nil {
		return text
	}
	return s
}

// EncodeText makes text fit for a header field: as it is if it is plain ASCII,
// otherwise as encoded words of UTF-8 (RFC 2047): in Q, which leaves letters
// readable, or in B where there are few of them (RFC 2047 §4).
func EncodeText(s string) string {
	s = Clean(s)
	if isPlain(s) {
		return s
	}
	foreign := 0
	for i := range len(s) {
		if s[i] >= 0x80 {
			foreign++
		}
	}
	if foreign > len(s)/2 {
		return encodeWords("b", func(s string) string { return base64.StdEncoding.EncodeToString([]byte(s)) }, s)
	}
	return encodeWords("q", encodeQ, s)
}

// isPlain reports whether text needs no encoding, and would not be taken for
// encoded either.
func isPlain(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return !strings.Contains(s, "=?")
}

// encodeWords cuts between characters only (RFC 2047 §5). The spaces between
// its words vanish when they are decoded.
func encodeWords(letter string, encode func(string) string, s string) string {
	var words []string
	for s != "" {
		end := 0
		for end < len(s) {
			_, size := utf8.DecodeRuneInString(s[end:])
			if end > 0 && len(encode(s[:end+size])) > wordLimit {
				break
			}
			end += size
		}
		words = append(words, "=?utf-8?"+letter+"?"+encode(s[:end])+"?=")
		s = s[end:]
	}
	return strings.Join(words, " ")
}

// encodeQ leaves only those characters as they are that are allowed everywhere
// in a header, in display names too (RFC 2047 §5).
func encodeQ(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == ' ':
			b.WriteByte('_')
		case isAlnum(c) || strings.IndexByte("!*+-/", c) >= 0:
			b.WriteByte(c)
		default:
			fmt.Fprintf(&b, "=%02X", c)
		}
	}
	return b.String()
}
