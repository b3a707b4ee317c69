package spf

import (
	"net/netip"
	"strings"
)

// fits asks whether a term is true of the client.
func (c *check) fits(domain string, t term) (bool, error) {
	switch t.name {
	case "all":
		return true, nil
	case "ip4", "ip6":
		return t.prefix.Contains(c.Client), nil
	}
	if err := c.spend(); err != nil {
		return false, err
	}
	target := c.target(t.domain, domain)
	switch t.name {
	case "include":
		return c.included(domain, target)
	case "a":
		return c.hasClient(target, t)
	case "mx":
		return c.takesMail(target, t)
	case "ptr":
		return c.isCalled(target)
	default: // exists
		addrs, err := c.names.Addresses(target, false)
		return len(addrs) > 0, c.answered(target, err)
	}
}

// included asks the record of another domain, and is true if that says pass
// (RFC 7208 §5.2).
func (c *check) included(domain, target string) (bool, error) {
	c.depth++
	o := c.host(target)
	c.depth--
	switch o.Result {
	case TempError, PermError:
		return false, &trouble{o.Result, o.Text, o.RFC}
	case None:
		return false, permanent("RFC 7208 §5.2", "The record of "+domain+" includes that of "+target+", which has none.")
	}
	return o.Result == Pass, nil
}

// hasClient asks whether a name has the client's address, or one beside it
// (§5.3).
func (c *check) hasClient(name string, t term) (bool, error) {
	addrs, err := c.names.Addresses(name, c.Client.Is6())
	if err := c.answered(name, err); err != nil {
		return false, err
	}
	bits := t.bits4
	if c.Client.Is6() {
		bits = t.bits6
	}
	for _, a := range addrs {
		if netip.PrefixFrom(a, bits).Contains(c.Client) {
			return true, nil
		}
	}
	return false, nil
}

// takesMail asks that about every host that takes a domain's mail (§5.4).
func (c *check) takesMail(name string, t term) (bool, error) {
	hosts, err := c.names.MX(name)
	if err := c.answered(name, err); err != nil {
		return false, err
	}
	if len(hosts) > maxNames {
		return false, permanent("RFC 7208 §4.6.4", "The domain "+name+" has more than 10 hosts that take its mail, and nobody has to look them all up.")
	}
	for _, host := range hosts {
		if fits, err := c.hasClient(host, t); fits || err != nil {
			return fits, err
		}
	}
	return false, nil
}

// isCalled asks whether the client has a name in the domain (§5.5). The DNS's
// failures mean no here.
func (c *check) isCalled(domain string) (bool, error) {
	names, err := c.names.PTR(c.Client)
	if void(err) {
		return false, c.answered("the address "+c.Client.String(), err)
	}
	for _, name := range names[:min(len(names), maxNames)] {
		if within(name, domain) && c.confirmed(name) {
			return true, nil
		}
	}
	return false, nil
}

// validated is a name of the client that the DNS confirms, the domain itself
// before those within it before others, or "unknown" (§7.3).
func (c *check) validated(domain string) string {
	names, err := c.names.PTR(c.Client)
	best := "unknown"
	if err != nil {
		return best
	}
	for _, name := range names[:min(len(names), maxNames)] {
		switch {
		case strings.EqualFold(name, domain) && c.confirmed(name):
			return name
		case within(name, domain) && !within(best, domain) && c.confirmed(name),
			best == "unknown" && c.confirmed(name):
			best = name
		}
	}
	return best
}

// confirmed reports whether a name has the client's address.
func (c *check) confirmed(name string) bool {
	addrs, err := c.names.Addresses(name, c.Client.Is6())
	for _, a := range addrs {
		if err == nil && a == c.Client {
			return true
		}
	}
	return false
}

// within reports whether a name is the domain or below it.
func within(name, domain string) bool {
	name, domain = strings.ToLower(name), strings.ToLower(domain)
	return name == domain || strings.HasSuffix(name, "."+domain)
}
