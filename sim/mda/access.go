package mda

import (
	"mailflow/sim/imap"
	"mailflow/sim/pop3"
)

// serveAccess opens the ports at which people fetch their mail. With a
// certificate everything is encrypted from the first octet (RFC 8314 §3).
func (a *Agent) serveAccess() error {
	tls := a.cfg.Certificate
	if err := imap.Serve(imap.Config{Host: a.host, Store: a.store, Plain: tls == nil, TLS: tls}); err != nil {
		return err
	}
	return pop3.Serve(pop3.Config{Host: a.host, Store: a.store, Plain: tls == nil, TLS: tls})
}
