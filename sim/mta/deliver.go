package mta

import (
	"errors"
	"net/netip"
	"slices"

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

// deliverLocal hands the letter to the message store, over LMTP so that each
// recipient has a reply of its own (RFC 2033 §1).
func (a *Agent) deliverLocal(it *item, b batch, m trace.Mark) {
	if !a.cfg.Store.IsValid() { // no mailboxes here, and so none for these
		for _, f := range b.fates {
			settle([]*fate{f}, a.cfg.Dialect.Replies.UserUnknown.With(mail.Words{Address: f.to.String()}), m)
		}
		return
	}
	a.transfer(it, b, target{a.host.NameOf(a.cfg.Store.Addr()), a.cfg.Store, trace.LMTP}, m)
}

// deliverRemote passes the letter to the hosts that take mail for a domain.
func (a *Agent) deliverRemote(it *item, b batch, m trace.Mark) {
	hosts, why, m := a.exchangers(b.name, m)
	if len(hosts) == 0 {
		settle(b.fates, why, m)
		return
	}
	a.deliverTo(it, b, hosts, m)
}

// deliverTo tries one host after the other, and each of its addresses, until
// every recipient has a final answer. What one host puts off, the next may
// take (RFC 5321 §5.1).
func (a *Agent) deliverTo(it *item, b batch, hosts []string, m trace.Mark) {
	tried := 0
	var unfound mail.Reply // why none could be tried; what may pass outweighs what will not
	for _, name := range hosts {
		if tried > 0 && len(unsettled(b.fates)) == 0 {
			return
		}
		addrs, why, found := a.addresses(name, m)
		m = found
		if why.Code != 0 && !unfound.Transient() {
			unfound = why
		}
		for _, addr := range addrs {
			left := unsettled(b.fates)
			if tried++; len(left) == 0 || tried > maxTargets {
				return
			}
			m = a.transfer(it, batch{b.way, nil, left}, target{name, netip.AddrPortFrom(addr, smtpPort), trace.SMTP}, m)
		}
	}
	if tried == 0 {
		settle(b.fates, unfound, m)
	}
}

// addresses says where a host is, or by the reply why it cannot be reached.
// A literal needs no DNS (RFC 5321 §4.1.3). One of our own addresses under
// another name would have us talk to ourselves for ever.
func (a *Agent) addresses(name string, m trace.Mark) ([]netip.Addr, mail.Reply, trace.Mark) {
	fs := &a.cfg.Dialect.Failures
	found := dns.Addresses{Mark: m}
	if ip, ok := (mail.Address{Domain: name}).Literal(); ok {
		found.Addrs = []netip.Addr{ip}
	} else {
		found = a.cfg.Names.Addresses(dns.Question{Name: name, Role: trace.MTA, Mark: m})
	}
	switch {
	case errors.Is(found.Err, dns.ErrTemporary):
		return nil, fs.DNSFailed.With(mail.Words{Domain: name}), found.Mark
	case found.Err != nil:
		return nil, fs.NoAddress.With(mail.Words{Peer: name}), found.Mark
	case slices.ContainsFunc(found.Addrs, func(ip netip.Addr) bool { return slices.Contains(a.host.Addrs(), ip) }):
		return nil, fs.LoopsBack.With(mail.Words{Domain: name}), found.Mark
	}
	return found.Addrs, mail.Reply{}, found.Mark
}
