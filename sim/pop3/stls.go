package pop3

import (
	"bufio"

	"mailflow/sim/secure"
	"mailflow/sim/trace"
)

// locked reports whether there must be TLS before anybody may log in.
func (s *session) locked() bool { return s.cfg.StartTLS && !s.conn.TLS() }

// stls is STLS (RFC 2595 §4): TLS begins after the answer. What the client said
// behind the command, still in clear, is thrown away, and so is what it said
// before: somebody on the way could have put it there.
func (s *session) stls(string) {
	switch {
	case s.conn.TLS():
		s.violation("STLS came under TLS.", "This connection is encrypted already")
		return
	case !s.cfg.StartTLS:
		s.violation("STLS was not offered.", "There is no encryption here")
		return
	}
	if n := s.in.Buffered(); n > 0 {
		more, _ := s.in.Peek(n)
		s.line = string(more)
		s.tellViolation("Commands came right behind STLS, in clear.", "thrown away")
	}
	s.yes("begin TLS now")
	conn, err := secure.Server(s.conn.Wire, s.cfg.TLS, trace.MDA)
	if err != nil {
		s.over = true
		return
	}
	s.conn, s.in, s.user = conn, bufio.NewReaderSize(conn, 1024), ""
}
