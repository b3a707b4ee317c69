package imap

import (
	"slices"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/mail"
)

// section is the octets of BODY[…] (RFC 9051 §6.4.5.1). Those of the message
// itself are exact whatever it looks like; for what lies within a MIME part we
// rely on the library's idea of MIME.
func section(m mail.Message, want *imap.FetchItemBodySection) string {
	if len(want.Part) == 0 {
		return partial(ownSection(m, want), want.Partial)
	}
	whole := *want
	whole.Partial = nil
	return partial(string(imapserver.ExtractBodySection(wellFormed(m), &whole)), want.Partial)
}

// ownSection is a section of the message itself.
func ownSection(m mail.Message, want *imap.FetchItemBodySection) string {
	whole := m.String()
	switch {
	case len(want.HeaderFields) > 0:
		return someFields(m, func(f mail.Field) bool { return named(f, want.HeaderFields) })
	case len(want.HeaderFieldsNot) > 0:
		return someFields(m, func(f mail.Field) bool { return !named(f, want.HeaderFieldsNot) })
	case want.Specifier == imap.PartSpecifierText:
		return m.Body()
	case want.Specifier == imap.PartSpecifierNone:
		return whole
	}
	return whole[:len(whole)-len(m.Body())]
}

func someFields(m mail.Message, keep func(mail.Field) bool) string {
	var b strings.Builder
	for _, f := range m.Header() {
		if keep(f) {
			b.WriteString(f.Raw())
		}
	}
	b.WriteString("\r\n")
	return b.String()
}

func named(f mail.Field, names []string) bool { return slices.ContainsFunc(names, f.Is) }

// decoded is the octets of BINARY[…]: a part with its transfer encoding undone
// (RFC 9051 §6.4.5.1).
func decoded(m mail.Message, want *imap.FetchItemBinarySection) string {
	whole := *want
	whole.Partial = nil
	return partial(string(imapserver.ExtractBinarySection(wellFormed(m), &whole)), want.Partial)
}

// partial is the octets of <offset.size>.
func partial(s string, p *imap.SectionPartial) string {
	if p == nil {
		return s
	}
	from := min(p.Offset, int64(len(s)))
	return s[from:][:min(p.Size, int64(len(s))-from)]
}

// wellFormed is a message with a header that every parser accepts, and the empty
// line after it, which need not be there in what we store.
func wellFormed(m mail.Message) *strings.Reader {
	return strings.NewReader(m.Header().String() + "\r\n" + m.Body())
}
