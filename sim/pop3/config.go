package pop3

import (
	"crypto/tls"
	"fmt"

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
	Host  *vnet.Host
	Store *store.Store
	Plain bool        // listen on Port, without encryption
	TLS   *tls.Config // listen on PortTLS with TLS from the first octet; nil: do not
}

// Serve opens the ports. The error is that of a port that is taken.
func Serve(cfg Config) error {
	if cfg.Plain {
		if _, err := cfg.Host.Serve(Port, trace.MDA, func(c *vnet.Conn) {
			cfg.talk(secure.Plain(c))
		}); err != nil {
			return fmt.Errorf("pop3: %w", err)
		}
	}
	if cfg.TLS != nil {
		if _, err := cfg.Host.Serve(PortTLS, trace.MDA, func(c *vnet.Conn) {
			if s, err := secure.Server(c, cfg.TLS, trace.MDA); err == nil {
				cfg.talk(s)
			}
		}); err != nil {
			return fmt.Errorf("pop3: %w", err)
		}
	}
	return nil
}
