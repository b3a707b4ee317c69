package compose

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"
	"strings"

	"mailflow/sim/mail"
)

const (
	// longestText is how much of a text is read, in octets.
	longestText = 256 << 10
	// deepest is how many parts within parts are opened.
	deepest = 5
)

// TextOf is what a message says as plain text, with the line ends of files: its
// body, or the first part of it that is plain text. A message may be anything:
// what cannot be read is left out.
func TextOf(m mail.Message) string {
	h := m.Header()
	header := textproto.MIMEHeader{}
	for _, name := range []string{"Content-Type", "Content-Transfer-Encoding"} {
		header.Set(name, h.Get(name))
	}
	text, _ := plainText(header, strings.NewReader(m.Body()), deepest)
	return strings.ReplaceAll(strings.ToValidUTF8(text, "?"), "\r\n", "\n")
}

// plainText reads a part; false if there is no plain text in it.
func plainText(h textproto.MIMEHeader, body io.Reader, depth int) (string, bool) {
	kind, params, err := mime.ParseMediaType(h.Get("Content-Type"))
	if err != nil {
		kind = "text/plain" // RFC 2045 §5.2
	}
	switch {
	case strings.HasPrefix(kind, "multipart/") && depth > 0:
		parts := multipart.NewReader(body, params["boundary"])
		for {
			part, err := parts.NextRawPart()
			if err != nil {
				return "", false
			}
			if text, ok := plainText(part.Header, part, depth-1); ok {
				return text, true
			}
		}
	case kind != "text/plain":
		return "", false
	}
	switch strings.ToLower(strings.TrimSpace(h.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		body = quotedprintable.NewReader(body)
	case "base64":
		body = base64.NewDecoder(base64.StdEncoding, body)
	}
	text, _ := io.ReadAll(io.LimitReader(body, longestText)) // as far as it can be read
	return string(text), true
}
