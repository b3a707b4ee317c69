package smtp

import (
	"crypto/tls"

	"mailflow/sim/mail"
	"mailflow/sim/secure"
)

// Hop is what the session knows that may stand in a Received field, for a
// message that gets this queue id. The recipient is named only where there is
// just one, so that nobody hidden comes to light.
func (s *Session) Hop(id string) mail.Hop {
	h := mail.Hop{
		HelloName: s.HelloAs, Client: s.Client, By: s.Host.Name(), Server: s.Host.Addr(s.Client), ID: id,
		Protocol: s.Protocol(), User: s.User, Sender: s.Envelope.From, At: s.Host.Now(),
	}
	if s.TLS != nil {
		h.TLSVersion, h.TLSCipher = tls.VersionName(s.TLS.Version), secure.Suite(s.TLS)
	}
	if len(s.Envelope.Recipients) == 1 {
		h.Recipient = s.Envelope.Recipients[0]
	}
	return h
}
