package smtp

import (
	"errors"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"

	"mailflow/sim/trace"
)

// AuthMechanisms implements [gosmtp.AuthSession].
func (b *backend) AuthMechanisms() []string { return []string{sasl.Plain, sasl.Login} }

// Auth implements [gosmtp.AuthSession].
func (b *backend) Auth(mechanism string) (sasl.Server, error) {
	f := b.front()
	switch mechanism {
	case sasl.Plain:
		return sasl.NewPlainServer(func(_, user, password string) error {
			return f.login(mechanism, user, password)
		}), nil
	case sasl.Login:
		return &loginServer{login: func(user, password string) error { return f.login(mechanism, user, password) }}, nil
	default:
		return nil, gosmtp.ErrAuthUnknownMechanism
	}
}

// login asks the handler and tells the trace.
func (f *front) login(mechanism, user, password string) error {
	defer f.Host.Catch()
	r := &f.cfg.Dialect.Replies
	if a, ok := f.handler.(Authenticator); ok && a.Authenticate(&f.Session, user, password) {
		f.User = user
		f.Emit(nil, trace.AuthOK{Protocol: f.cfg.Protocol, Mechanism: mechanism, User: user})
		f.answers = append(f.answers, Answer{Reply: r.AuthOK})
		return nil
	}
	f.Emit(trace.Why("No user of this server has that name and that password.", "users", "RFC 4954 §6"),
		trace.AuthFailed{Protocol: f.cfg.Protocol, Mechanism: mechanism, User: trace.Octets(user)})
	f.answers = append(f.answers, Answer{Reply: r.AuthFailed})
	return gosmtp.ErrAuthFailed
}

// loginServer is the server's side of LOGIN, which was never standardised and
// is spoken everywhere: two challenges, for the name and for the password.
type loginServer struct {
	step  int
	user  string
	login func(user, password string) error
}

var errLoginOver = errors.New("smtp: AUTH LOGIN has only two answers")

// Next implements [sasl.Server].
func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	if l.step == 0 && response != nil { // the name came with the command
		l.step = 1
	}
	l.step++
	switch l.step {
	case 1:
		return []byte("Username:"), false, nil
	case 2:
		l.user = string(response)
		return []byte("Password:"), false, nil
	case 3:
		return nil, true, l.login(l.user, string(response))
	default:
		return nil, false, errLoginOver
	}
}
