package guard

import (
	"strings"

	"mailflow/sim/mail"
)

// Names of the fields that only a letter's own guard may write: whatever came
// in under one of them was written by a stranger (RFC 8601 §5).
var ours = []string{"Authentication-Results", "X-Spam-Flag", "X-Spam-Status", "X-Spam-Score"}

// fields are what the verdicts add to the letter's header, from the top.
func fields(server string, verdicts []Verdict) []mail.Field {
	var out, notes []mail.Field
	var methods []string
	flagged := false
	for _, v := range verdicts {
		if v.finding.method != "" {
			methods = append(methods, v.finding.method)
		}
		out = append(out, v.finding.fields...)
		if (v.Effect == tag || v.Effect == junk) && v.finding.note != "" {
			notes = append(notes, mail.NewField("X-Warning", clean(server+" found: "+v.finding.note)))
		}
		flagged = flagged || v.Effect == junk
	}
	if len(methods) > 0 {
		out = append([]mail.Field{mail.FoldedField("Authentication-Results", strings.Split(value(server)+";\n"+strings.Join(methods, ";\n"), "\n")...)}, out...)
	}
	out = append(out, notes...)
	if flagged {
		out = append(out, mail.NewField("X-Spam-Flag", "YES"))
	}
	return out
}

// value writes a stranger's text as the value of a parameter: as it is if it is
// one word, otherwise in quotes.
func value(s string) string {
	if s != "" && mail.CleanToken(strings.ReplaceAll(s, "@", "")) == s || isMailbox(s) {
		return s
	}
	return quoted(s)
}

// isMailbox reports whether s is an address without anything that has a meaning
// of its own in a header field.
func isMailbox(s string) bool {
	local, domain, ok := strings.Cut(s, "@")
	return ok && local != "" && domain != "" && mail.CleanToken(local) == local && mail.CleanToken(domain) == domain &&
		!strings.ContainsAny(s, "=[]")
}

// quoted is a quoted-string (RFC 5322 §3.2.4).
func quoted(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, c := range []byte(clean(s)) {
		if c == '"' || c == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(c)
	}
	b.WriteByte('"')
	return b.String()
}
