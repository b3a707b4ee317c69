package smtp

import (
	"bufio"
	"crypto/tls"
	"crypto/x509"

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
	c.raw.Say(c.mark)
	c.raw.SetDeadline(c.raw.Host().Now().Add(commandTimeout))
	conn := tls.Client(c.raw, cfg)
	if err := conn.Handshake(); err != nil {
		if !refusedByPeer(err) {
			c.mark.Cause = c.raw.Host().Emit(c.about(nil), trace.TLSFailed{Error: handshakeError(err)})
		}
		return err
	}
	state := conn.ConnectionState()
	c.tls, c.wire, c.in, c.offer = &state, conn, bufio.NewReaderSize(conn, maxReplyLine), ""
	c.mark.Cause = c.raw.Host().Emit(c.about(nil), trace.TLSEstablished{
		Version: tls.VersionName(state.Version), Cipher: secure.Suite(&state),
		Server: cfg.ServerName, Implicit: implicit, Verified: verified(cfg, &state),
	})
	return nil
}

// verified checks the certificate where the handshake did not.
func verified(cfg *tls.Config, state *tls.ConnectionState) bool {
	if !cfg.InsecureSkipVerify {
		return true
	}
	rest := x509.NewCertPool()
	for _, cert := range state.PeerCertificates[1:] {
		rest.AddCert(cert)
	}
	_, err := state.PeerCertificates[0].Verify(x509.VerifyOptions{Roots: cfg.RootCAs, DNSName: cfg.ServerName, Intermediates: rest})
	return err == nil
}
