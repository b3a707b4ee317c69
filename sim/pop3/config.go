package pop3

import (
	"crypto/tls"
	"fmt"

	"mailflow/sim/accounts"
	"mailflow/sim/secure"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// The ports of RFC 1939 §3 and RFC 8314 §3.
const (
	Port    = 110
	PortTLS = 995
)

// Config is what a POP3 server is asked to be.
type Config struct {
	Host     *vnet.Host
	Store    *store.Store
	Accounts *accounts.Book // who may log in
	TLS      *tls.Config    // nil: there is no encryption

	// The doors. Each may be open or not.
	Plain    bool // Port, where people log in in clear
	StartTLS bool // Port, where nobody logs in before STLS (RFC 2595 §4)
	Implicit bool // PortTLS, with TLS from the first octet
}

// Serve opens the ports. The error is that of a port that is taken.
func Serve(cfg Config) error {
	if cfg.Plain || cfg.StartTLS {
		if _, err := cfg.Host.Serve(Port, trace.MDA, func(c *vnet.Conn) {
			cfg.talk(secure.Plain(c))
		}); err != nil {
			return fmt.Errorf("pop3: %w", err)
		}
	}
	if cfg.Implicit {
		if _, err := cfg.Host.Serve(PortTLS, trace.MDA, func(c *vnet.Conn) {
			if t, err := secure.Server(c, cfg.TLS, trace.MDA); err == nil {
				cfg.talk(t)
			}
		}); err != nil {
			return fmt.Errorf("pop3: %w", err)
		}
	}
	return nil
}
