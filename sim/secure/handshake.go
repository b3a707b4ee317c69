package secure

import (
	"cmp"
	"crypto/tls"
	"crypto/x509"
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
			report(c, role, c.Heard(), trace.Why("Without keys there is nothing to talk with, so the server hangs up.", "", "RFC 8446 §6.2"), err)
		}
		c.Close()
		return nil, err
	}
	return &Conn{Conn: t, Wire: c}, nil
}

// Client begins a handshake on c; implicit says that there was no STARTTLS
// before it (RFC 8314 §3). If it fails c is closed. The trace is told either
// way, unless the server refused and said so. Mark is what the handshake is
// about; its cause becomes the event that was told, and what is written next is
// marked as following from that.
//
// With cfg.InsecureSkipVerify any certificate will do, as among mail servers;
// the trace tells whether it was a good one.
func Client(c *vnet.Conn, cfg *tls.Config, role trace.Role, mark *trace.Mark, implicit bool) (*Conn, error) {
	t := tls.Client(c, cfg)
	err := shake(c, t)
	mark.Cause = cmp.Or(c.Heard().Cause, mark.Cause)
	if err != nil {
		if !refused(err) {
			mark.Cause = report(c, role, *mark, nil, err)
		}
		c.Close()
		return nil, err
	}
	state := t.ConnectionState()
	mark.Cause = c.Host().Emit(about(c, role, *mark), trace.TLSEstablished{
		Version:  tls.VersionName(state.Version),
		Cipher:   Suite(&state),
		Server:   cfg.ServerName,
		Implicit: implicit,
		Verified: verified(cfg, &state),
	})
	c.Say(*mark)
	return &Conn{Conn: t, Wire: c}, nil
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

func report(c *vnet.Conn, role trace.Role, mark trace.Mark, why *trace.Reason, err error) trace.Seq {
	a := about(c, role, mark)
	a.Reason = why
	return c.Host().Emit(a, trace.TLSFailed{Error: inWords(err)})
}

// inWords says plainly why a handshake failed.
func inWords(err error) string {
	switch {
	case errors.Is(err, vnet.ErrTimeout):
		return "the other side fell silent in the middle of the handshake"
	case gone(err):
		return "the connection ended in the middle of the handshake"
	default:
		return err.Error()
	}
}

func about(c *vnet.Conn, role trace.Role, m trace.Mark) trace.About {
	return trace.About{Role: role, Peer: c.PeerName(), Conn: c.ID(), Message: m.Message, Cause: m.Cause}
}
