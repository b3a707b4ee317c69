package mail

import (
	"errors"
	"fmt"
	"strings"
)

// The longest names that RFC 5321 §4.5.3.1 asks everybody to take, in octets.
const (
	maxLocal  = 64
	maxDomain = 255
	maxPath   = 256 // with the angle brackets
)

// ParseAddress reads a mailbox: a local part, which may be quoted, and a domain
// or an address literal (RFC 5321 §4.1.2). Addresses beyond ASCII (RFC 6531)
// are errors.
func ParseAddress(s string) (Address, error) {
	a, err := parseMailbox(s)
	if err != nil {
		return Address{}, fmt.Errorf("mail: address %q: %w", s, err)
	}
	return a, nil
}

// ParseReversePath reads the sender as MAIL carries it, with its angle brackets
// or without. Nothing between the brackets is the null reverse-path.
func ParseReversePath(s string) (Address, error) {
	inner, err := unbracket(s)
	if err != nil || inner == "" {
		return Address{}, err
	}
	return ParseAddress(withoutRoute(inner))
}

// ParseForwardPath reads a recipient as RCPT carries it, with its angle
// brackets or without. A source route is dropped (RFC 5321 §4.1.1.3), and
// postmaster may stand without a domain (RFC 5321 §4.5.1).
func ParseForwardPath(s string) (Address, error) {
	inner, err := unbracket(s)
	if err != nil {
		return Address{}, err
	}
	if strings.EqualFold(inner, "postmaster") {
		return Address{Local: inner}, nil
	}
	return ParseAddress(withoutRoute(inner))
}

func unbracket(s string) (string, error) {
	inner, opened := strings.CutPrefix(s, "<")
	if !opened {
		return s, nil
	}
	inner, closed := strings.CutSuffix(inner, ">")
	if !closed {
		return "", fmt.Errorf("mail: path %q: the closing > is missing", s)
	}
	return inner, nil
}

// withoutRoute drops the "@one,@two:" of RFC 5321 Appendix C.
func withoutRoute(s string) string {
	if strings.HasPrefix(s, "@") {
		if _, rest, ok := strings.Cut(s, ":"); ok {
			return rest
		}
	}
	return s
}

func parseMailbox(s string) (Address, error) {
	if len(s) > maxPath-2 {
		return Address{}, errors.New("it is longer than 254 octets")
	}
	local, domain, err := splitMailbox(s)
	switch {
	case err != nil:
		return Address{}, err
	case len(local) > maxLocal:
		return Address{}, errors.New("the part before @ is longer than 64 octets")
	case domain == "":
		return Address{}, errors.New("there is no domain after the @")
	case domain[0] == '[':
		ip, ok := parseLiteral(domain)
		if !ok {
			return Address{}, errors.New("what stands in brackets is not a network address")
		}
		return Address{Local: local, Domain: AddressLiteral(ip)}, nil
	case !isDomain(domain):
		return Address{}, fmt.Errorf("%q is not a domain name", domain)
	}
	return Address{Local: local, Domain: strings.ToLower(domain)}, nil
}

// splitMailbox takes the quotes off the local part.
func splitMailbox(s string) (local, domain string, err error) {
	if strings.HasPrefix(s, `"`) {
		local, rest, ok := unquote(s)
		domain, at := strings.CutPrefix(rest, "@")
		if !ok || !at {
			return "", "", errors.New("the quoted part before @ is not well formed")
		}
		return local, domain, nil
	}
	local, domain, ok := strings.Cut(s, "@")
	switch {
	case !ok:
		return "", "", errors.New("there is no @")
	case !isDotString(local):
		return "", "", errors.New("the part before @ needs to be words joined by single dots, or quoted")
	}
	return local, domain, nil
}

// unquote reads a Quoted-string from the beginning of s.
func unquote(s string) (text, rest string, ok bool) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		c := s[i]
		if c == '"' {
			return b.String(), s[i+1:], true
		}
		if c == '\\' && i+1 < len(s) {
			i++
			c = s[i]
		}
		if c < ' ' || c > '~' {
			break
		}
		b.WriteByte(c)
	}
	return "", "", false
}

func isDotString(s string) bool {
	dot := true // a dot may not stand first, last, or beside another
	for i := range len(s) {
		switch c := s[i]; {
		case c == '.' && dot:
			return false
		case c == '.':
			dot = true
		case !isAtext(c):
			return false
		default:
			dot = false
		}
	}
	return !dot
}

// isAtext knows the characters of an Atom (RFC 5322 §3.2.3).
func isAtext(c byte) bool {
	return isAlnum(c) || strings.IndexByte("!#$%&'*+-/=?^_`{|}~", c) >= 0
}

func isAlnum(c byte) bool {
	return 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9'
}

func isDomain(s string) bool {
	if len(s) > maxDomain {
		return false
	}
	for label := range strings.SplitSeq(s, ".") {
		if !isLabel(label) {
			return false
		}
	}
	return true
}

func isLabel(s string) bool {
	if s == "" || len(s) > 63 || s[0] == '-' || s[len(s)-1] == '-' {
		return false
	}
	for i := range len(s) {
		if !isAlnum(s[i]) && s[i] != '-' {
			return false
		}
	}
	return true
}
