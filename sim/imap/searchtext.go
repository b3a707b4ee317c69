package imap

import (
	"io"
	"strings"

	"github.com/emersion/go-message"
)

// deepest is how many parts within parts are read.
const deepest = 20

// texts is the words of a message in lower case.
type texts struct{ header, body string }

// saysAll reports whether the message says each of text anywhere, and each of
// body below its header.
func (m *sought) saysAll(text, body []string) bool {
	if len(text)+len(body) == 0 {
		return true
	}
	if m.texts == nil {
		m.texts = m.read()
	}
	for _, s := range body {
		if !strings.Contains(m.texts.body, strings.ToLower(s)) {
			return false
		}
	}
	for _, s := range text {
		if s = strings.ToLower(s); !strings.Contains(m.texts.header, s) && !strings.Contains(m.texts.body, s) {
			return false
		}
	}
	return true
}

// read undoes the encodings of header and text parts.
func (m *sought) read() *texts {
	var header, body strings.Builder
	for _, f := range m.Mail.Header() {
		header.WriteString(strings.ToLower(f.Name()) + ": " + readable(f) + "\n")
	}
	// An unknown charset or encoding is an error, but the octets are there.
	if e, _ := message.Read(wellFormed(m.Mail)); e != nil {
		readParts(&body, e, deepest)
	}
	return &texts{header.String(), strings.ToLower(body.String())}
}

func readParts(b *strings.Builder, e *message.Entity, depth int) {
	if parts := e.MultipartReader(); parts != nil && depth > 0 {
		for {
			part, _ := parts.NextPart()
			if part == nil {
				return
			}
			readParts(b, part, depth-1)
		}
	}
	if kind, _, _ := e.Header.ContentType(); strings.HasPrefix(kind, "text/") || strings.HasPrefix(kind, "message/") {
		io.Copy(b, e.Body)
		b.WriteByte('\n')
	}
}
