package msa

import (
	"crypto/tls"

	"mailflow/sim/accounts"
	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// Queue takes what the agent has accepted.
type Queue interface {
	// NewID draws a queue id.
	NewID() string
	// Enqueue writes a message to the queue and returns the event that says so.
	Enqueue(id string, m mail.Message, e mail.Envelope, mark trace.Mark) trace.Seq
}

// User is somebody who may submit.
type User struct {
	Name    string       // as the accounts have it
	Address mail.Address // the sender that is theirs
}

// Config is what an agent is like.
type Config struct {
	Dialect     *mail.Dialect
	Domain      string                  // the site's own
	Users       []User                  // who may submit
	Accounts    *accounts.Book          // their passwords
	Known       func(mail.Address) bool // whether a mailbox of the site exists
	Queue       Queue
	Names       *dns.Stub
	Certificate *tls.Config // nil: no TLS, and passwords go over the line in clear
	MaxOctets   int64       // the largest message it takes; 0 is any
	Senders     Senders     // who may send as whom
	Strict      bool        // refuse clients whose HELO is no complete name
	AskDomains  bool        // refuse recipients whose domain does not exist
}

// Senders says whose addresses a user may put into MAIL.
type Senders int

// The rules for senders, the strictest first.
const (
	Own  Senders = iota // their own
	Site                // any of the site's people, as in an office with shared addresses
	Any                 // whoever logged in is believed
)

// Agent is a submission agent on a host.
type Agent struct {
	cfg  Config
	host *vnet.Host
}

// The ports for submission.
const (
	Port    = 587 // with STARTTLS (RFC 6409 §3.1)
	PortTLS = 465 // with TLS from the first octet (RFC 8314 §3.3)
)

// Serve takes mail on port 587 and, with a certificate, on port 465.
func Serve(h *vnet.Host, cfg Config) error {
	a := &Agent{cfg: cfg, host: h}
	service := smtp.Config{
		Protocol: trace.SMTP, Role: trace.MSA, Dialect: cfg.Dialect, TLS: cfg.Certificate, Auth: true,
		MaxOctets: cfg.MaxOctets, Domain: cfg.Domain,
		New: func(*smtp.Session) smtp.Handler { return &submission{agent: a} },
	}
	if err := smtp.Serve(h, Port, service); err != nil || cfg.Certificate == nil {
		return err
	}
	service.Implicit = true
	return smtp.Serve(h, PortTLS, service)
}

func (a *Agent) user(name string) *User {
	for i := range a.cfg.Users {
		if a.cfg.Users[i].Name == name {
			return &a.cfg.Users[i]
		}
	}
	return nil
}
