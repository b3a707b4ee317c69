package smtp

import (
	"io"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Data sends the message. In SMTP there is one reply; in LMTP there are as many
// as recipients were accepted (RFC 2033 §4.2), unless DATA itself was refused,
// which is one reply too.
func (c *Client) Data(m mail.Message, accepted int) ([]mail.Reply, error) {
	r, err := c.goAhead()
	if err != nil || !r.Intermediate() {
		return []mail.Reply{r}, err
	}
	c.tell(trace.SMTPContent{Protocol: c.opts.Protocol, Octets: m.Len(), TLS: c.tls != nil})
	if err := c.write(stuffed(m)); err != nil {
		return nil, err
	}
	if c.opts.Protocol != trace.LMTP {
		accepted = 1
	}
	replies := make([]mail.Reply, accepted)
	for i := range replies {
		if replies[i], err = c.read(contentTimeout); err != nil {
			return nil, err
		}
	}
	return replies, nil
}

func (c *Client) goAhead() (mail.Reply, error) {
	if err := c.Send("DATA"); err != nil {
		return mail.Reply{}, err
	}
	return c.read(dataTimeout)
}

// stuffed is a message as DATA carries it: a dot is put before each line that
// begins with one, and a lone dot ends it (RFC 5321 §4.5.2).
func stuffed(m mail.Message) string {
	var b strings.Builder
	b.Grow(m.Len() + 16)
	w := &stuffer{to: &b, begin: true}
	m.WriteTo(w) // never fails
	if !w.begin {
		b.WriteString("\r\n")
	}
	b.WriteString(".\r\n")
	return b.String()
}

// stuffer puts the dots in. It must see where lines begin, across writes.
type stuffer struct {
	to    *strings.Builder
	begin bool // at the beginning of a line
	cr    bool // the octet before was a CR
}

var _ io.Writer = (*stuffer)(nil)

func (s *stuffer) Write(p []byte) (int, error) {
	for _, c := range p {
		if s.begin && c == '.' {
			s.to.WriteByte('.')
		}
		s.to.WriteByte(c)
		s.begin = c == '\n' && s.cr
		s.cr = c == '\r'
	}
	return len(p), nil
}
