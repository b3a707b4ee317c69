package transcript

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"

	"mailflow/sim/trace"
)

// questions says what a question of each type asks for. RFC 1035 §3.2.2,
// RFC 3596 §2.1 (AAAA), RFC 6698 §2 (TLSA).
var questions = map[string]string{
	"A":     "what is the IPv4 address (A) of %s?",
	"AAAA":  "what is the IPv6 address (AAAA) of %s?",
	"CNAME": "which name does %s stand for (CNAME)?",
	"MX":    "who takes mail (MX) for %s?",
	"NS":    "which name servers (NS) answer for %s?",
	"PTR":   "which name belongs to %s (PTR)?",
	"SOA":   "who is in charge of the zone (SOA) %s?",
	"TLSA":  "which certificate (TLSA) may %s show?",
	"TXT":   "which text (TXT) stands at %s?",
}

// places are names below which a text has a meaning of its own.
var places = []struct{ prefix, question string }{
	{"_dmarc.", "what does %s want done with mail that only claims to be its own (DMARC, TXT)?"},
	{"_mta-sts.", "does %s insist on TLS (MTA-STS, TXT)?"},
	{"_smtp._tls.", "where does %s want reports about TLS (TLSRPT, TXT)?"},
}

// facts says what records of each type tell about a name, before their data.
var facts = map[string]string{
	"A":     "%s has the address ",
	"AAAA":  "%s has the address ",
	"CNAME": "%s is another name for ",
	"MX":    "mail for %s goes to ",
	"NS":    "%s is looked after by ",
	"PTR":   "%s is called ",
	"TXT":   "the text at %s is ",
}

// codes says why there is no answer. RFC 1035 §4.1.1.
var codes = map[string]string{
	"NXDOMAIN": "there is no such name as %s",
	"SERVFAIL": "something went wrong while looking up %s (SERVFAIL)",
	"REFUSED":  "it does not answer questions about %s from here (REFUSED)",
	"FORMERR":  "it cannot understand the question about %s (FORMERR)",
	"NOTIMP":   "it does not know this kind of question about %s (NOTIMP)",
}

// sayDNS tells of questions and answers.
func sayDNS(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.DNSQuery:
		return dnsQuery(e, b)
	case trace.DNSAnswer:
		return dnsAnswer(e, b)
	case trace.DNSCacheHit:
		return fmt.Sprintf("%s still remembers: %s", node(e), finding(b.Name, b.Type, b.Code, b.Answer))
	case trace.DNSCacheExpired:
		return fmt.Sprintf("%s forgets the %s record of %s: its time to live is over", node(e), b.Type, host(b.Name))
	case trace.DNSFailed:
		s := fmt.Sprintf("%s gets no usable answer to its question: %s", node(e), question(b.Name, b.Type))
		if b.Error != "" {
			s += " (" + cut(b.Error, maxValue) + ")"
		}
		return s
	}
	return ""
}

func dnsQuery(e trace.Event, b trace.DNSQuery) string {
	s := node(e) + " asks " + peer(e)
	if b.Transport == trace.TCP {
		s += " over TCP"
	}
	if b.Recursive {
		s += " to find out"
	}
	return s + ": " + question(b.Name, b.Type)
}

func dnsAnswer(e trace.Event, b trace.DNSAnswer) string {
	s := fmt.Sprintf("%s answers %s", node(e), peer(e))
	switch {
	case b.Truncated:
		return s + ": the answer is too long for one datagram; ask again over TCP"
	case referral(b):
		return fmt.Sprintf("%s does not know, and sends %s on to the name servers of %s: %s",
			node(e), peer(e), host(b.Authority[0].Name), list(data(b.Authority, "NS")))
	}
	if b.Authoritative {
		s += " with authority"
	}
	return s + ": " + finding(b.Name, b.Type, b.Code, b.Answer)
}

// referral reports whether the answer only says who is to be asked next:
// RFC 1034 §4.3.1, as RFC 9499 §4 defines the word.
func referral(b trace.DNSAnswer) bool {
	return b.Code == "NOERROR" && !b.Authoritative && len(b.Answer) == 0 &&
		len(b.Authority) > 0 && b.Authority[0].Type == "NS"
}

// question puts a DNS question into words.
func question(name, typ string) string {
	if typ == "TXT" {
		for _, p := range places {
			if rest, ok := strings.CutPrefix(name, p.prefix); ok {
				return fmt.Sprintf(p.question, host(rest))
			}
		}
		if selector, domain, ok := strings.Cut(name, "._domainkey."); ok {
			return fmt.Sprintf("which key called %s signs the mail of %s (DKIM, TXT)?", selector, host(domain))
		}
	}
	if q, ok := questions[typ]; ok {
		return fmt.Sprintf(q, host(name))
	}
	return fmt.Sprintf("which %s record has %s?", typ, host(name))
}

// finding puts the answer to a question into words.
func finding(name, typ, code string, answer []trace.Record) string {
	if code != "NOERROR" && code != "" {
		if c, ok := codes[code]; ok {
			return fmt.Sprintf(c, host(name))
		}
		return fmt.Sprintf("no answer about %s (%s)", host(name), code)
	}
	var parts []string
	owner := name
	for _, r := range answer {
		if r.Type == "CNAME" && typ != "CNAME" {
			parts = append(parts, fmt.Sprintf("%s is another name for %s", host(r.Name), host(r.Data)))
			owner = r.Data
		}
	}
	values := data(answer, typ)
	switch {
	case len(values) == 0:
		parts = append(parts, fmt.Sprintf("%s has no %s record", host(owner), typ))
	case typ == "MX" && len(values) == 1 && values[0] == nullMX:
		parts = append(parts, fmt.Sprintf("%s takes no mail at all (null MX, RFC 7505)", host(owner)))
	default:
		parts = append(parts, fact(owner, typ)+list(values))
	}
	return strings.Join(parts, "; ")
}

func fact(owner, typ string) string {
	if f, ok := facts[typ]; ok {
		return fmt.Sprintf(f, host(owner))
	}
	return fmt.Sprintf("the %s record of %s is ", typ, host(owner))
}

// nullMX is how data writes "0 .": RFC 7505 §3.
const nullMX = "the root (preference 0)"

// data lists the data of the records of one type, in words. MX records come
// with the lowest number, which is tried first, at the front.
func data(records []trace.Record, typ string) []string {
	var of []trace.Record
	for _, r := range records {
		if r.Type == typ {
			of = append(of, r)
		}
	}
	if typ == "MX" {
		slices.SortStableFunc(of, func(a, b trace.Record) int { return preference(a) - preference(b) })
	}
	out := make([]string, len(of))
	for i, r := range of {
		out[i] = datum(r)
	}
	return out
}

func datum(r trace.Record) string {
	switch r.Type {
	case "MX":
		if pref, exchange, ok := strings.Cut(r.Data, " "); ok {
			return fmt.Sprintf("%s (preference %s)", host(exchange), pref)
		}
	case "NS", "CNAME", "PTR":
		return host(r.Data)
	case "TXT":
		return quote(strings.Trim(r.Data, `"`))
	}
	return r.Data
}

func preference(r trace.Record) int {
	var n int
	_, _ = fmt.Sscan(r.Data, &n) // 0 for data that has no number
	return n
}

// host writes a domain name as people do: without the final dot, and an
// address in place of its name in a reverse zone.
func host(name string) string {
	name = strings.TrimSuffix(name, ".")
	if name == "" {
		return "the root"
	}
	if addr, ok := reverse(strings.ToLower(name)); ok {
		return "the address " + addr.String()
	}
	return cut(name, maxValue)
}

// reverse reads the address out of a name under in-addr.arpa (RFC 1035 §3.5)
// or ip6.arpa (RFC 3596 §2.5).
func reverse(name string) (netip.Addr, bool) {
	if rest, ok := strings.CutSuffix(name, ".in-addr.arpa"); ok {
		labels := strings.Split(rest, ".")
		slices.Reverse(labels)
		addr, err := netip.ParseAddr(strings.Join(labels, "."))
		return addr, err == nil && addr.Is4()
	}
	if rest, ok := strings.CutSuffix(name, ".ip6.arpa"); ok && len(rest) == 63 {
		nibbles := strings.Split(rest, ".")
		slices.Reverse(nibbles)
		var s strings.Builder
		for i, n := range nibbles {
			if i > 0 && i%4 == 0 {
				s.WriteByte(':')
			}
			s.WriteString(n)
		}
		addr, err := netip.ParseAddr(s.String())
		return addr, err == nil
	}
	return netip.Addr{}, false
}
