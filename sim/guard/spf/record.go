package spf

import (
	"fmt"
	"strings"
)

const version = "v=spf1"

// record is a domain's policy, read (RFC 7208 §4.6.1).
type record struct {
	text     string
	terms    []term // the mechanisms, in order
	redirect string // domain-spec; empty if there is none
	exp      string // domain-spec; empty if there is none
}

// isRecord reports whether a text is a policy of this version (§4.5).
func isRecord(text string) bool {
	head, rest := text, ""
	if len(text) > len(version) {
		head, rest = text[:len(version)], text[len(version):]
	}
	return strings.EqualFold(head, version) && (rest == "" || rest[0] == ' ')
}

// parse reads a policy. A mistake anywhere spoils all of it (§4.6).
func parse(text string) (*record, error) {
	r := &record{text: text}
	for word := range strings.SplitSeq(text[len(version):], " ") {
		if word == "" {
			continue
		}
		name, value, isModifier := cutModifier(word)
		if !isModifier {
			t, err := parseTerm(word)
			if err != nil {
				return nil, err
			}
			r.terms = append(r.terms, t)
			continue
		}
		if err := r.modifier(word, name, value); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// modifier reads name=value (§6). One that nobody knows means nothing, but must
// be well formed.
func (r *record) modifier(word, name, value string) error {
	var into *string
	switch name {
	case "redirect":
		into = &r.redirect
	case "exp":
		into = &r.exp
	default:
		if !isMacroString(value) {
			return badTerm(word, "RFC 7208 §6")
		}
		return nil
	}
	if *into != "" {
		return permanent("RFC 7208 §6", fmt.Sprintf("The record has two modifiers %s.", name))
	}
	if !isDomainSpec(value) {
		return badTerm(word, "RFC 7208 §6")
	}
	*into = value
	return nil
}

// cutModifier tells a modifier from a mechanism: a name, then an equals sign.
func cutModifier(word string) (name, value string, ok bool) {
	name, value, ok = strings.Cut(word, "=")
	if !ok || name == "" || !isAlpha(name[0]) {
		return "", "", false
	}
	for i := range len(name) {
		if !isAlpha(name[i]) && !isDigit(name[i]) && name[i] != '-' && name[i] != '_' && name[i] != '.' {
			return "", "", false
		}
	}
	return strings.ToLower(name), value, true
}

// hasAll reports whether nothing can come after the mechanisms (§6.1).
func (r *record) hasAll() bool {
	for _, t := range r.terms {
		if t.name == "all" {
			return true
		}
	}
	return false
}

func badTerm(word, rfc string) error {
	return permanent(rfc, fmt.Sprintf("The record cannot be read: %q is no term.", word))
}

func isAlpha(c byte) bool { c |= 0x20; return c >= 'a' && c <= 'z' }

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
