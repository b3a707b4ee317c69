package mta

import (
	"fmt"

	"mailflow/sim/accounts"
	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// receiver is the agent's part of one incoming connection.
type receiver struct {
	agent   *Agent
	reverse string // the client's name in the DNS, checked; empty if it has none
	porter  porter
}

// Connect implements [smtp.Greeter]: it finds out what the client is called.
func (r *receiver) Connect(s *smtp.Session) smtp.Answer {
	found := r.agent.cfg.Names.HostName(s.Client, dns.Question{Role: trace.MTA, Mark: s.Mark()})
	s.Led(found.Mark.Cause)
	if found.Confirmed {
		r.reverse = found.Name
	}
	r.porter.connect(r.agent, s, found)
	return smtp.Answer{}
}

// Hello implements [smtp.Greeter]. Any name will do, unless there is a guard who
// minds: it proves nothing.
func (r *receiver) Hello(*smtp.Session) smtp.Answer {
	r.porter.hello()
	return smtp.Answer{}
}

// MaxOctets implements [smtp.Limiter].
func (r *receiver) MaxOctets() int64 { return r.agent.cfg.MaxOctets }

// Authenticate implements [smtp.Authenticator].
func (r *receiver) Authenticate(_ *smtp.Session, user, password string) accounts.Attempt {
	return r.agent.cfg.Accounts.Login(user, password, r.agent.host.Now())
}

// Mail implements [smtp.Handler].
func (r *receiver) Mail(_ *smtp.Session, from mail.Address) smtp.Answer {
	r.porter.mail(from)
	return smtp.Answer{}
}

// Rcpt implements [smtp.Handler].
func (r *receiver) Rcpt(s *smtp.Session, to mail.Address) smtp.Answer {
	cfg := &r.agent.cfg
	v := cfg.Rules.Decide(Client{s.Client, s.User}, to)
	s.Emit(v.Why, trace.RelayDecided{Recipient: to.String(), Client: s.Client.String(), Route: v.Route, Rule: v.Rule})
	if v.Route != trace.Refuse {
		return r.porter.rcpt(to)
	}
	reply := cfg.Dialect.Replies.RelayDenied
	if v.Unknown {
		reply = cfg.Dialect.Replies.UserUnknown
	}
	return smtp.Answer{Reply: reply.With(mail.Words{Address: to.String()}), Why: v.Why}
}

// Data implements [smtp.Handler].
func (r *receiver) Data(s *smtp.Session, m mail.Message) []smtp.Answer {
	a := r.agent
	if hops := m.Header().Count("Received"); hops >= a.cfg.hopLimit() {
		return []smtp.Answer{{
			Reply: a.cfg.Dialect.Replies.TooManyHops,
			Why: trace.Why(fmt.Sprintf("The message has %d Received lines already, one for each server that took it, and here %d mean that it goes round in circles.",
				hops, a.cfg.hopLimit()), "mta.hop_limit", "RFC 5321 §6.3"),
		}}
	}
	edit, no := r.porter.data(m)
	if no.Code != 0 {
		return []smtp.Answer{no}
	}
	hop := s.Hop(a.NewID())
	hop.ReverseName = r.reverse
	a.accept(s, m, hop, edit)
	return []smtp.Answer{{Reply: a.cfg.Dialect.Replies.Queued.With(mail.Words{ID: hop.ID, Host: hop.By})}}
}

// accept puts the Received field on top, above it what the guard has to say
// (RFC 8601 §4.1), and writes the message to the queue. From here on the agent is
// responsible.
func (a *Agent) accept(s *smtp.Session, m mail.Message, hop mail.Hop, edit mail.Edit) {
	if s.Message == "" { // the client did not come from this world's programs
		s.Message = a.host.NewMessage()
	}
	octets := m.Len()
	edit.Prepend = append(edit.Prepend, a.cfg.Dialect.Received(hop)...)
	m, altered := m.Apply(edit)
	s.Emit(whyReceived, altered)
	s.Emit(trace.Why("It answers 250 only now: from here on, delivering the message or reporting its failure is this server's duty.", "", "RFC 5321 §4.2.5, §6.1"),
		trace.MessageAccepted{
			From: s.Envelope.From.String(), Recipients: mail.Strings(s.Envelope.Recipients), ID: hop.ID, Octets: octets, Protocol: trace.SMTP,
		})
	s.Led(a.Enqueue(hop.ID, m, s.Envelope, s.Mark()))
}
