package smtp

import (
	"crypto/tls"
	"net/netip"

	"mailflow/sim/accounts"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// Answer is a decision: what to reply, and why.
type Answer struct {
	mail.Reply
	Why *trace.Reason // for the trace; may be nil where the answer is yes
}

// or is the answer, or yes in place of a zero one.
func (a Answer) or(yes mail.Reply) Answer {
	if a.Code == 0 {
		a.Reply = yes
	}
	return a
}

// Handler decides what a server answers on one connection. Its methods are
// called one at a time. A zero Answer is the dialect's usual yes; an
// answer of 421 ends the connection too.
type Handler interface {
	// Mail begins a transaction with this sender.
	Mail(s *Session, from mail.Address) Answer
	// Rcpt adds a recipient. Those that it accepts stand in s.Envelope.
	Rcpt(s *Session, to mail.Address) Answer
	// Data takes the message. In SMTP there is one answer; in LMTP there is one
	// for each recipient of s.Envelope, in order.
	Data(s *Session, m mail.Message) []Answer
}

// Greeter is a Handler that may refuse before or after the client's hello.
type Greeter interface {
	// Connect is asked before the greeting. A negative answer is sent in its
	// place and closes the connection (RFC 5321 §3.1).
	Connect(s *Session) Answer
	// Hello is asked about the name that the client gave, before its first MAIL,
	// which a no refuses.
	Hello(s *Session) Answer
}

// Limiter is a Handler that says itself how large a message may be, in place of
// its server's MaxOctets: 0 is any size.
type Limiter interface {
	MaxOctets() int64
}

// Authenticator is a Handler that knows passwords.
type Authenticator interface {
	Authenticate(s *Session, user, password string) accounts.Attempt
}

// Session is what a server knows of a connection.
type Session struct {
	Host     *vnet.Host
	Client   netip.Addr
	Port     int    // the server's
	HelloAs  string // the name that the client gave; empty before
	Extended bool   // it said EHLO (or LHLO)
	TLS      *tls.ConnectionState
	User     string // who logged in; empty if nobody did
	Envelope mail.Envelope
	Message  string // the identity of the message under way, for the trace

	// Bare is set while the handler looks at an address that came without a
	// domain and was given the server's own.
	Bare bool

	cfg   *Config
	conn  *vnet.Conn
	cause trace.Seq // what led to what happens now
}

// Emit records an event that the client's last words led to. What happens next
// on the session is its consequence.
func (s *Session) Emit(why *trace.Reason, body trace.Body) trace.Seq {
	s.cause = s.Host.Emit(s.about(why), body)
	return s.cause
}

// Mark is the cause and the message of what happens now, to be passed on.
func (s *Session) Mark() trace.Mark { return trace.Mark{Cause: s.cause, Message: s.Message} }

// Led makes seq the cause of what happens next: for handlers that did
// something elsewhere, as a lookup, before they answer.
func (s *Session) Led(seq trace.Seq) { s.cause = seq }

// Protocol is the word for the session in a Received field (RFC 3848).
func (s *Session) Protocol() mail.Protocol {
	base := mail.SMTP
	switch {
	case s.cfg.Protocol == trace.LMTP:
		base = mail.LMTP
	case s.Extended:
		base = mail.ESMTP
	}
	return mail.ProtocolFor(base, s.TLS != nil, s.User != "")
}

// PeerName is the client's host, for the trace only.
func (s *Session) PeerName() string { return s.conn.PeerName() }

func (s *Session) about(why *trace.Reason) trace.About {
	return trace.About{
		Role: s.cfg.Role, Peer: s.conn.PeerName(), Conn: s.conn.ID(),
		Message: s.Message, Cause: s.cause, Reason: why,
	}
}
