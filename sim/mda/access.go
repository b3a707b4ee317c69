package mda

import (
	"mailflow/sim/imap"
	"mailflow/sim/pop3"
)

// Access is by which services people fetch their mail, and how.
type Access struct {
	IMAP, IMAPS, POP3, POP3S bool
}

// serveAccess opens the ports at which people fetch their mail. With a
// certificate nobody says a password in clear: on the ports of old encryption
// must begin first (RFC 2595), on the others it is there from the first octet
// (RFC 8314 §3).
func (a *Agent) serveAccess() error {
	tls, doors := a.cfg.Certificate, a.cfg.Access
	err := imap.Serve(imap.Config{
		Host: a.host, Store: a.store, Accounts: a.cfg.Accounts, TLS: tls,
		Plain: doors.IMAP && tls == nil, StartTLS: doors.IMAP && tls != nil, Implicit: doors.IMAPS && tls != nil,
	})
	if err != nil {
		return err
	}
	return pop3.Serve(pop3.Config{
		Host: a.host, Store: a.store, Accounts: a.cfg.Accounts, TLS: tls,
		Plain: doors.POP3 && tls == nil, StartTLS: doors.POP3 && tls != nil, Implicit: doors.POP3S && tls != nil,
	})
}
