package msa

import (
	"crypto/tls"

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
	Name     string // to log in with
	Password string
	Address  mail.Address // the sender that is theirs
}

// Config is what an agent is like.
type Config struct {
	Dialect     *mail.Dialect
	Domain      string                  // the site's own
	Users       []User                  // who may submit
	Known       func(mail.Address) bool // whether a mailbox of the site exists
	Queue       Queue
	Names       *dns.Stub
	Certificate *tls.Config // nil: no TLS, and passwords go over the line in clear
	MaxOctets   int64       // the largest message it takes; 0 is any
}

// Agent is a submission agent on a host.
type Agent struct {
	cfg  Config
	host *vnet.Host
}

// Serve takes mail on port 587 with STARTTLS (RFC 6409 §3.1).
func Serve(h *vnet.Host, cfg Config) error {
	a := &Agent{cfg: cfg, host: h}
	return smtp.Serve(h, 587, smtp.Config{
		Protocol: trace.SMTP, Role: trace.MSA, Dialect: cfg.Dialect, TLS: cfg.Certificate, Auth: true, MaxOctets: cfg.MaxOctets,
		New: func(*smtp.Session) smtp.Handler { return &submission{agent: a} },
	})
}

func (a *Agent) user(name string) *User {
	for i := range a.cfg.Users {
		if a.cfg.Users[i].Name == name {
			return &a.cfg.Users[i]
		}
	}
	return nil
}
