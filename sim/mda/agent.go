package mda

import (
	"crypto/tls"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// LMTP is the port at which the agent takes messages.
const LMTP = 24

// User is somebody with a mailbox.
type User struct {
	Name     string // to log in with, and the mailbox's own
	Password string
	Address  mail.Address
}

// Config is what an agent is like.
type Config struct {
	Dialect     *mail.Dialect
	Users       []User
	Certificate *tls.Config // nil: the store is served in clear
	MaxOctets   int64       // the largest message it takes; 0 is any
}

// Agent is a delivery agent on a host.
type Agent struct {
	cfg    Config
	host   *vnet.Host
	store  *store.Store
	owners map[mail.Address]string // the name of each address's owner
}

// Serve makes the store and opens the ports: LMTP, and for the owners of the
// mailboxes IMAP and POP3.
func Serve(h *vnet.Host, cfg Config) (*Agent, error) {
	a := &Agent{cfg: cfg, host: h, store: store.New(h.Now()), owners: map[mail.Address]string{}}
	for _, u := range cfg.Users {
		a.store.AddUser(u.Name, u.Password)
		a.owners[u.Address] = u.Name
	}
	err := smtp.Serve(h, LMTP, smtp.Config{
		Protocol: trace.LMTP, Role: trace.MDA, Dialect: cfg.Dialect, MaxOctets: cfg.MaxOctets,
		New: func(*smtp.Session) smtp.Handler { return &delivery{agent: a} },
	})
	if err != nil {
		return nil, err
	}
	return a, a.serveAccess()
}

// Store is the message store.
func (a *Agent) Store() *store.Store { return a.store }
