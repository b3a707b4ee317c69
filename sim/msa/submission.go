package msa

import (
	"errors"
	"strconv"
	"strings"

	"mailflow/sim/accounts"
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

// Hello implements [smtp.Greeter]. A program on somebody's desk often does not
// know what its host is called, so it takes a strict server to mind.
func (s *submission) Hello(c *smtp.Session) smtp.Answer {
	if _, err := mail.ParseAddress("postmaster@" + c.HelloAs); !s.agent.cfg.Strict || err == nil && complete(c.HelloAs) {
		return smtp.Answer{}
	}
	return smtp.Answer{
		Reply: s.agent.cfg.Dialect.Replies.BadHelloName.With(mail.Words{Peer: c.HelloAs}),
		Why: trace.Why("The program calls its host "+strconv.Quote(c.HelloAs)+". That is neither a complete domain name nor an address in brackets.",
			"msa.strict", "RFC 5321 §4.1.4"),
	}
}

// complete reports whether a domain has more than one label, or is an address
// in brackets.
func complete(domain string) bool {
	return strings.Contains(domain, ".") || strings.HasPrefix(domain, "[")
}

// Authenticate implements [smtp.Authenticator].
func (s *submission) Authenticate(_ *smtp.Session, user, password string) accounts.Attempt {
	return s.agent.cfg.Accounts.Login(user, password, s.agent.host.Now())
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
	if !from.IsNull() && !a.owns(u, from) {
		return smtp.Answer{Reply: r.SenderNotOwned.With(mail.Words{Address: from.String(), User: u.Name}), Why: trace.Why(
			u.Name+" logged in, and "+from.String()+" is not "+u.Name+"'s address.", "msa.senders", "RFC 6409 §6.1")}
	}
	return smtp.Answer{}
}

// owns reports whether a user may send as somebody.
func (a *Agent) owns(u *User, from mail.Address) bool {
	switch a.cfg.Senders {
	case Any:
		return true
	case Site:
		return a.cfg.Known(from)
	default:
		return from == u.Address
	}
}

// Rcpt implements [smtp.Handler]: a known user may write to anybody in the
// world, but not to somebody here who does not exist. An author who still sits
// at the screen can mend an address; a report hours later is of less use.
func (s *submission) Rcpt(c *smtp.Session, to mail.Address) smtp.Answer {
	route, refusal := s.judge(c, to)
	why := refusal.Why
	if why == nil {
		why = trace.Why(c.User+" has logged in, so this server sends to anybody for them.", "users", "RFC 6409 §4.3")
	}
	if c.Bare {
		why = trace.Why("The address came without a domain, and the server added its own. "+why.Text, why.Setting, "RFC 6409 §4.2")
	}
	c.Emit(why, trace.RelayDecided{Recipient: to.String(), Client: c.Client.String(), Route: route, Rule: "authenticated"})
	return refusal
}

// judge finds a recipient's way, or why there is none.
func (s *submission) judge(c *smtp.Session, to mail.Address) (trace.Route, smtp.Answer) {
	a := s.agent
	switch {
	case to.Domain == a.cfg.Domain && a.cfg.Known(to):
		return trace.Local, smtp.Answer{}
	case to.Domain == a.cfg.Domain:
		return trace.Refuse, smtp.Answer{Reply: a.cfg.Dialect.Replies.UserUnknown.With(mail.Words{Address: to.String()}), Why: trace.Why(
			"The domain is ours, and there is no mailbox called "+to.Local+" in it. The author hears of it at once.", "users", "RFC 5321 §3.3")}
	case !complete(to.Domain):
		return trace.Refuse, a.noDomain(to, trace.Why(
			to.Domain+" is no complete domain name, and nobody further on would know what it meant.", "", "RFC 6409 §4.2"))
	case a.cfg.AskDomains && !s.exists(c, to.Domain):
		return trace.Refuse, a.noDomain(to, trace.Why(
			"The DNS says that there is no domain "+to.Domain+". The author hears of it at once, and not from a report later.",
			"msa.ask_domains", "RFC 5321 §2.3.5"))
	}
	return trace.Relay, smtp.Answer{}
}

// noDomain refuses a recipient for the sake of the domain (RFC 3463 §3.2).
func (a *Agent) noDomain(to mail.Address, why *trace.Reason) smtp.Answer {
	r := a.cfg.Dialect.Replies.Rejected.With(mail.Words{Reason: to.Path() + ": Recipient address rejected: Domain not found"})
	r.Enhanced = "5.1.2"
	return smtp.Answer{Reply: r, Why: why}
}

// exists asks the DNS for a domain. Only a clear no counts: where the DNS is
// silent the queue will find out.
func (s *submission) exists(c *smtp.Session, domain string) bool {
	if strings.HasPrefix(domain, "[") {
		return true
	}
	found := s.agent.cfg.Names.Lookup(dns.Question{Name: domain, Type: "MX", Role: trace.MSA, Mark: c.Mark()})
	c.Led(found.Mark.Cause)
	return !errors.Is(found.Err, dns.ErrNotFound)
}

// Data implements [smtp.Handler].
func (s *submission) Data(c *smtp.Session, m mail.Message) []smtp.Answer {
	a := s.agent
	if problem := malformed(m.Header(), a.cfg.Domain); problem != "" {
		return []smtp.Answer{{
			Reply: a.cfg.Dialect.Replies.Rejected.With(mail.Words{Reason: problem}),
			Why:   trace.Why("A submission server refuses what is no proper message, as long as its author can still mend it.", "msa", "RFC 6409 §6.3"),
		}}
	}
	if c.Message == "" { // the client did not come from this world's programs
		c.Message = a.host.NewMessage()
	}
	id, octets := a.cfg.Queue.NewID(), m.Len()
	hop := c.Hop(id)
	hop.ReverseName = s.reverse
	repair := repairs(m.Header(), hop.At, a.host, a.cfg.Domain, a.user(c.User).Address)
	repair.Prepend = append(a.cfg.Dialect.Received(hop), repair.Prepend...)
	m, altered := m.Apply(repair)
	c.Emit(alteredBecause(altered), altered)
	c.Emit(trace.Why("It answers 250 only now: from here on, delivering the message or reporting its failure is this server's duty.", "", "RFC 5321 §4.2.5, §6.1"),
		trace.MessageAccepted{
			From: c.Envelope.From.String(), Recipients: mail.Strings(c.Envelope.Recipients), ID: id, Octets: octets, Protocol: trace.SMTP,
		})
	c.Led(a.cfg.Queue.Enqueue(id, m, c.Envelope, c.Mark()))
	return []smtp.Answer{{Reply: a.cfg.Dialect.Replies.Queued.With(mail.Words{ID: id, Host: hop.By})}}
}
