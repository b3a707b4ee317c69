package scenario

import (
	"fmt"
	"regexp"
	"strings"
)

// Names in a scenario are real in form and nobody's in fact: domains end in
// .example or .test, which RFC 2606 §2 keeps free for ever.
var (
	loginExpr  = regexp.MustCompile(`^[a-z0-9]([a-z0-9._+-]*[a-z0-9])?$`)
	deviceExpr = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)
	labelExpr  = regexp.MustCompile(`^[a-z0-9]([a-z0-9-]*[a-z0-9])?$`)
	recordExpr = regexp.MustCompile(`^(\*|_?[a-z0-9]([a-z0-9_-]*[a-z0-9])?)$`)
	atomExpr   = regexp.MustCompile("^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$")
	quotedExpr = regexp.MustCompile(`^"([ !#-\[\]-~]|\\[ -~])*"$`)
)

// The longest names (RFC 1035 §2.3.4, RFC 5321 §4.5.3.1).
const (
	maxLabel = 63
	maxName  = 253
	maxLocal = 64
)

// domainProblem says what is wrong with a domain name, or "".
func domainProblem(name string) string {
	if problem := hostnameProblem(name, labelExpr); problem != "" {
		return problem
	}
	return realProblem(name)
}

// realProblem complains about a name that somebody could really have.
func realProblem(name string) string {
	if reserved(name) {
		return ""
	}
	label, _, _ := strings.Cut(name, ".")
	return fmt.Sprintf("`%s` could be somebody's real domain; here domains end in .example or .test, such as %s.example", name, label)
}

func reserved(name string) bool {
	return strings.HasSuffix(name, ".example") || strings.HasSuffix(name, ".test")
}

// foreign reports whether a name is complete and belongs to another domain.
func foreign(name, domain string) bool {
	return reserved(name) && qualify(name, domain) != name
}

// hostnameProblem says what is wrong with the form of a name whose labels must
// fit the expression.
func hostnameProblem(name string, label *regexp.Regexp) string {
	if lower := strings.ToLower(name); lower != name {
		return fmt.Sprintf("write `%s` in small letters: %s", name, lower)
	}
	if len(name) > maxName {
		return fmt.Sprintf("a name has at most %d characters", maxName)
	}
	for l := range strings.SplitSeq(name, ".") {
		if len(l) > maxLabel || !label.MatchString(l) {
			return fmt.Sprintf("`%s` is no host or domain name; its parts are made of the letters a to z, digits and hyphens", name)
		}
	}
	return ""
}

// addressProblem says what is wrong with a mail address, or "".
func addressProblem(address string) string {
	at := strings.LastIndex(address, "@")
	if at < 0 {
		return fmt.Sprintf("`%s` is no mail address; it has no @", address)
	}
	local := address[:at]
	if len(local) > maxLocal || !atomExpr.MatchString(local) && !quotedExpr.MatchString(local) {
		return fmt.Sprintf("`%s` is no mail address; `%s` cannot stand before the @", address, local)
	}
	return domainProblem(address[at+1:])
}

// canonical is the one spelling of an address by which the rest of the program
// knows it: the domain in small letters.
func canonical(address string) string {
	at := strings.LastIndex(address, "@")
	return address[:at+1] + strings.ToLower(address[at+1:])
}

// qualify completes a name with the domain in which it stands.
func qualify(name, domain string) string {
	if name == domain || strings.HasSuffix(name, "."+domain) {
		return name
	}
	return name + "." + domain
}
