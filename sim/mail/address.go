package mail

import (
	"net/netip"
	"strings"
)

// Address is a mailbox of RFC 5321 §4.1.2, or, as its zero value, the null
// reverse-path <>. Addresses made by this package's parsers can be compared
// with ==: the domain is in lower case, as case means nothing there, and the
// local part is as written, since only its own host may judge it (RFC 5321
// §2.4).
type Address struct {
	Local  string // without quotes
	Domain string // in lower case; "[192.0.2.1]" is a literal; empty for a bare postmaster
}

// IsNull reports whether a is the null reverse-path.
func (a Address) IsNull() bool { return a == Address{} }

// String writes the address with as much quoting as it needs, and the null
// reverse-path as nothing at all.
func (a Address) String() string {
	if a.IsNull() {
		return ""
	}
	local := a.Local
	if !isDotString(local) {
		local = quote(local)
	}
	if a.Domain == "" {
		return local
	}
	return local + "@" + a.Domain
}

// Path writes the address in angle brackets, as MAIL and RCPT carry it.
func (a Address) Path() string {
	if a.Domain != "" && isDotString(a.Local) {
		return "<" + a.Local + "@" + a.Domain + ">" // in one piece: paths are written all the time
	}
	return "<" + a.String() + ">"
}

// Literal gives the network address of a domain that is written as one
// (RFC 5321 §4.1.3).
func (a Address) Literal() (netip.Addr, bool) {
	return parseLiteral(a.Domain)
}

// Strings writes several addresses, for the trace.
func Strings(addresses []Address) []string {
	out := make([]string, len(addresses))
	for i, a := range addresses {
		out[i] = a.String()
	}
	return out
}

// AddressLiteral writes a network address the way it stands in place of a
// domain: "[192.0.2.1]" or "[IPv6:2001:db8::1]".
func AddressLiteral(ip netip.Addr) string {
	if ip = ip.Unmap(); ip.Is4() {
		return "[" + ip.String() + "]"
	}
	return "[IPv6:" + ip.String() + "]"
}

func parseLiteral(domain string) (netip.Addr, bool) {
	inner, ok := strings.CutPrefix(domain, "[")
	if !ok {
		return netip.Addr{}, false
	}
	if inner, ok = strings.CutSuffix(inner, "]"); !ok {
		return netip.Addr{}, false
	}
	const tag = "ipv6:"
	six := len(inner) > len(tag) && strings.EqualFold(inner[:len(tag)], tag)
	if six {
		inner = inner[len(tag):]
	}
	ip, err := netip.ParseAddr(inner)
	if err != nil || ip.Unmap().Is4() == six || ip.Zone() != "" {
		return netip.Addr{}, false
	}
	return ip, true
}

func quote(local string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(local) {
		if local[i] == '"' || local[i] == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(local[i])
	}
	b.WriteByte('"')
	return b.String()
}
