// Package compose writes messages as a mail user agent does: header fields of
// RFC 5322, a text, attachments as MIME parts. All that differs from letter to
// letter, date, Message-ID and boundary, comes from the instant and the chance
// that it is given.
package compose

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"mailflow/sim/mail"
)

// Letter is what a person writes.
type Letter struct {
	From        mail.NamedAddress
	To, Cc, Bcc []mail.NamedAddress // Bcc is for the envelope
	Subject     string
	Text        string // UTF-8; any line ends
	Attachments []Attachment

	InReplyTo  string   // the Message-ID of the letter that this one answers
	References []string // Message-IDs of the thread, oldest first (RFC 5322 §3.6.4)

	// Content is the whole letter, where somebody wrote it by hand: nothing of
	// the header is made of the rest, and nothing is checked.
	Content string

	Program string // goes into User-Agent; may be empty
	// What the envelope says in place of the header.
	Sender     mail.Address   // null: as From
	Recipients []mail.Address // empty: as To, Cc and Bcc

	Host        string // the machine of the author, for the Message-ID
	NoDate      bool   // leave it to the submission server (RFC 6409 §8.2)
	NoMessageID bool   // likewise (RFC 6409 §8.3)
	ShowBcc     bool   // lets Bcc stand in the header, where it does not belong (RFC 5322 §3.6.3)
}

// Attachment is a file that goes with a letter.
type Attachment struct {
	Name    string
	Type    string // MIME type; application/octet-stream if empty
	Content []byte
}

// Envelope is who sends the letter and who gets it, each of To, Cc and Bcc
// once, unless it is to say something else.
func (l Letter) Envelope() mail.Envelope {
	e := mail.Envelope{From: l.From.Address, Recipients: l.Recipients}
	if !l.Sender.IsNull() {
		e.From = l.Sender
	}
	if len(l.Recipients) > 0 {
		return e
	}
	for _, to := range slices.Concat(l.To, l.Cc, l.Bcc) {
		if !slices.Contains(e.Recipients, to.Address) {
			e.Recipients = append(e.Recipients, to.Address)
		}
	}
	return e
}

// Message writes the letter. An attachment with a type that is none is an
// error.
func (l Letter) Message(at time.Time, chance *rand.Rand) (mail.Message, error) {
	if l.Content != "" {
		return mail.Parse(canonical(l.Content)), nil
	}
	text := canonical(l.Text)
	var separator string
	if len(l.Attachments) > 0 {
		separator = boundary(chance)
	}
	var b strings.Builder
	b.Grow(512 + len(text))
	for _, f := range l.fields(at, chance) {
		b.WriteString(f.Raw())
	}
	if separator == "" {
		writeText(&b, text)
	} else if err := writeParts(&b, separator, text, l.Attachments); err != nil {
		return mail.Message{}, fmt.Errorf("compose: %w", err)
	}
	return mail.Parse(b.String()), nil
}

func (l Letter) fields(at time.Time, chance *rand.Rand) []mail.Field {
	fields := make([]mail.Field, 0, 12)
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, mail.NewField(name, value))
		}
	}
	add("From", l.From.String())
	add("To", mail.FormatAddressList(l.To))
	add("Cc", mail.FormatAddressList(l.Cc))
	if l.ShowBcc {
		add("Bcc", mail.FormatAddressList(l.Bcc))
	}
	add("Subject", mail.EncodeText(l.Subject))
	if !l.NoDate {
		add("Date", mail.FormatDate(at))
	}
	if !l.NoMessageID {
		add("Message-ID", mail.NewMessageID(at, chance, l.Host))
	}
	add("In-Reply-To", l.InReplyTo)
	add("References", strings.Join(l.References, " "))
	add("User-Agent", l.Program)
	return fields
}
