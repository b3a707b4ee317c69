package mda

import (
	"crypto/tls"
	"time"

	"mailflow/sim/accounts"
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
	Name    string // to log in with, and the mailbox's own
	Address mail.Address
	Quota   int64 // the octets that the mailbox may hold; 0 is any
}

// JunkRule says what is filed into Junk: messages with such a field. The zero
// rule fits none.
type JunkRule struct {
	Field    string
	Contains string // whether in capitals or not
}

// Config is what an agent is like.
type Config struct {
	Dialect     *mail.Dialect
	Users       []User
	Accounts    *accounts.Book // their passwords
	Access      Access
	Certificate *tls.Config // nil: the store is served in clear
	MaxOctets   int64       // the largest message it takes; 0 is any
	RefuseFull  bool        // a full mailbox is a reason for 552, and not for 452
	Junk        JunkRule
	Away        map[string]*Responder // who answers for whom, by the user's name
	Outgoing    Outgoing              // for their answers; needed where somebody is away
}

// Agent is a delivery agent on a host.
type Agent struct {
	cfg    Config
	host   *vnet.Host
	store  *store.Store
	owners map[mail.Address]string // the name of each address's owner

	answered map[string]time.Time // when a user's responder last answered a sender
}

// Serve makes the store and opens the ports: LMTP, and for the owners of the
// mailboxes IMAP and POP3.
func Serve(h *vnet.Host, cfg Config) (*Agent, error) {
	a := &Agent{cfg: cfg, host: h, store: store.New(h.Now()), owners: map[mail.Address]string{}, answered: map[string]time.Time{}}
	for _, u := range cfg.Users {
		a.store.AddUser(u.Name).SetQuota(u.Quota)
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
