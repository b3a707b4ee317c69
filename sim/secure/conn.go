package secure

import (
	"crypto/tls"
	"net"

	"mailflow/sim/vnet"
)

// Conn is a connection as a protocol sees it: octets are read and written
// through TLS where there is TLS, and the marks are those of the wire below.
type Conn struct {
	net.Conn
	Wire *vnet.Conn // for marks and names
}

// Plain is a connection without TLS.
func Plain(c *vnet.Conn) *Conn { return &Conn{Conn: c, Wire: c} }

// TLS reports whether the octets are encrypted.
func (c *Conn) TLS() bool {
	_, ok := c.Conn.(*tls.Conn)
	return ok
}

// State is what the handshake agreed on; nil without TLS.
func (c *Conn) State() *tls.ConnectionState {
	t, ok := c.Conn.(*tls.Conn)
	if !ok {
		return nil
	}
	state := t.ConnectionState()
	return &state
}
