package mta

import (
	"crypto/tls"
	"net/netip"
	"time"

	"mailflow/sim/accounts"
	"mailflow/sim/dns"
	"mailflow/sim/guard"
	"mailflow/sim/mail"
)

// Config is what an agent is like.
type Config struct {
	Dialect *mail.Dialect
	Rules   Rules
	Names   *dns.Stub
	Retry   Schedule

	// Guard checks incoming mail; nil if nobody does.
	Guard *guard.Guard

	// Store is where mail for local users goes over LMTP.
	Store netip.AddrPort

	// Routes say where mail for some domains goes, whatever their MX records say.
	Routes []Route

	// Smarthost, if not empty, takes everything that is not local.
	Smarthost string

	// Submissions is set where the host is no transfer agent, as one that only
	// takes submissions, and its smarthost is the site's own.
	Submissions bool

	// Certificate is the server's; nil if it does not offer STARTTLS.
	Certificate *tls.Config

	// Accounts are the people who may log in, on the port of servers too; nil if
	// nobody may.
	Accounts *accounts.Book

	// Encrypt is for the client side towards a host of that name; nil if it
	// never asks for TLS.
	Encrypt func(name string) *tls.Config

	// MaxOctets is the largest message that the agent takes; 0 is any.
	MaxOctets int64

	// HopLimit is how many Received fields make the agent believe in a loop; 0
	// is as many as the dialect has it.
	HopLimit int
}

// Route sends a domain's mail to one host.
type Route struct{ Domain, Host string }

// hopLimit is how many Received fields make a loop.
func (c *Config) hopLimit() int {
	if c.HopLimit > 0 {
		return c.HopLimit
	}
	return c.Dialect.HopLimit
}

// Schedule is a queue's patience (RFC 5321 §4.5.4.1).
type Schedule struct {
	Delays []time.Duration // after the first failure, the second …; the last repeats
	Expire time.Duration   // the age at which a message is given up
	Warn   time.Duration   // the age at which the sender is told of the delay; 0 is never
}

// After is how long to wait after so many failed attempts, counted from 1.
func (s Schedule) After(attempts int) time.Duration {
	return s.Delays[min(attempts, len(s.Delays))-1]
}
