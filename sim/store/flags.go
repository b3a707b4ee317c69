package store

import (
	"cmp"
	"slices"
	"strings"
)

// The system flags of RFC 9051 §2.3.2.
const (
	Seen     = `\Seen`
	Answered = `\Answered`
	Flagged  = `\Flagged`
	Deleted  = `\Deleted`
	Draft    = `\Draft`
)

// SystemFlags lists the system flags.
var SystemFlags = []string{Answered, Flagged, Deleted, Seen, Draft}

// keywords are spelt as registered (RFC 9051 §2.3.2), however a client spells
// them.
var keywords = []string{"$Forwarded", "$MDNSent", "$Junk", "$NotJunk", "$Phishing"}

// Flags brings flags into canonical form: known ones in their usual spelling,
// each once, system flags first, then keywords by name. \Recent is no flag that
// can be stored and is left out.
func Flags(flags ...string) []string {
	var out []string
	for _, f := range flags {
		f = spelt(f)
		if f != "" && !strings.EqualFold(f, `\Recent`) && !hasFlag(out, f) {
			out = append(out, f)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(strings.ToLower(a), strings.ToLower(b)))
	})
	return out
}

// FlagOp is what is done to the flags of a message.
type FlagOp int

const (
	SetFlags FlagOp = iota // these and no others
	AddFlags
	RemoveFlags
)

func (op FlagOp) apply(old, flags []string) []string {
	switch op {
	case SetFlags:
		return Flags(flags...)
	case AddFlags:
		return Flags(slices.Concat(old, flags)...)
	default:
		return slices.DeleteFunc(slices.Clone(old), func(f string) bool { return hasFlag(flags, f) })
	}
}

func hasFlag(flags []string, flag string) bool {
	return slices.ContainsFunc(flags, func(f string) bool { return strings.EqualFold(f, flag) })
}

func spelt(flag string) string {
	for _, list := range [][]string{SystemFlags, keywords} {
		for _, known := range list {
			if strings.EqualFold(known, flag) {
				return known
			}
		}
	}
	return flag
}

func rank(flag string) int {
	if i := slices.Index(SystemFlags, flag); i >= 0 {
		return i
	}
	return len(SystemFlags)
}
