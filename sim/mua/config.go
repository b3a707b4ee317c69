package mua

import (
	"crypto/tls"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Config is how a device is set up, rightly or wrongly.
type Config struct {
	Name   string // the device's, such as "laptop"
	Person mail.NamedAddress

	// Careless is an old program: it writes no Date and no Message-ID, lets Bcc
	// stand, leaves the domain away in the addresses of people at its own site and
	// in its own name, and logs in with LOGIN.
	Careless bool

	// User and Password are what the person typed in, for both servers.
	User, Password string

	// NoLogin keeps the program from saying to the outgoing server who it is,
	// as programs did when servers went by the network that a person sat in.
	NoLogin bool

	Outgoing Server
	Incoming Server

	// Access is the protocol by which the mailbox is read: POP3, or IMAP.
	Access trace.Protocol

	// Keep leaves on the server what was fetched over POP3, until the person
	// deletes it.
	Keep bool

	// Program is what the program calls itself in the letters that it writes; it
	// may be empty.
	Program string

	// Sent puts a copy of what was sent into the folder Sent on the server. Over
	// POP3, which knows no folders, the device keeps its copies itself.
	Sent bool

	Names *dns.Stub

	// TLS is how to talk to the server of that name and to no other.
	TLS func(name string) *tls.Config
}

// Server is a server as people set it up in their programs.
type Server struct {
	Host string // its name; the address is asked of the DNS each time
	Port int
	TLS  TLSMode
}

// TLSMode says how a connection comes to be encrypted.
type TLSMode int

const (
	NoTLS       TLSMode = iota
	StartTLS            // asked for when the connection is open; or else no mail (RFC 3207)
	ImplicitTLS         // from the first octet (RFC 8314 §3)
)
