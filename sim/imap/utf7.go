package imap

import (
	"encoding/base64"
	"encoding/binary"
	"strings"
	"unicode/utf16"
)

// base64UTF7 is the base64 of folder names (RFC 3501 §5.1.3).
var base64UTF7 = base64.NewEncoding("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+,").WithPadding(base64.NoPadding)

// toUTF7 writes a folder's name as clients and servers have to that did not agree
// on anything newer.
func toUTF7(name string) string {
	var b strings.Builder
	var run []rune // what ASCII cannot say
	end := func() {
		if len(run) == 0 {
			return
		}
		var octets []byte
		for _, u := range utf16.Encode(run) {
			octets = binary.BigEndian.AppendUint16(octets, u)
		}
		b.WriteString("&" + base64UTF7.EncodeToString(octets) + "-")
		run = nil
	}
	for _, r := range name {
		if r < ' ' || r > '~' {
			run = append(run, r)
			continue
		}
		end()
		b.WriteRune(r)
		if r == '&' {
			b.WriteByte('-')
		}
	}
	end()
	return b.String()
}

// fromUTF7 reads such a name. What is none is left as it is.
func fromUTF7(name string) string {
	var b strings.Builder
	for rest := name; rest != ""; {
		plain, coded, found := strings.Cut(rest, "&")
		b.WriteString(plain)
		if !found {
			break
		}
		code, after, ended := strings.Cut(coded, "-")
		octets, err := base64UTF7.DecodeString(code)
		if !ended || err != nil || len(octets)%2 != 0 {
			return name
		}
		if code == "" {
			b.WriteByte('&')
		}
		units := make([]uint16, len(octets)/2)
		for i := range units {
			units[i] = binary.BigEndian.Uint16(octets[2*i:])
		}
		b.WriteString(string(utf16.Decode(units)))
		rest = after
	}
	return b.String()
}
