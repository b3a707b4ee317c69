package compose

import (
	"fmt"
	"math/rand/v2"
	"mime"
	"mime/quotedprintable"
	"strings"

	"github.com/emersion/go-message"
)

// longestLine is what SMTP carries, without the line end (RFC 5322 §2.1.1).
const longestLine = 998

// canonical gives text the line ends that mail has, the last line too.
func canonical(text string) string {
	text = strings.ReplaceAll(text, "\r\n", "\n")
	text = strings.ReplaceAll(text, "\r", "\n")
	if text != "" && !strings.HasSuffix(text, "\n") {
		text += "\n"
	}
	return strings.ReplaceAll(text, "\n", "\r\n")
}

// version is the library's field too, which it would spell otherwise.
const version = "MIME-Version: 1.0\r\n"

// writeText writes the rest of a letter that is nothing but text.
func writeText(b *strings.Builder, text string) {
	encoding := encodingOf(text)
	b.WriteString(version + "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + "\r\n\r\n")
	if encoding == sevenBit {
		b.WriteString(text)
		return
	}
	w := quotedprintable.NewWriter(b) // to memory, where writing never fails
	w.Write([]byte(text))
	w.Close()
}

// writeParts writes the rest of a letter with attachments.
func writeParts(b *strings.Builder, separator, text string, attachments []Attachment) error {
	var header, first message.Header
	header.SetContentType("multipart/mixed", map[string]string{"boundary": separator})
	header.AddRaw([]byte(version)) // goes to the top
	w, err := message.CreateWriter(b, header)
	if err != nil {
		return err
	}
	first.Set("Content-Transfer-Encoding", encodingOf(text))
	first.SetContentType("text/plain", map[string]string{"charset": "utf-8"})
	if err := writePart(w, first, []byte(text)); err != nil {
		return err
	}
	for _, a := range attachments {
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

const sevenBit = "7bit"

// encodingOf is how a text is encoded: not at all where every server on the way
// can carry it as it is (RFC 2045 §2.7), quoted-printable otherwise.
func encodingOf(text string) string {
	if isSevenBit(text) {
		return sevenBit
	}
	return "quoted-printable"
}

func isSevenBit(text string) bool {
	for line := range strings.SplitSeq(text, "\r\n") {
		if len(line) > longestLine || strings.ContainsAny(line, "\r\n") {
			return false
		}
	}
	return !strings.ContainsFunc(text, func(r rune) bool { return r == 0 || r > 0x7f })
}

// Whole is the type of an attachment that is a message.
const Whole = "message/rfc822"

// header is the header of the part. A message must not be encoded (RFC 2046
// §5.2.1); one that cannot go over every line as it is becomes an ordinary file.
func (a Attachment) header() (message.Header, error) {
	kind, params, encoding := "application/octet-stream", map[string]string{}, "base64"
	switch {
	case a.Type == Whole && isSevenBit(string(a.Content)):
		kind, encoding = Whole, sevenBit
	case a.Type != "" && a.Type != Whole:
		var err error
		if kind, params, err = mime.ParseMediaType(a.Type); err != nil {
			return message.Header{}, fmt.Errorf("attachment %q: type %q: %w", a.Name, a.Type, err)
		}
	}
	if _, has := params["charset"]; !has && strings.HasPrefix(kind, "text/") {
		params["charset"] = "utf-8"
	}
	var h message.Header
	h.AddRaw([]byte("Content-Disposition: attachment" + parameter("filename", a.Name) + "\r\n"))
	h.Set("Content-Transfer-Encoding", encoding)
	h.SetContentType(kind, params)
	return h, nil
}

func writePart(w *message.Writer, h message.Header, content []byte) error {
	part, err := w.CreatePart(h)
	if err != nil {
		return err
	}
	if _, err := part.Write(content); err != nil {
		return err
	}
	return part.Close()
}

// boundary begins as no line of quoted-printable or base64 can (RFC 2045 §6.7).
func boundary(chance *rand.Rand) string {
	return fmt.Sprintf("=_%016x", chance.Uint64())
}
