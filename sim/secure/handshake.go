package secure

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// patience is how long either side waits for the handshake.
const patience = 30 * time.Second

// Server answers a handshake on c. If that fails c is closed, and the trace is
// told unless it was the client that gave up.
func Server(c *vnet.Conn, cfg *tls.Config, role trace.Role) (*Conn, error) {
	t := tls.Server(c, cfg)
	if err := shake(c, t); err != nil {
		if !refused(err) && !gone(err) {
			report(c, role, err)
		}
		c.Close()
		return nil, err
	}
	return &Conn{Conn: t, Wire: c}, nil
}

// Client begins a handshake on c; implicit says that there was no STARTTLS
// before it (RFC 8314 §3). If it fails c is closed. The trace is told either
// way, unless the server refused and said so; what is written next is marked as
// following from that.
func Client(c *vnet.Conn, cfg *tls.Config, role trace.Role, implicit bool) (*Conn, error) {
	t := tls.Client(c, cfg)
	if err := shake(c, t); err != nil {
		if !refused(err) {
			report(c, role, err)
		}
		c.Close()
		return nil, err
	}
	state := t.ConnectionState()
	mark := c.Heard()
	mark.Cause = c.Host().Emit(about(c, role), trace.TLSEstablished{
		Version:  tls.VersionName(state.Version),
		Cipher:   Suite(&state),
		Server:   cfg.ServerName,
		Implicit: implicit,
		Verified: !cfg.InsecureSkipVerify,
	})
	c.Say(mark)
	return &Conn{Conn: t, Wire: c}, nil
}

func shake(c *vnet.Conn, t *tls.Conn) error {
	c.SetDeadline(c.Host().Now().Add(patience))
	defer c.SetDeadline(time.Time{})
	return t.Handshake()
}

// refused reports whether the other side ended the handshake and said why: then
// it is the other side that tells the trace.
func refused(err error) bool {
	var op *net.OpError
	return errors.As(err, &op) && op.Op == "remote error"
}

// gone reports whether the other side went away.
func gone(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, vnet.ErrReset) || errors.Is(err, vnet.ErrClosed)
}

func report(c *vnet.Conn, role trace.Role, err error) {
	c.Host().Emit(about(c, role), trace.TLSFailed{Error: err.Error()})
}

func about(c *vnet.Conn, role trace.Role) trace.About {
	m := c.Heard()
	return trace.About{Role: role, Peer: c.PeerName(), Conn: c.ID(), Message: m.Message, Cause: m.Cause}
}
