package smtp

import "mailflow/sim/secure"

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
	conn, err := secure.Server(f.raw, f.cfg.TLS, f.cfg.Role)
	if err != nil {
		f.over = true
		return false
	}
	f.TLS, f.Conn = conn.State(), conn
	return true
}
