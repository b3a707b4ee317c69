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

	"github.com/emersion/go-message"

	"mailflow/sim/mail"
)

// Letter is what a person writes.
type Letter struct {
	From        mail.NamedAddress
	To, Cc, Bcc []mail.NamedAddress // Bcc is for the envelope and never in the header
	Subject     string
	Text        string // UTF-8; any line ends
	Attachments []Attachment

	InReplyTo  string   // the Message-ID of the letter that this one answers
	References []string // Message-IDs of the thread, oldest first (RFC 5322 §3.6.4)

	Program     string // goes into User-Agent; may be empty
	Host        string // the machine of the author, for the Message-ID
	NoDate      bool   // leave it to the submission server (RFC 6409 §8.2)
	NoMessageID bool   // likewise (RFC 6409 §8.3)
}

// Attachment is a file that goes with a letter.
type Attachment struct {
	Name    string
	Type    string // MIME type; application/octet-stream if empty
	Content []byte
}

// Envelope is who sends the letter and who gets it, each of To, Cc and Bcc
// once.
func (l Letter) Envelope() mail.Envelope {
	e := mail.Envelope{From: l.From.Address}
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
	text := canonical(l.Text)
	var header message.Header
	if len(l.Attachments) == 0 {
		setText(&header, text)
	} else {
		header.SetContentType("multipart/mixed", map[string]string{"boundary": boundary(chance)})
	}
	// The library writes what was added last at the top.
	for _, f := range slices.Backward(l.fields(at, chance)) {
		header.AddRaw([]byte(f.Raw()))
	}
	var b strings.Builder
	if err := l.write(&b, header, text); err != nil {
		return mail.Message{}, fmt.Errorf("compose: %w", err)
	}
	return mail.Parse(b.String()), nil
}

func (l Letter) fields(at time.Time, chance *rand.Rand) []mail.Field {
	var fields []mail.Field
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, mail.NewField(name, value))
		}
	}
	add("From", l.From.String())
	add("To", mail.FormatAddressList(l.To))
	add("Cc", mail.FormatAddressList(l.Cc))
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
	add("MIME-Version", "1.0")
	return fields
}

func (l Letter) write(b *strings.Builder, header message.Header, text string) error {
	w, err := message.CreateWriter(b, header)
	if err != nil {
		return err
	}
	if len(l.Attachments) == 0 {
		if _, err := w.Write([]byte(text)); err != nil {
			return err
		}
		return w.Close()
	}
	var first message.Header
	setText(&first, text)
	if err := writePart(w, first, []byte(text)); err != nil {
		return err
	}
	for _, a := range l.Attachments {
		h, err := a.header()
		if err != nil {
			return err
		}
		if err := writePart(w, h, a.Content); err != nil {
			return err
		}
	}
	return w.Close()
}
