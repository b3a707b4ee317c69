package transcript

import (
	"encoding/base64"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// What a login looks like to somebody who listens: base64 is a way of writing,
// not a way of hiding.

// authenticate tells of the command AUTH: RFC 4954 §4.
func authenticate(s speech) string {
	mechanism, initial, _ := strings.Cut(s.arg, " ")
	out := fmt.Sprintf("%s wants to log in at %s with the method %s (AUTH)", s.from, s.to, strings.ToUpper(mechanism))
	if initial == "" {
		return out
	}
	return out + ": " + secret(initial)
}

// secret tells what a line of a login says.
func secret(line string) string {
	line = strings.TrimSpace(line)
	switch line {
	case "*":
		return "it breaks the login off" // RFC 4954 §4
	case "=":
		return "an empty answer"
	}
	decoded, ok := fromBase64(line)
	if !ok {
		return quote(line)
	}
	if user, password, ok := plainLogin(decoded); ok {
		return fmt.Sprintf("the user %s with the password %s, in base64, which hides nothing", quote(user), quote(password))
	}
	return quote(decoded) + ", in base64, which hides nothing"
}

// plainLogin takes apart the message of AUTH PLAIN: RFC 4616 §2.
func plainLogin(decoded string) (user, password string, ok bool) {
	parts := strings.Split(decoded, "\x00")
	if len(parts) != 3 || parts[1] == "" {
		return "", "", false
	}
	return parts[1], parts[2], true
}

// fromBase64 decodes a line if it is base64 of something that can be read.
func fromBase64(line string) (string, bool) {
	b, err := base64.StdEncoding.DecodeString(line)
	if err != nil || len(b) == 0 || !utf8.Valid(b) {
		return "", false
	}
	for _, r := range string(b) {
		if r != 0 && !unicode.IsPrint(r) {
			return "", false
		}
	}
	return string(b), true
}
