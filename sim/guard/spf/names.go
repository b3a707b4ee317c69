package spf

import (
	"errors"
	"net/netip"

	"mailflow/sim/dns"
)

// Names is the DNS as a check asks it. An error wraps dns.ErrNotFound,
// dns.ErrNoData or dns.ErrTemporary.
type Names interface {
	// TXT is the texts of a name, the strings of each put together (§3.3).
	TXT(name string) ([]string, error)
	// Addresses is the A records of a name, or its AAAA records.
	Addresses(name string, six bool) ([]netip.Addr, error)
	// MX is the hosts that take a domain's mail, the best first.
	MX(name string) ([]string, error)
	// PTR is the names of an address.
	PTR(addr netip.Addr) ([]string, error)
}

// void reports an answer that has nothing in it: no such name, or no such
// record (RFC 7208 §4.6.4).
func void(err error) bool {
	return errors.Is(err, dns.ErrNotFound) || errors.Is(err, dns.ErrNoData)
}
