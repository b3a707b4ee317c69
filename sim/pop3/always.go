package pop3

// capa is CAPA (RFC 2449 §5). Ways to log in are only told where they may be
// used.
func (s *session) capa(string) {
	listing := []string{"TOP", "USER", "SASL PLAIN", "UIDL", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE", "IMPLEMENTATION Mailflow"}
	if s.locked() {
		listing = []string{"TOP", "STLS", "UIDL", "PIPELINING", "RESP-CODES", "AUTH-RESP-CODE", "IMPLEMENTATION Mailflow"}
	}
	s.respond(response{status: "+OK these are my capabilities", listing: listing})
}

// noop is NOOP.
func (s *session) noop(string) { s.yes("nothing done") }

// quit is QUIT. After a login this is the UPDATE state: what is marked goes now
// and no sooner (RFC 1939 §6).
func (s *session) quit(string) {
	s.over = true
	if s.drop == nil {
		s.yes("bye")
		return
	}
	gone := len(s.drop.Quit())
	s.drop = nil
	s.yes("bye, " + count(gone) + " removed")
}
