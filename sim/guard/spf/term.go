package spf

import (
	"net/netip"
	"regexp"
	"strconv"
	"strings"
)

// term is one mechanism (RFC 7208 §5).
type term struct {
	text   string // as written
	result Result // if it fits
	name   string // in lower case
	domain string // domain-spec; empty where it is the current domain
	prefix netip.Prefix
	bits4  int // of a and mx, by the client's family
	bits6  int
}

var qualifiers = map[byte]Result{'+': Pass, '-': Fail, '?': Neutral, '~': SoftFail}

// parseTerm reads a mechanism.
func parseTerm(word string) (term, error) {
	t := term{text: word, result: Pass, bits4: 32, bits6: 128}
	rest := word
	if q, ok := qualifiers[word[0]]; ok {
		t.result, rest = q, word[1:]
	}
	end := strings.IndexAny(rest, ":/")
	if end < 0 {
		end = len(rest)
	}
	t.name, rest = strings.ToLower(rest[:end]), rest[end:]
	var ok bool
	rfc := "RFC 7208 §5"
	switch t.name {
	case "all":
		rfc, ok = "RFC 7208 §5.1", rest == ""
	case "include", "exists":
		rfc, ok = "RFC 7208 §5.2", t.setDomain(rest, true)
	case "ptr":
		rfc, ok = "RFC 7208 §5.5", t.setDomain(rest, false)
	case "a", "mx":
		rfc, ok = "RFC 7208 §5.3", t.setHosts(rest)
	case "ip4", "ip6":
		rfc, ok = "RFC 7208 §5.6", t.setNetwork(rest)
	}
	if !ok {
		return term{}, badTerm(word, rfc)
	}
	return t, nil
}

// setDomain reads ":" and a domain-spec.
func (t *term) setDomain(rest string, required bool) bool {
	spec, given := strings.CutPrefix(rest, ":")
	if !given {
		return rest == "" && !required
	}
	t.domain = spec
	return isDomainSpec(spec)
}

var cidrLengths = regexp.MustCompile(`^(.*?)(?:/([0-9]+))?(?://([0-9]+))?$`)

// setHosts reads a domain-spec and the lengths of two prefixes, all optional
// (§5.3): "a:mail.example/24//64".
func (t *term) setHosts(rest string) bool {
	m := cidrLengths.FindStringSubmatch(rest)
	return m != nil && setBits(&t.bits4, m[2]) && setBits(&t.bits6, m[3]) && t.setDomain(m[1], false)
}

// setBits reads the length of a prefix, which has no superfluous zeros; left
// out, it is the longest there can be.
func setBits(bits *int, text string) bool {
	if text == "" {
		return true
	}
	n, err := strconv.Atoi(text)
	if err != nil || n > *bits || text[0] == '0' && text != "0" {
		return false
	}
	*bits = n
	return true
}

// setNetwork reads ":" and an address with or without the length of a prefix.
func (t *term) setNetwork(rest string) bool {
	text, given := strings.CutPrefix(rest, ":")
	address, length, _ := strings.Cut(text, "/")
	a, err := netip.ParseAddr(address)
	if !given || err != nil || a.Zone() != "" || a.Is4() != (t.name == "ip4") || strings.HasSuffix(text, "/") {
		return false
	}
	bits := a.BitLen()
	if !setBits(&bits, length) {
		return false
	}
	t.prefix = netip.PrefixFrom(a, bits).Masked()
	return true
}
