package smtp

import (
	"bufio"
	"crypto/tls"

	"mailflow/sim/mail"
	"mailflow/sim/secure"
	"mailflow/sim/trace"
)

// StartTLS asks for TLS and does the handshake (RFC 3207). Where the server
// says no, the Reply tells and the connection goes on in clear. After a yes the
// client must say hello again.
//
// With cfg.InsecureSkipVerify the handshake accepts any certificate, as mail
// servers do among each other; the trace tells whether it was a good one.
func (c *Client) StartTLS(cfg *tls.Config) (mail.Reply, error) {
	r, err := c.Command("STARTTLS")
	if err != nil || !r.Positive() {
		return r, err
	}
	return r, c.handshake(cfg, false)
}

func (c *Client) handshake(cfg *tls.Config, implicit bool) error {
	c.last = "TLS"
	if n := c.in.Buffered(); n > 0 {
		more, _ := c.in.Peek(n)
		c.mark.Cause = c.raw.Host().Emit(c.about(nil), trace.ProtocolViolation{
			Protocol: c.opts.Protocol, Problem: "words came right behind the yes to STARTTLS, in clear",
			Input: trace.Octets(more[:min(n, 80)]), Effect: "thrown away",
		})
	}
	if !implicit {
		c.raw.Say(c.mark)
	}
	conn, err := secure.Client(c.raw, cfg, c.opts.Role, &c.mark, implicit)
	if err != nil {
		return err
	}
	c.tls, c.wire, c.in, c.offer = conn.State(), conn, bufio.NewReaderSize(conn, maxReplyLine), ""
	return nil
}
