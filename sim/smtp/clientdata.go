package smtp

import (
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Data sends the message. In SMTP there is one reply; in LMTP there are as many
// as recipients were accepted (RFC 2033 §4.2), unless DATA itself was refused,
// which is one reply too. If the connection ends before DATA was answered, that
// reply is empty: the server has nothing of the message. If it ends later, there
// are as many replies as came.
func (c *Client) Data(m mail.Message, accepted int) ([]mail.Reply, error) {
	r, err := c.goAhead()
	if err != nil || !r.Intermediate() {
		return []mail.Reply{r}, err
	}
	c.tell(trace.SMTPContent{Protocol: c.opts.Protocol, Octets: m.Len(), TLS: c.tls != nil})
	if err := c.write(stuffed(m.String()), blockTimeout); err != nil {
		return nil, err
	}
	if c.opts.Protocol != trace.LMTP {
		accepted = 1
	}
	replies := make([]mail.Reply, accepted)
	for i := range replies {
		if replies[i], err = c.read(contentTimeout); err != nil {
			return replies[:i], err
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
