package imap

import (
	"mailflow/sim/secure"
	"mailflow/sim/trace"
)

// startTLS answers STARTTLS (RFC 9051 §6.2.1). The library has wrapped its
// reader around the front, and TLS belongs below it; so the session in clear
// ends here without a goodbye, and a new one begins on the encrypted connection
// without a greeting. As it should, it knows nothing of what was said before.
//
// What the client sent behind the command, still in clear, is thrown away.
func (f *front) startTLS() {
	if len(f.raw) > 0 {
		about := f.now()
		f.host.Emit(about, trace.ProtocolViolation{
			Protocol: trace.IMAP, Problem: "Commands came right behind STARTTLS, in clear.",
			Input: trace.Octets(f.raw[:min(len(f.raw), 80)]), Effect: "thrown away",
		})
		f.raw = nil
	}
	f.say(f.tag + " OK Begin TLS negotiation now\r\n")
	f.done = true
	f.flush()
	f.bye = true
	if c, err := secure.Server(f.conn.Wire, f.offers.cfg.TLS, trace.MDA); err == nil {
		f.encrypted = c
	}
}

// resume hands the connection to a new session, once the old one has ended.
func (f *front) resume() {
	after := newFront(f.host, f.encrypted)
	after.mute = true
	f.offers.library.Serve(&single{conn: after})
}
