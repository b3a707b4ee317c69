package smtp

import (
	"crypto/tls"
	"errors"
	"net"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// commandStartTLS begins TLS. What the client sent behind the command, still in
// clear, is thrown away: somebody on the way could have put it there (RFC 3207
// §6). So is all that the server knew of the client (RFC 3207 §4.2).
func (f *front) commandStartTLS() {
	r := &f.cfg.Dialect.Replies
	switch {
	case f.TLS != nil:
		f.reject(r.TLSActive, "STARTTLS came under TLS")
		return
	case f.cfg.TLS == nil:
		f.reject(r.Unknown, "STARTTLS was not offered")
		return
	case f.arg != "":
		f.reject(r.BadSyntax, "STARTTLS stands alone on its line")
		return
	}
	if len(f.in) > 0 {
		f.violation("commands came right behind STARTTLS, in clear", f.in, "thrown away")
		f.in = nil
	}
	f.say(r.StartTLS)
	if !f.over && f.startTLS() {
		f.HelloAs, f.Extended = "", false
		f.reset()
	}
}

// startTLS puts TLS between the wire and us. If that fails the connection is
// over, for there is nothing to talk with.
func (f *front) startTLS() bool {
	f.raw.SetDeadline(f.Host.Now().Add(idleTimeout))
	conn := tls.Server(f.raw, f.cfg.TLS)
	if err := conn.Handshake(); err != nil {
		f.mark = f.raw.Heard()
		f.follow()
		if !refusedByPeer(err) {
			f.Emit(trace.Why("Without keys there is nothing to talk with, so the server hangs up.", "", "RFC 3207 §4.1"),
				trace.TLSFailed{Error: handshakeError(err)})
		}
		f.over = true
		return false
	}
	state := conn.ConnectionState()
	f.TLS, f.Conn = &state, conn
	return true
}

// handshakeError says in plain words why a handshake failed.
func handshakeError(err error) string {
	switch {
	case errors.Is(err, vnet.ErrTimeout):
		return "the other side fell silent in the middle of the handshake"
	case closed(err):
		return "the connection ended in the middle of the handshake"
	default:
		return err.Error()
	}
}

// refusedByPeer reports whether the other side gave the handshake up and said
// why: then it has told the trace.
func refusedByPeer(err error) bool {
	var alert *net.OpError
	return errors.As(err, &alert) && alert.Op == "remote error"
}
