package scenario

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// dataProblem says what is wrong with the data of a record, or "". Types whose
// data is a matter of taste are left to the name server.
func dataProblem(t RecordType, data string) string {
	words := strings.Fields(data)
	switch t {
	case "A", "AAAA":
		return recordAddress(t, data)
	case "CNAME", "NS", "PTR":
		if len(words) != 1 {
			return fmt.Sprintf("the data of a record %s is one name, such as mail.beta.example", t)
		}
		return recordTarget(words[0])
	case "MX":
		if len(words) != 2 || !isNumber(words[0]) {
			return "the data of a record MX is a preference and a name, such as 10 mail.beta.example"
		}
		if words[1] == "." {
			return ""
		}
		return recordTarget(words[1])
	case "SRV":
		if len(words) != 4 || !isNumber(words[0]) || !isNumber(words[1]) || !isNumber(words[2]) {
			return "the data of a record SRV is a priority, a weight, a port and a name, such as 0 1 587 mail.beta.example"
		}
	case "SOA":
		if len(words) != 7 {
			return "the data of a record SOA is two names and five numbers"
		}
	}
	return ""
}

// listCodes are the answers of blocklists, which are written as addresses that
// nobody has (RFC 5782 §2.1).
var listCodes = netip.MustParsePrefix("127.0.0.0/8")

func recordAddress(t RecordType, data string) string {
	a, err := netip.ParseAddr(data)
	ranges := append([]netip.Prefix{private}, documentation...)
	if t == "A" {
		ranges = append(ranges, listCodes)
	}
	if t == "AAAA" {
		ranges = []netip.Prefix{documentation6}
	}
	for _, r := range ranges {
		if err == nil && r.Contains(a) {
			return ""
		}
	}
	return fmt.Sprintf("the data of a record %s is an address in %s", t, prefixes(ranges))
}

func recordTarget(name string) string {
	name = strings.TrimSuffix(name, ".")
	if problem := hostnameProblem(name, recordExpr); problem != "" {
		return problem
	}
	return realProblem(name)
}

func isNumber(s string) bool {
	_, err := strconv.ParseUint(s, 10, 16)
	return err == nil
}
