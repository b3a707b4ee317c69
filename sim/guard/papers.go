package guard

import (
	"encoding/base64"
	"io"
	"mime/quotedprintable"
	"strings"

	"mailflow/sim/mail"
)

// papers is a letter as the rules read it: decoded, each part once.
type papers struct {
	message  mail.Message
	verdicts []Verdict
	text     string // the body
	decoded  bool
}

func (p *papers) read(in string) string {
	switch in {
	case InBody:
		if !p.decoded {
			p.text, p.decoded = body(p.message), true
		}
		return p.text
	case InHeader:
		return p.message.Header().String()
	case InVerdicts:
		lines := make([]string, len(p.verdicts))
		for i, v := range p.verdicts {
			lines[i] = v.Text()
		}
		return strings.Join(lines, "\n")
	}
	return mail.DecodeText(p.message.Header().Get(in))
}

// body undoes the encoding of a body that has one part (RFC 2045 §6); as it
// stands, where that cannot be done. Some read no further than a mistake.
func body(m mail.Message) string {
	var r io.Reader
	switch strings.ToLower(m.Header().Get("Content-Transfer-Encoding")) {
	case "quoted-printable":
		r = quotedprintable.NewReader(strings.NewReader(m.Body()))
	case "base64":
		r = base64.NewDecoder(base64.StdEncoding, strings.NewReader(m.Body()))
	default:
		return m.Body()
	}
	b, _ := io.ReadAll(r)
	return string(b)
}
