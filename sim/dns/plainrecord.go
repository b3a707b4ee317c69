package dns

import (
	"net/netip"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// plainRecord makes a record of those types that every host has, where name and
// data look already as they will when they have been sent. A large world has
// thousands of them, and reading a zone file costs ten times as much. Ok is false
// for any other record, right or wrong.
func plainRecord(name string, typ uint16, t trace.Record) (r records, ok bool) {
	if !isPlain(name) {
		return records{}, false
	}
	h := codec.RR_Header{Name: name, Rrtype: typ, Class: codec.ClassINET, Ttl: t.TTL}
	data := t.Data
	var rr codec.RR
	switch typ {
	case codec.TypeA, codec.TypeAAAA:
		rr = plainAddress(h, data)
	case codec.TypePTR, codec.TypeNS:
		if data != "" {
			data = complete(data)
			rr = plainTarget(h, data)
		}
	}
	if rr == nil {
		return records{}, false
	}
	text := trace.Record{Name: plain(name), Type: typeName(typ), TTL: t.TTL, Data: data}
	return records{[]codec.RR{rr}, []trace.Record{text}}, true
}

func plainAddress(h codec.RR_Header, data string) codec.RR {
	addr, err := netip.ParseAddr(data)
	switch {
	case err != nil || addr.String() != data:
	case h.Rrtype == codec.TypeA && addr.Is4():
		return &codec.A{Hdr: h, A: addr.AsSlice()}
	case h.Rrtype == codec.TypeAAAA && addr.Is6() && !addr.Is4In6() && addr.Zone() == "":
		return &codec.AAAA{Hdr: h, AAAA: addr.AsSlice()}
	}
	return nil
}

func plainTarget(h codec.RR_Header, target string) codec.RR {
	switch {
	case !isPlain(target) || checkName(target) != nil:
	case h.Rrtype == codec.TypePTR:
		return &codec.PTR{Hdr: h, Ptr: target}
	case h.Rrtype == codec.TypeNS:
		return &codec.NS{Hdr: h, Ns: target}
	}
	return nil
}

// isPlain reports whether a name has letters, digits, hyphens and dots, and
// nothing else, and fits into the 255 octets that a name has at most when it is
// packed (RFC 1035 §2.3.4).
func isPlain(name string) bool {
	for i := range len(name) {
		c := name[i]
		if (c|0x20 < 'a' || c|0x20 > 'z') && (c < '0' || c > '9') && c != '-' && c != '.' {
			return false
		}
	}
	return len(name) < 255
}
