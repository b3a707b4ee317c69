package pop3

import (
	"bufio"
	"errors"
	"strings"
	"time"

	"mailflow/sim/secure"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

const (
	// longestCommand is RFC 2449 §4's limit, line end included.
	longestCommand = 255
	// longestAnswer is for the lines of a login; more than PLAIN can need.
	longestAnswer = 1000
	// autologout is RFC 1939 §3's ten minutes.
	autologout = 10 * time.Minute
	// maxStrikes is how many lines in a row that are no POP3 the server takes.
	maxStrikes = 20
)

// session is one client's visit.
type session struct {
	cfg   Config
	conn  *secure.Conn
	in    *bufio.Reader // unread words of the client
	heard trace.Mark    // what the line that is being answered is about
	line  string        // that line

	user    string          // as USER said
	drop    *store.Maildrop // nil before the login
	strikes int             // lines in a row that were no POP3
	over    bool
}

// talk serves one connection from the greeting to the end.
func (cfg Config) talk(c *secure.Conn) {
	s := &session{cfg: cfg, conn: c, in: bufio.NewReaderSize(c, 1024), heard: c.Wire.Heard()}
	defer func() { s.conn.Close() }()
	defer s.release()
	s.yes(cfg.Host.Name() + " POP3 server ready")
	for !s.over {
		if line, ok := s.read(longestCommand); ok {
			s.command(line)
		}
	}
}

// read waits for a line; false if none came that could be answered. A client that
// went away or fell silent is left: nothing is removed then (RFC 1939 §6).
func (s *session) read(limit int) (string, bool) {
	s.conn.SetReadDeadline(s.cfg.Host.Now().Add(autologout))
	line, err := readLine(s.in, limit)
	s.heard = s.conn.Wire.Heard()
	s.line = string(line)
	switch {
	case errors.Is(err, errLongLine):
		s.violation("The line is longer than POP3 allows.", "Line too long")
	case errors.Is(err, errEndless):
		s.tellViolation("The line does not end.", "closed")
		s.over = true
	case err != nil:
		s.over = true
	}
	return s.line, err == nil
}

// release gives the maildrop back with all its messages.
func (s *session) release() {
	if s.drop != nil {
		s.drop.Release()
	}
}

// command answers one line. The same words are allowed in both states only
// where RFC 1939 §4 says so.
func (s *session) command(line string) {
	verb, arg, _ := strings.Cut(line, " ")
	run, known := commands[strings.ToUpper(verb)]
	switch {
	case !known:
		s.violation("This is not a command of POP3.", "Unknown command")
		return
	case run.login && s.drop == nil:
		s.violation("This command is only allowed after the login.", "Log in first")
		return
	case run.before && s.drop != nil:
		s.violation("This command is only allowed before the login.", "You are logged in already")
		return
	case run.secret && s.locked():
		s.violation("A password would have gone over the line in clear.", "Say STLS first")
		return
	}
	s.strikes = 0
	run.do(s, arg)
}

// command is what the server knows about a verb.
type command struct {
	do     func(*session, string)
	login  bool // only in the TRANSACTION state
	before bool // only in the AUTHORIZATION state
	secret bool // part of a login: only under TLS, where there is TLS
}

var commands = map[string]command{
	"AUTH": {do: (*session).auth, before: true, secret: true},
	"CAPA": {do: (*session).capa},
	"DELE": {do: (*session).dele, login: true},
	"LIST": {do: (*session).list, login: true},
	"NOOP": {do: (*session).noop, login: true},
	"PASS": {do: (*session).pass, before: true, secret: true},
	"QUIT": {do: (*session).quit},
	"RETR": {do: (*session).retr, login: true},
	"RSET": {do: (*session).rset, login: true},
	"STAT": {do: (*session).stat, login: true},
	"STLS": {do: (*session).stls, before: true},
	"TOP":  {do: (*session).top, login: true},
	"UIDL": {do: (*session).uidl, login: true},
	"USER": {do: (*session).named, before: true, secret: true},
}
