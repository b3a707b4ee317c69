package attacker

import (
	"errors"
	"net/netip"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// port is where servers take mail from each other, and from anybody else.
const port = 25

// aim is the server that a letter is thrown at, or why there is none.
type aim struct {
	host string
	at   netip.AddrPort
	err  error
}

// errNowhere is a domain that takes no mail (RFC 7505 §3).
var errNowhere = errors.New("the domain takes no mail")

// take finds the server for some recipients. The program remembers what it was
// told for as long as the campaign lasts; TTLs do not bother it.
func (r *run) take(to []mail.Address, m trace.Mark) (aim, trace.Mark) {
	name := r.Via
	if name == "" {
		name = to[0].Domain
	}
	if known, ok := r.known[name]; ok {
		return known, m
	}
	a := aim{host: name}
	if r.Via == "" {
		a, m = r.exchanger(name, m)
	}
	if a.err == nil {
		found := r.names.Addresses(dns.Question{Name: a.host, Role: trace.Attacker, Mark: m})
		m, a.err = found.Mark, found.Err
		if a.err == nil {
			a.at = netip.AddrPortFrom(found.Addrs[0], port)
		}
	}
	if !errors.Is(a.err, dns.ErrTemporary) {
		r.known[name] = a
	}
	return a, m
}

// exchanger asks who takes mail for a domain. The first will do: who sends
// thousands does not mind to lose some.
func (r *run) exchanger(domain string, m trace.Mark) (aim, trace.Mark) {
	found := r.names.MX(dns.Question{Name: domain, Role: trace.Attacker, Mark: m})
	switch {
	case found.Null:
		return aim{err: errNowhere}, found.Mark
	case errors.Is(found.Err, dns.ErrNoData): // the domain's own address stands in (RFC 5321 §5.1)
		return aim{host: domain}, found.Mark
	case found.Err != nil:
		return aim{err: found.Err}, found.Mark
	}
	return aim{host: found.Hosts[0].Host}, found.Mark
}
