package mta

import (
	"errors"
	"math/rand/v2"
	"strings"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// exchangers finds the hosts that take mail for a domain, in the order in which
// they are tried (RFC 5321 §5.1). If there are none, the reply says why.
func (a *Agent) exchangers(domain string, m trace.Mark) (hosts []string, why mail.Reply, last trace.Mark) {
	if _, literal := (mail.Address{Domain: domain}).Literal(); literal {
		return []string{domain}, mail.Reply{}, m
	}
	fs, w := &a.cfg.Dialect.Failures, mail.Words{Domain: domain}
	found := a.cfg.Names.MX(dns.Question{Name: domain, Role: trace.MTA, Mark: m})
	switch {
	case found.Null:
		return nil, fs.NullMX.With(w), found.Mark
	case errors.Is(found.Err, dns.ErrNotFound):
		return nil, fs.NoDomain.With(w), found.Mark
	case errors.Is(found.Err, dns.ErrNoData): // the domain's own address stands in (implicit MX)
		return []string{domain}, mail.Reply{}, found.Mark
	case found.Err != nil:
		return nil, fs.DNSFailed.With(w), found.Mark
	}
	hosts = below(shuffled(found.Hosts, a.host.Rand()), a.host.Name())
	if len(hosts) == 0 {
		return nil, fs.LoopsBack.With(w), found.Mark
	}
	return hosts, mail.Reply{}, found.Mark
}

// shuffled puts hosts of equal preference into a random order, to spread the
// load. The hosts come sorted by preference.
func shuffled(hosts []dns.MX, chance *rand.Rand) []dns.MX {
	for from := 0; from < len(hosts); {
		to := from + 1
		for to < len(hosts) && hosts[to].Preference == hosts[from].Preference {
			to++
		}
		equals := hosts[from:to]
		if len(equals) > 1 {
			chance.Shuffle(len(equals), func(i, j int) { equals[i], equals[j] = equals[j], equals[i] })
		}
		from = to
	}
	return hosts
}

// below lists the hosts that are nearer to the goal than the one that asks: a
// backup hands to better ones only, or mail would go round in circles.
func below(hosts []dns.MX, self string) []string {
	limit := len(hosts)
	for i, h := range hosts {
		if strings.EqualFold(h.Host, self) {
			for limit = i; limit > 0 && hosts[limit-1].Preference == h.Preference; limit-- {
			}
			break
		}
	}
	var names []string
	for _, h := range hosts[:limit] {
		names = append(names, h.Host)
	}
	return names
}
