package pop3

import (
	"encoding/base64"
	"errors"
	"strings"

	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// named is USER (RFC 1939 §7). It is always answered with yes, so that it does
// not tell who exists.
func (s *session) named(arg string) {
	if arg == "" {
		s.violation("USER without a name.", "Who are you?")
		return
	}
	s.user = arg
	s.yes("send your password")
}

// pass is PASS; all that follows the first space is the password.
func (s *session) pass(arg string) {
	if s.user == "" {
		s.violation("PASS must follow USER.", "Say USER first")
		return
	}
	user := s.user
	s.user = ""
	s.login("USER", user, arg)
}

// auth is AUTH with the mechanism PLAIN (RFC 5034 §4, RFC 4616 §2).
func (s *session) auth(arg string) {
	mechanism, initial, given := strings.Cut(arg, " ")
	if !strings.EqualFold(mechanism, "PLAIN") {
		s.no("Unknown authentication mechanism")
		return
	}
	if !given {
		s.respond(response{status: "+ "})
		var ok bool
		if initial, ok = s.read(longestAnswer); !ok {
			return
		}
		if initial == "*" {
			s.no("Authentication cancelled")
			return
		}
	}
	decoded, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(initial, "="))
	parts := strings.Split(string(decoded), "\x00")
	if err != nil || len(parts) != 3 || parts[1] == "" || parts[0] != "" && parts[0] != parts[1] {
		s.violation("This is not what the mechanism PLAIN sends.", "Malformed authentication")
		return
	}
	s.login("PLAIN", parts[1], parts[2])
}

// login opens the mailbox and locks the maildrop.
func (s *session) login(mechanism, user, password string) {
	attempt := s.cfg.Accounts.Login(user, password, s.cfg.Host.Now())
	if !attempt.OK() {
		about := s.about()
		about.Reason = attempt.Why("RFC 1939 §7")
		s.cfg.Host.Emit(about, trace.AuthFailed{Protocol: trace.POP3, Mechanism: mechanism, User: trace.Octets(user), Locked: attempt.Locked})
		s.no("[AUTH] Wrong user name or password") // RFC 3206 §5
		return
	}
	s.cfg.Host.Emit(s.about(), trace.AuthOK{Protocol: trace.POP3, Mechanism: mechanism, User: attempt.User})
	account, _ := s.cfg.Store.Account(attempt.User)
	drop, err := account.As(store.Actor{Origin: s, Tell: s.tell}).LockMaildrop()
	if errors.Is(err, store.ErrLocked) {
		s.no("[IN-USE] Another session has this maildrop") // RFC 2449 §8.1.1
		return
	}
	s.drop = drop
	s.yes("maildrop has " + holding(drop.Total()))
}

// tell reports a change in the mailbox.
func (s *session) tell(c store.Change) trace.Seq {
	about := s.about()
	about.Message = c.Identity
	return s.cfg.Host.Emit(about, c.Trace())
}
