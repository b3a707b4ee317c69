package mta

import (
	"net/netip"
	"strings"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/guard"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// porter shows a guard the visitors of a server and does what it says. It is
// the guard's [guard.Desk]: it asks the DNS and tells the trace in the name of
// the session, so that what follows has the right cause.
type porter struct {
	agent   *Agent
	session *smtp.Session
	visit   *guard.Visit
}

// connect begins a visit. There is none at a server without a guard.
func (p *porter) connect(a *Agent, s *smtp.Session, found dns.HostName) {
	if a.cfg.Guard == nil {
		return
	}
	p.agent, p.session = a, s
	_, own := a.cfg.Rules.network(s.Client)
	p.visit = a.cfg.Guard.Visit(guard.Visitor{Client: s.Client, Own: own}, p)
	p.visit.Connect(found)
}

func (p *porter) hello() {
	if p.visit != nil {
		p.visit.Hello(p.session.HelloAs)
	}
}

func (p *porter) mail(from mail.Address) {
	if p.visit != nil {
		p.visit.Mail(p.session.User, p.session.HelloAs, from)
	}
}

// rcpt is the answer to a recipient that the rules would take.
func (p *porter) rcpt(to mail.Address) smtp.Answer {
	if p.visit == nil {
		return smtp.Answer{}
	}
	if no, ok := p.visit.Rcpt(p.session.Envelope.From, to); !ok {
		return p.refuse(no)
	}
	return smtp.Answer{}
}

// data is the answer to a letter, and what it gets into its header.
func (p *porter) data(m mail.Message) (mail.Edit, smtp.Answer) {
	if p.visit == nil {
		return mail.Edit{}, smtp.Answer{}
	}
	edit, no, ok := p.visit.Data(m)
	if !ok {
		return mail.Edit{}, p.refuse(no)
	}
	return edit, smtp.Answer{}
}

// refuse says no in the words of the server's software. Where that gives
// enhanced codes, the verdict's own says more.
func (p *porter) refuse(v guard.Verdict) smtp.Answer {
	r := p.agent.cfg.Dialect.Replies.Rejected
	if v.Reply.Transient() {
		r = p.agent.cfg.Dialect.Replies.Deferred
	}
	if r.Enhanced != "" {
		r.Enhanced = v.Reply.Enhanced
	}
	return smtp.Answer{Reply: r.With(mail.Words{Reason: v.Reply.Text}), Why: v.Why}
}

// Name implements [guard.Desk].
func (p *porter) Name() string { return p.agent.host.Name() }

// Now implements [guard.Desk].
func (p *porter) Now() time.Time { return p.agent.host.Now() }

// Tell implements [guard.Desk].
func (p *porter) Tell(v guard.Verdict) { p.session.Emit(v.Why, v.GuardVerdict) }

// question asks on behalf of the session.
func (p *porter) question(name string) dns.Question {
	return dns.Question{Name: name, Role: trace.MTA, Mark: p.session.Mark()}
}

// TXT implements [guard.Desk].
func (p *porter) TXT(name string) ([]string, error) {
	found := p.agent.cfg.Names.TXT(p.question(name))
	p.session.Led(found.Mark.Cause)
	return found.Texts, found.Err
}

// Addresses implements [guard.Desk].
func (p *porter) Addresses(name string, six bool) ([]netip.Addr, error) {
	typ := "A"
	if six {
		typ = "AAAA"
	}
	data, err := p.lookup(name, typ)
	var addrs []netip.Addr
	for _, d := range data {
		if a, err := netip.ParseAddr(d); err == nil {
			addrs = append(addrs, a)
		}
	}
	return addrs, err
}

// MX implements [guard.Desk].
func (p *porter) MX(name string) ([]string, error) {
	found := p.agent.cfg.Names.MX(p.question(name))
	p.session.Led(found.Mark.Cause)
	var hosts []string
	for _, mx := range found.Hosts {
		hosts = append(hosts, mx.Host)
	}
	return hosts, found.Err
}

// PTR implements [guard.Desk].
func (p *porter) PTR(addr netip.Addr) ([]string, error) {
	data, err := p.lookup(dns.ReverseName(addr), "PTR")
	for i := range data {
		data[i] = strings.TrimSuffix(data[i], ".")
	}
	return data, err
}

// lookup is the data of records that need no further reading.
func (p *porter) lookup(name, typ string) ([]string, error) {
	q := p.question(name)
	q.Type = typ
	found := p.agent.cfg.Names.Lookup(q)
	p.session.Led(found.Mark.Cause)
	var data []string
	for _, r := range found.Records {
		data = append(data, r.Data)
	}
	return data, found.Err
}
