package scenario

import (
	"net/netip"

	"mailflow/sim/scenario/internal/form"
)

// The ranges that belong to nobody (RFC 5737 §3, RFC 3849 §2), and the private
// one that worlds too large for them use (RFC 1918 §3).
var (
	documentation = []netip.Prefix{
		netip.MustParsePrefix("192.0.2.0/24"),
		netip.MustParsePrefix("198.51.100.0/24"),
		netip.MustParsePrefix("203.0.113.0/24"),
	}
	private        = netip.MustParsePrefix("10.0.0.0/8")
	documentation6 = netip.MustParsePrefix("2001:db8::/32")

	// rootPrefix keeps the root name server out of the way of the sites.
	rootPrefix = netip.MustParsePrefix("203.0.113.240/28")
)

const (
	siteBits = 28 // the size of a network that nobody asked to be larger
	routers  = 1  // the first address of a network, where its line begins
)

// numberSites allots the networks that are not written out. One site after the
// other gets its network from another of the three ranges, so that in a small
// world every site has a number of its own look.
func (d *draft) numberSites() {
	var used []netip.Prefix
	for _, s := range d.Sites {
		if s.Prefix.IsValid() {
			used = append(used, s.Prefix)
		}
		if s.NAT != nil && s.NAT.Address.IsValid() {
			used = append(used, netip.PrefixFrom(s.NAT.Address, s.NAT.Address.BitLen()))
		}
	}
	for turn, s := range d.Sites {
		used = s.numberRouter(turn, used)
		if s.Prefix.IsValid() {
			d.checkRoom(s, &s.Prefix)
			continue
		}
		if s.NAT != nil {
			s.Prefix = allotPrivate(len(s.Hosts), used)
		} else {
			s.Prefix = allot(len(s.Hosts), turn, s.Kind == Internet, used)
		}
		if !s.Prefix.IsValid() {
			d.worldFault(s, "there is no room left for the network of %s", s.Domain)
			return
		}
		used = append(used, s.Prefix)
	}
}

func (d *draft) checkRoom(s *Site, p *netip.Prefix) {
	if room(*p) < len(s.Hosts) {
		d.worldFault(p, "`%s` has room for %d hosts; the site has %d", p, max(0, room(*p)), len(s.Hosts))
	}
}

// allot finds a free network with room for so many hosts: the first one in the
// range whose turn it is, then in the other ranges, then in the private one.
func allot(hosts, turn int, root bool, used []netip.Prefix) netip.Prefix {
	bits := bitsFor(hosts)
	if _, clash := overlap(rootPrefix, used); root && bits == siteBits && !clash {
		return rootPrefix
	}
	for i := range documentation {
		p := netip.PrefixFrom(documentation[(turn+i)%len(documentation)].Addr(), bits)
		for r := documentation[(turn+i)%len(documentation)]; bits >= r.Bits() && r.Contains(p.Addr()); p = after(p) {
			if _, clash := overlap(p, used); !clash && !p.Overlaps(rootPrefix) {
				return p
			}
		}
	}
	return privateOf(bits, used)
}

// allotPrivate finds one in the private range.
func allotPrivate(hosts int, used []netip.Prefix) netip.Prefix {
	return privateOf(bitsFor(hosts), used)
}

func privateOf(bits int, used []netip.Prefix) netip.Prefix {
	for p := netip.PrefixFrom(private.Addr(), bits); private.Contains(p.Addr()); {
		taken, clash := overlap(p, used)
		if !clash {
			return p
		}
		p = beyond(taken, p)
	}
	return netip.Prefix{}
}

// bitsFor is the size of a network with room for so many hosts.
func bitsFor(hosts int) int {
	bits := siteBits
	for room(netip.PrefixFrom(private.Addr(), bits)) < hosts {
		bits--
	}
	return bits
}

// overlap finds a used network that overlaps with p.
func overlap(p netip.Prefix, used []netip.Prefix) (netip.Prefix, bool) {
	for _, u := range used {
		if u.Overlaps(p) {
			return u, true
		}
	}
	return netip.Prefix{}, false
}

// beyond is the first network of p's size after p and after one that overlaps
// with it.
func beyond(taken, p netip.Prefix) netip.Prefix {
	if taken.Bits() < p.Bits() {
		return netip.PrefixFrom(after(taken).Addr(), p.Bits())
	}
	return after(p)
}

// after is the next network of the same size.
func after(p netip.Prefix) netip.Prefix {
	next := number(p.Addr()) + 1<<(32-p.Bits())
	return netip.PrefixFrom(address(next), p.Bits())
}

func number(a netip.Addr) uint32 {
	b := a.As4()
	return uint32(b[0])<<24 | uint32(b[1])<<16 | uint32(b[2])<<8 | uint32(b[3])
}

func address(n uint32) netip.Addr {
	return netip.AddrFrom4([4]byte{byte(n >> 24), byte(n >> 16), byte(n >> 8), byte(n)})
}

// room is how many hosts a network has addresses for. The first and the last
// address and the router's are not for hosts.
func room(p netip.Prefix) int {
	size := p.Addr().BitLen() - p.Bits()
	if size > 24 {
		size = 24
	}
	return 1<<size - 2 - routers
}

func prefixes(ps []netip.Prefix) string {
	words := make([]string, len(ps))
	for i, p := range ps {
		words[i] = p.String()
	}
	return form.List(words)
}
