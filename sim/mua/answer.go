package mua

import (
	"slices"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
)

// answer writes the reply to a letter, below it what is answered.
func answer(to mail.Message, me mail.NamedAddress, a Answer) (compose.Letter, bool) {
	h := to.Header()
	l := compose.Letter{
		Subject: prefixed("Re: ", subjectOf(to.String())), Attachments: a.Attachments,
		Text: a.Text + "\n\n" + author(h) + " wrote:\n" + quoted(compose.TextOf(to)),
	}
	l.InReplyTo, l.References = thread(h)
	if l.To = people(h, "Reply-To"); len(l.To) == 0 { // RFC 5322 §3.6.2
		l.To = people(h, "From")
	}
	if a.All {
		l.Cc = others(slices.Concat(people(h, "To"), people(h, "Cc")), append(slices.Clone(l.To), me))
	}
	return l, len(l.To) > 0
}

// forwarded adds to a letter another that is passed on: as a text that can be
// read, or whole, with all that is in its header (RFC 2046 §5.2.1).
func forwarded(l compose.Letter, original mail.Message, whole bool) compose.Letter {
	h := original.Header()
	l.Subject = prefixed("Fwd: ", subjectOf(original.String()))
	if whole {
		l.Attachments = append(slices.Clip(l.Attachments), compose.Attachment{
			Name: "letter.eml", Type: compose.Whole, Content: []byte(original.String()),
		})
		return l
	}
	var b strings.Builder
	b.WriteString(l.Text + "\n\n---------- Forwarded message ----------\n")
	for _, name := range []string{"From", "Date", "Subject", "To", "Cc"} {
		if value := decoded(h.Get(name)); value != "" {
			b.WriteString(name + ": " + mail.Clean(value) + "\n")
		}
	}
	b.WriteString("\n" + compose.TextOf(original))
	l.Text = b.String()
	return l
}

// prefixed is a subject with a prefix before it, once (RFC 5322 §3.6.5).
func prefixed(prefix, subject string) string {
	bare := strings.TrimSpace(prefix)
	if len(subject) >= len(bare) && strings.EqualFold(subject[:len(bare)], bare) {
		return subject
	}
	return prefix + subject
}

// author is who wrote a letter, as people say it.
func author(h mail.Header) string {
	from := people(h, "From")
	switch {
	case len(from) == 0:
		return "Somebody"
	case from[0].Name != "":
		return mail.Clean(from[0].Name)
	}
	return from[0].Address.String()
}

// quoted marks each line of a text as somebody else's.
func quoted(text string) string {
	var b strings.Builder
	for line := range strings.Lines(text) {
		mark := "> "
		if strings.HasPrefix(line, ">") {
			mark = ">"
		}
		b.WriteString(mark + line)
	}
	return b.String()
}

// people are those that a field names; nobody if it makes no sense.
func people(h mail.Header, field string) []mail.NamedAddress {
	list, err := mail.ParseAddressList(h.Get(field))
	if err != nil {
		return nil
	}
	return list
}

// others are those of a list who are not in another, each once.
func others(list, but []mail.NamedAddress) []mail.NamedAddress {
	var left []mail.NamedAddress
	for _, p := range list {
		same := func(o mail.NamedAddress) bool { return o.Address == p.Address }
		if !slices.ContainsFunc(but, same) && !slices.ContainsFunc(left, same) {
			left = append(left, p)
		}
	}
	return left
}
