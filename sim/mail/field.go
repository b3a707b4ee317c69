package mail

import (
	"strings"

	"mailflow/sim/trace"
)

// lineLimit is where a line should be folded, in octets (RFC 5322 §2.1.1).
const lineLimit = 78

// Field is one header field, octet for octet as it was written.
type Field struct {
	raw   string // with its folding and its line end
	colon int
}

// NewField makes a field, folded where it gets long. What would end a line in
// the value is replaced, see [Clean].
func NewField(name, value string) Field {
	raw := name + ": " + Clean(value) + "\r\n"
	if len(raw) > lineLimit+2 {
		raw = fold(raw[:len(raw)-2]) + "\r\n"
	}
	return Field{raw: raw, colon: len(name)}
}

// FoldedField makes a field whose lines are broken where the caller says.
// Lines after the first begin with a tab.
func FoldedField(name string, lines ...string) Field {
	return brokenField(name, "\r\n\t", lines...)
}

// brokenField makes a field whose lines are broken as a program is used to.
func brokenField(name, gap string, lines ...string) Field {
	size := len(name) + 4
	for _, line := range lines {
		size += len(line) + 3
	}
	var b strings.Builder
	b.Grow(size)
	b.WriteString(name)
	b.WriteString(": ")
	for i, line := range lines {
		if i > 0 {
			b.WriteString(gap)
		}
		b.WriteString(Clean(line))
	}
	b.WriteString("\r\n")
	return Field{raw: b.String(), colon: len(name)}
}

// Name is the name as written. Compare it without regard to case.
func (f Field) Name() string { return strings.TrimRight(f.raw[:f.colon], " \t") }

// Is reports whether the field has this name.
func (f Field) Is(name string) bool { return strings.EqualFold(f.Name(), name) }

// Raw is the whole field: name, colon, value with its folding, line end.
func (f Field) Raw() string { return f.raw }

// Value is the value, unfolded (RFC 5322 §2.2.3), without white space around
// it.
func (f Field) Value() string {
	if f.raw == "" {
		return ""
	}
	return strings.TrimSpace(unfold(f.raw[f.colon+1:]))
}

// Trace is the field as events tell it.
func (f Field) Trace() trace.Field {
	return trace.Field{Name: f.Name(), Raw: trace.Octets(trimLineEnd(f.raw))}
}

func trimLineEnd(s string) string {
	return strings.TrimSuffix(strings.TrimSuffix(s, "\n"), "\r")
}

func unfold(s string) string {
	if strings.IndexByte(s, '\n') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", ""), "\n", "")
}

// fold breaks s before single spaces so that lines stay within the limit where
// they can. A word is never cut.
func fold(s string) string {
	if len(s) <= lineLimit {
		return s
	}
	var b strings.Builder
	for len(s) > lineLimit {
		cut := foldPoint(s)
		if cut < 0 {
			break
		}
		b.WriteString(s[:cut])
		b.WriteString("\r\n")
		s = s[cut:]
	}
	b.WriteString(s)
	return b.String()
}

// foldPoint finds the last good space within the limit, or else the first after
// it. A line of white space alone must not come about, and the name keeps the
// beginning of its value beside it.
func foldPoint(s string) int {
	start := 1
	if colon := strings.Index(s, ": "); colon >= 0 && s[0] != ' ' {
		start = colon + 2
	}
	last := -1
	for i := start; i+1 < len(s); i++ {
		if s[i] != ' ' || s[i-1] == ' ' || s[i+1] == ' ' || s[i+1] == '\t' {
			continue
		}
		if i > lineLimit {
			if last < 0 {
				last = i
			}
			break
		}
		last = i
	}
	return last
}
