package smtp

import (
	"strings"

	"github.com/emersion/go-sasl"
	gosmtp "github.com/emersion/go-smtp"

	"mailflow/sim/accounts"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

var (
	authAborted   = mail.Reply{Code: 501, Enhanced: "5.7.0", Text: "Authentication aborted"}
	authMalformed = mail.Reply{Code: 501, Enhanced: "5.5.2", Text: "Error: malformed authentication response"}
)

// commandAuth lets go-smtp lead the dialogue of a login (RFC 4954 §4).
func (f *front) commandAuth() {
	r := &f.cfg.Dialect.Replies
	mechanism, _, _ := strings.Cut(f.arg, " ")
	switch {
	case !f.cfg.Auth:
		f.reject(r.AuthNotOffered, "AUTH was not offered")
	case f.cfg.TLS != nil && f.TLS == nil:
		f.reject(r.AuthNeedsTLS, "a password would have gone over the line in clear")
	case f.HelloAs == "":
		f.reject(r.NeedHello, "AUTH came before the client had said hello")
	case f.User != "":
		f.reject(r.AuthActive, "the client is logged in already")
	case f.begun:
		f.reject(badSequence, "AUTH came in the middle of a transaction")
	case mechanism == "":
		f.reject(r.BadSyntax, "AUTH does not say how")
	case !strings.EqualFold(mechanism, sasl.Plain) && !strings.EqualFold(mechanism, sasl.Login):
		f.reject(r.AuthMechanism, "this way to log in was not offered")
	default:
		f.give = f.line + "\r\n"
	}
}

// AuthSession is implemented so that AUTH is understood.
var _ gosmtp.AuthSession = (*backend)(nil)

var mechanisms = []string{sasl.Plain, sasl.Login}

// AuthMechanisms implements [gosmtp.AuthSession].
func (b *backend) AuthMechanisms() []string { return mechanisms }

// Auth implements [gosmtp.AuthSession].
func (b *backend) Auth(mechanism string) (sasl.Server, error) {
	f := b.front()
	if mechanism == sasl.Login {
		return &loginServer{login: func(user, password string) error { return f.login(mechanism, "", user, password) }}, nil
	}
	return sasl.NewPlainServer(func(identity, user, password string) error {
		return f.login(mechanism, identity, user, password)
	}), nil
}

// login asks the handler and tells the trace. Nobody may act for somebody else
// (the identity of RFC 4616 §2).
func (f *front) login(mechanism, identity, user, password string) (err error) {
	err = gosmtp.ErrAuthFailed // remains if there is a panic
	defer f.Host.Catch()
	f.follow()
	r := &f.cfg.Dialect.Replies
	attempt := accounts.Failed("Who logs in here can only be themselves, and not act for another.", "")
	rfc := "RFC 4616 §2"
	if a, ok := f.handler.(Authenticator); ok && (identity == "" || identity == user) {
		attempt, rfc = a.Authenticate(&f.Session, user, password), "RFC 4954 §6"
	}
	if attempt.OK() {
		f.User = attempt.User
		f.Emit(nil, trace.AuthOK{Protocol: f.cfg.Protocol, Mechanism: mechanism, User: f.User})
		f.promise(r.AuthOK)
		return nil
	}
	f.Emit(attempt.Why(rfc), trace.AuthFailed{
		Protocol: f.cfg.Protocol, Mechanism: mechanism, User: trace.Octets(user), Locked: attempt.Locked,
	})
	f.promise(r.AuthFailed)
	return gosmtp.ErrAuthFailed
}

// loginServer is the server's side of LOGIN, which was never standardised and
// is spoken everywhere: two challenges, for the name and for the password.
type loginServer struct {
	asked bool // for the name
	named bool // it came
	user  string
	login func(user, password string) error
}

// Next implements [sasl.Server]. The name may come with the command.
func (l *loginServer) Next(response []byte) (challenge []byte, done bool, err error) {
	switch {
	case !l.asked && response == nil:
		l.asked = true
		return []byte("Username:"), false, nil
	case !l.named:
		l.asked, l.named, l.user = true, true, string(response)
		return []byte("Password:"), false, nil
	default:
		return nil, true, l.login(l.user, string(response))
	}
}
