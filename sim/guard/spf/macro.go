package spf

import (
	"net/netip"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// maxDomain is the longest name that a macro may make (RFC 7208 §7.3).
const maxDomain = 253

// macro is one expansion (§7.1): a letter, how many of the parts to keep, whether
// to turn them round, and what parts them.
var macro = regexp.MustCompile(`^%\{([A-Za-z])([0-9]*)([rR]?)([-.+,/_=]*)\}`)

// letters are those that may stand in a domain-spec; some more may stand in an
// explanation.
const letters, moreLetters = "slodipvh", "crt"

// isMacroString reports whether a text with macros is well formed.
func isMacroString(s string) bool { return macrosFit(s, letters+moreLetters) }

func macrosFit(s, allowed string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '%':
			n, ok := macroAt(s[i:], allowed)
			if !ok {
				return false
			}
			i += n - 1
		case c <= ' ' || c > '~':
			return false
		}
	}
	return true
}

// macroAt is the length of the macro or escape at the start of s.
func macroAt(s, allowed string) (length int, ok bool) {
	if len(s) > 1 && strings.IndexByte("%_-", s[1]) >= 0 {
		return 2, true
	}
	m := macro.FindStringSubmatch(s)
	if m == nil || !strings.Contains(allowed, strings.ToLower(m[1])) {
		return 0, false
	}
	if n, err := strconv.Atoi(m[2]); m[2] != "" && (err != nil || n == 0) {
		return 0, false
	}
	return len(m[0]), true
}

// domainEnd is how a domain-spec ends: with a macro, or with a label that is no
// number.
var domainEnd = regexp.MustCompile(`(?:%\{[^}]*\}|\.(?:[0-9]*[A-Za-z][0-9A-Za-z]*|[0-9A-Za-z]+-[0-9A-Za-z-]*[0-9A-Za-z])\.?)$`)

// isDomainSpec reports whether a text may name a domain.
func isDomainSpec(s string) bool { return macrosFit(s, letters) && domainEnd.MatchString(s) }

// expand puts values in place of the macros of a text that is well formed.
func (c *check) expand(s, domain string) string {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "%")
		b.WriteString(before)
		if !ok || rest == "" {
			return b.String()
		}
		if i := strings.IndexByte("%_-", rest[0]); i >= 0 {
			b.WriteString([]string{"%", " ", "%20"}[i])
			s = rest[1:]
			continue
		}
		m := macro.FindStringSubmatch("%" + rest)
		if m == nil {
			b.WriteByte('%')
			s = rest
			continue
		}
		b.WriteString(c.expansion(m, domain))
		s = rest[len(m[0])-1:]
	}
}

// expansion is the value of one macro. A capital letter asks for one that is fit
// for a URL.
func (c *check) expansion(m []string, domain string) string {
	delimiters := m[4]
	if delimiters == "" {
		delimiters = "."
	}
	value := c.value(strings.ToLower(m[1])[0], domain)
	if m[2] != "" || m[3] != "" || m[4] != "" {
		parts := strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(delimiters, r) })
		if m[3] != "" {
			slices.Reverse(parts)
		}
		if n, err := strconv.Atoi(m[2]); err == nil && n < len(parts) {
			parts = parts[len(parts)-n:]
		}
		value = strings.Join(parts, ".")
	}
	if m[1] < "a" {
		value = strings.ReplaceAll(url.QueryEscape(value), "+", "%20")
	}
	return value
}

func (c *check) value(letter byte, domain string) string {
	switch letter {
	case 's':
		return c.local + "@" + c.sender
	case 'l':
		return c.local
	case 'o':
		return c.sender
	case 'd':
		return domain
	case 'i':
		return dotted(c.Client)
	case 'p':
		return c.validated(domain)
	case 'v':
		if c.Client.Is6() {
			return "ip6"
		}
		return "in-addr"
	case 'h':
		return c.Hello
	case 'c':
		return c.Client.String()
	case 'r':
		return c.Receiver
	default: // t
		return strconv.FormatInt(c.At.Unix(), 10)
	}
}

// dotted is an address in parts that dots separate, an IPv6 address in single
// digits (§7.3).
func dotted(a netip.Addr) string {
	if a.Is4() {
		return a.String()
	}
	digits := strings.ReplaceAll(a.StringExpanded(), ":", "")
	return strings.Join(strings.Split(digits, ""), ".")
}

// target is the name that a domain-spec makes; the current domain if there is
// none. What is too long loses labels from the left.
func (c *check) target(spec, domain string) string {
	if spec == "" {
		return domain
	}
	name := strings.TrimSuffix(c.expand(spec, domain), ".")
	for len(name) > maxDomain {
		_, rest, ok := strings.Cut(name, ".")
		if !ok {
			return rest
		}
		name = rest
	}
	return name
}
