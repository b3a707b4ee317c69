package msa

import (
	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// submission is the agent's part of one connection.
type submission struct {
	agent   *Agent
	reverse string // the client's name in the DNS, checked
}

// Connect implements [smtp.Greeter]: it finds out what the client is called.
func (s *submission) Connect(c *smtp.Session) smtp.Answer {
	found := s.agent.cfg.Names.HostName(c.Client, dns.Question{Role: trace.MSA, Mark: c.Mark()})
	c.Led(found.Mark.Cause)
	if found.Confirmed {
		s.reverse = found.Name
	}
	return smtp.Answer{}
}

// Hello implements [smtp.Greeter].
func (s *submission) Hello(*smtp.Session) smtp.Answer { return smtp.Answer{} }

// Authenticate implements [smtp.Authenticator].
func (s *submission) Authenticate(_ *smtp.Session, user, password string) bool {
	u := s.agent.user(user)
	return u != nil && u.Password == password
}

// Mail implements [smtp.Handler].
func (s *submission) Mail(c *smtp.Session, from mail.Address) smtp.Answer {
	a := s.agent
	r := &a.cfg.Dialect.Replies
	if c.TLS == nil && a.cfg.Certificate != nil {
		return smtp.Answer{Reply: r.NeedTLS, Why: trace.Why(
			"Submission needs a password, and a password must not go over the line in clear.", "tls", "RFC 8314 §3.3")}
	}
	if c.User == "" {
		return smtp.Answer{Reply: r.NeedAuth, Why: trace.Why(
			"Whoever submits must say who they are: otherwise this server would send for anybody.", "msa", "RFC 6409 §4.3")}
	}
	u := a.user(c.User)
	if !from.IsNull() && from != u.Address {
		return smtp.Answer{Reply: r.SenderNotOwned.With(mail.Words{Address: from.String(), User: u.Name}), Why: trace.Why(
			u.Name+" logged in, and "+from.String()+" is not "+u.Name+"'s address.", "users", "RFC 6409 §6.1")}
	}
	return smtp.Answer{}
}

// Rcpt implements [smtp.Handler]: a known user may write to anybody in the
// world, but not to somebody here who does not exist.
func (s *submission) Rcpt(c *smtp.Session, to mail.Address) smtp.Answer {
	a := s.agent
	why := trace.Why(c.User+" has logged in, so this server sends to anybody for them.", "users", "RFC 6409 §4.3")
	route := trace.Relay
	if to.Domain == a.cfg.Domain || to.Domain == "" {
		route = trace.Local
		if !a.cfg.Known(to) {
			route = trace.Refuse
			why = trace.Why("The domain is ours, and there is no mailbox called "+to.Local+" in it. The author hears of it at once.", "users", "RFC 6409 §6.3")
		}
	}
	c.Emit(why, trace.RelayDecided{Recipient: to.String(), Client: c.Client.String(), Route: route, Rule: "authenticated"})
	if route == trace.Refuse {
		return smtp.Answer{Reply: a.cfg.Dialect.Replies.UserUnknown.With(mail.Words{Address: to.String()}), Why: why}
	}
	return smtp.Answer{}
}

// Data implements [smtp.Handler].
func (s *submission) Data(c *smtp.Session, m mail.Message) []smtp.Answer {
	a := s.agent
	if problem := malformed(m.Header()); problem != "" {
		return []smtp.Answer{{
			Reply: a.cfg.Dialect.Replies.Rejected.With(mail.Words{Reason: problem}),
			Why:   trace.Why("A submission server refuses what is no proper message, as long as its author can still mend it.", "msa", "RFC 6409 §6.2"),
		}}
	}
	if c.Message == "" { // the client did not come from this world's programs
		c.Message = a.host.NewMessage()
	}
	id, octets := a.cfg.Queue.NewID(), m.Len()
	hop := c.Hop(id)
	hop.ReverseName = s.reverse
	repair := repairs(m.Header(), hop.At, a.host)
	repair.Prepend = append([]mail.Field{a.cfg.Dialect.Received(hop)}, repair.Prepend...)
	m, altered := m.Apply(repair)
	c.Emit(alteredBecause(altered), altered)
	c.Emit(trace.Why("It answers 250 only now: from here on, delivering the message or reporting its failure is this server's duty.", "", "RFC 5321 §4.2.5, §6.1"),
		trace.MessageAccepted{
			From: c.Envelope.From.String(), Recipients: mail.Strings(c.Envelope.Recipients), ID: id, Octets: octets, Protocol: trace.SMTP,
		})
	c.Led(a.cfg.Queue.Enqueue(id, m, c.Envelope, c.Mark()))
	return []smtp.Answer{{Reply: a.cfg.Dialect.Replies.Queued.With(mail.Words{ID: id})}}
}
