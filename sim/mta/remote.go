package mta

import (
	"errors"
	"net/netip"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

const (
	// smtpPort is where transfer agents meet.
	smtpPort = 25
	// maxTargets is how many addresses are tried in one attempt.
	maxTargets = 10
)

// deliverRemote passes the letter to the hosts that take mail for a domain.
func (a *Agent) deliverRemote(it *item, fates []*fate, domain string, m trace.Mark) {
	hosts, why, m := a.exchangers(domain, m)
	if len(hosts) == 0 {
		settle(fates, why, m)
		return
	}
	a.deliverTo(it, fates, hosts, m)
}

// deliverVia passes the letter to the smarthost, whose MX does not count.
func (a *Agent) deliverVia(it *item, fates []*fate, m trace.Mark) {
	a.deliverTo(it, fates, []string{a.cfg.Smarthost}, m)
}

// deliverTo tries one host after the other, and each of its addresses, until
// every recipient has a final answer. What one host puts off, the next may
// take (RFC 5321 §5.1).
func (a *Agent) deliverTo(it *item, fates []*fate, hosts []string, m trace.Mark) {
	tried := 0
	for i, name := range hosts {
		found := a.cfg.Names.Addresses(dns.Question{Name: name, Role: trace.MTA, Mark: m})
		m = found.Mark
		if last := i == len(hosts)-1; found.Err != nil && last && tried == 0 {
			settle(fates, a.noAddress(name, found.Err), m)
		}
		for _, addr := range found.Addrs {
			left := unsettled(fates)
			if tried++; len(left) == 0 || tried > maxTargets {
				return
			}
			m = a.transfer(it, left, target{name, netip.AddrPortFrom(addr, smtpPort), trace.SMTP}, m)
		}
	}
}

// noAddress is the reply for a host without a usable address.
func (a *Agent) noAddress(name string, err error) mail.Reply {
	if errors.Is(err, dns.ErrTemporary) {
		return a.cfg.Dialect.Failures.DNSFailed.With(mail.Words{Domain: name})
	}
	return a.cfg.Dialect.Failures.NoAddress.With(mail.Words{Peer: name})
}

// settle writes down what this host found out by itself.
func settle(fates []*fate, why mail.Reply, m trace.Mark) {
	for _, f := range fates {
		f.reply, f.peer, f.cause, f.settle = why, "", m.Cause, why.Permanent()
	}
}

// unsettled lists those without a final answer.
func unsettled(fates []*fate) []*fate {
	var left []*fate
	for _, f := range fates {
		if !f.done && !f.settle {
			left = append(left, f)
		}
	}
	return left
}
