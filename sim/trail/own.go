package trail

import (
	"fmt"
	"net/netip"
	"slices"
	"strings"
)

// Own is what belongs to the reader.
type Own struct {
	Borders  []string       `json:"borders,omitempty"`  // hosts that take mail from strangers
	Domains  []string       `json:"domains,omitempty"`  // with all hosts in them
	Networks []netip.Prefix `json:"networks,omitempty"` // of their hosts

	// Guessed says that nobody told, and the topmost line was believed.
	Guessed bool `json:"guessed,omitempty"`
}

// NewOwn takes what a reader says: names of border hosts, and domains and
// networks that are the reader's.
func NewOwn(borders, mine []string) (Own, error) {
	var o Own
	for _, host := range borders {
		o.Borders = append(o.Borders, canonical(host))
	}
	for _, m := range mine {
		if ip, err := netip.ParseAddr(m); err == nil {
			o.Networks = append(o.Networks, netip.PrefixFrom(ip, ip.BitLen()))
			continue
		}
		if strings.Contains(m, "/") {
			p, err := netip.ParsePrefix(m)
			if err != nil {
				return Own{}, fmt.Errorf("%q is neither a domain nor a network such as 192.0.2.0/24", m)
			}
			o.Networks = append(o.Networks, p.Masked())
			continue
		}
		o.Domains = append(o.Domains, canonical(m))
	}
	return o, nil
}

func canonical(name string) string {
	return strings.ToLower(strings.Trim(name, "."))
}

// told reports whether the reader said anything.
func (o Own) told() bool { return len(o.Borders)+len(o.Domains)+len(o.Networks) > 0 }

// host reports whether a host of that name is the reader's.
func (o Own) host(name string) bool {
	name = canonical(name)
	return name != "" && (slices.Contains(o.Borders, name) ||
		slices.ContainsFunc(o.Domains, func(d string) bool { return name == d || strings.HasSuffix(name, "."+d) }))
}

// address reports whether an address is the reader's. A private one is not for
// certain: address translation can make strangers look like that.
func (o Own) address(ip netip.Addr) bool {
	if !ip.IsValid() {
		return false
	}
	return ip.IsLoopback() || slices.ContainsFunc(o.Networks, func(p netip.Prefix) bool { return p.Contains(ip.Unmap()) })
}

// guess takes the domain of the topmost writer that has a name for the reader's:
// nobody else can write above it. It also says which line that is.
func guess(lines []Line) (Own, int) {
	for i, l := range slices.Backward(lines) {
		host, domain, ok := strings.Cut(canonical(l.By), ".")
		if !ok || host == "" {
			continue
		}
		if _, err := netip.ParseAddr(l.By); err == nil {
			continue
		}
		if !strings.Contains(domain, ".") { // beta.example itself takes the mail
			domain = canonical(l.By)
		}
		return Own{Domains: []string{domain}, Guessed: true}, i
	}
	return Own{Guessed: true}, len(lines) - 1
}
