package dns

import (
	"fmt"
	"net/netip"
	"strings"

	codec "github.com/miekg/dns"
)

// complete puts the final dot to a name, as the library wants it.
func complete(name string) string { return codec.Fqdn(name) }

// plain takes the final dot off, as people write names.
func plain(name string) string {
	if name == "." {
		return name
	}
	return strings.TrimSuffix(name, ".")
}

// fold makes names that are the same to the DNS the same string
// (RFC 4343 §3).
func fold(name string) string { return strings.ToLower(name) }

// parent takes the first label off a complete name.
func parent(name string) string {
	i, end := codec.NextLabel(name, 0)
	if end {
		return "."
	}
	return name[i:]
}

// inside reports whether a name is the zone's or one below it. Both are
// complete and folded.
func inside(name, zone string) bool {
	if zone == "." {
		return true
	}
	for ; name != zone; name = parent(name) {
		if name == "." {
			return false
		}
	}
	return true
}

// checkName reports what is wrong with a complete name. Letters beyond ASCII
// must be in their A-label form by now (RFC 5890 §2.3.2.1).
func checkName(name string) error {
	if _, ok := codec.IsDomainName(name); !ok {
		return fmt.Errorf("%q is not a domain name (RFC 1035 §2.3.4)", plain(name))
	}
	for i := range len(name) {
		if name[i] <= ' ' || name[i] >= 0x7f {
			return fmt.Errorf("%q has a character that a domain name cannot have here", plain(name))
		}
	}
	return nil
}

// zoneTitle names a zone in a sentence.
func zoneTitle(zone string) string {
	if zone == "." {
		return "the root zone"
	}
	return "the zone " + plain(zone)
}

// typeOf finds the number of a type of record by its name.
func typeOf(name string) (uint16, bool) {
	typ, ok := codec.StringToType[strings.ToUpper(name)]
	return typ, ok
}

// typeName is the name of a type of record, "TYPE65280" for one without.
func typeName(typ uint16) string { return codec.Type(typ).String() }

// codeName is the name of a response code.
func codeName(code int) string {
	if code == codec.RcodeBadVers {
		return "BADVERS" // to the library 16 is BADSIG, which we never have
	}
	if s, ok := codec.RcodeToString[code]; ok {
		return s
	}
	return fmt.Sprintf("RCODE%d", code)
}

// ReverseName is the name at which the DNS keeps the name of an address
// (RFC 1035 §3.5, RFC 3596 §2.5); empty for the zero Addr.
func ReverseName(addr netip.Addr) string {
	name, err := codec.ReverseAddr(addr.Unmap().WithZone("").String())
	if err != nil {
		return ""
	}
	return plain(name)
}
