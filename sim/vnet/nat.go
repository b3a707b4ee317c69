package vnet

import (
	"fmt"
	"maps"
	"net"
	"net/netip"
	"slices"

	"mailflow/sim/trace"
)

// NATConfig is what a router does that hides a site's private network behind
// one address (RFC 3022 §2.2).
type NATConfig struct {
	Outside netip.Addr         // the address that the world knows
	Inside  netip.Addr         // the router's own in the private network
	Forward map[int]netip.Addr // the host that gets what arrives for a port

	// HideClients puts the router's inside address in the place of the client's
	// where it forwards a connection, as careless set-ups and proxies do.
	HideClients bool
}

// nat is a router's memory: what goes out through it gets a port of its own, by
// which the answer finds back.
type nat struct {
	NATConfig
	out  map[netip.AddrPort]netip.AddrPort // from inside to outside
	in   map[netip.AddrPort]netip.AddrPort // and back
	last int                               // the last port given out
}

func newNAT(cfg NATConfig) *nat {
	return &nat{NATConfig: cfg, out: map[netip.AddrPort]netip.AddrPort{}, in: map[netip.AddrPort]netip.AddrPort{}}
}

// port is the next that is given out.
func (n *nat) port() uint16 {
	n.last++
	return uint16(firstEphemeral + n.last%(1<<16-firstEphemeral))
}

// leave is a sender inside as the world sees it.
func (n *nat) leave(from netip.AddrPort) netip.AddrPort {
	if n.Forward[int(from.Port())] == from.Addr() {
		return netip.AddrPortFrom(n.Outside, from.Port())
	}
	seen, ok := n.out[from]
	if !ok {
		seen = netip.AddrPortFrom(n.Outside, n.port())
		delete(n.out, n.in[seen]) // whoever had the port has had it long enough
		n.out[from], n.in[seen] = seen, from
	}
	return seen
}

// enter is who inside gets what arrives at the outside address. Only datagrams
// can be an answer to what went out: a connection knows both of its ends.
func (n *nat) enter(to netip.AddrPort, t trace.Transport) (netip.AddrPort, bool) {
	if host, ok := n.Forward[int(to.Port())]; ok {
		return netip.AddrPortFrom(host, to.Port()), true
	}
	inside, ok := n.in[to]
	return inside, ok && t == trace.UDP
}

// flow is where something goes and how its two addresses look there.
type flow struct {
	target   *Host          // nil if there is no way
	from, to netip.AddrPort // as the target sees them
	refused  bool           // there is a router, and it forwards no such port
	why      *trace.Reason  // of what the routers on the way have changed
}

// flow finds the way of a packet from a host. Whatever routers there are on it,
// who dials or sends needs not know of them.
func (n *Network) flow(h *Host, from, to netip.AddrPort, t trace.Transport) flow {
	own := h.site.nat
	if router := n.routers[to.Addr()]; router != nil {
		return n.through(router, h, from, to, t)
	}
	f := flow{target: n.addrs[to.Addr()], from: from, to: to}
	if f.target == nil || f.target.site == h.site {
		return f
	}
	if f.target.site.nat != nil { // a private address means nothing outside (RFC 1918 §3)
		return flow{}
	}
	if own != nil {
		f.from = own.leave(from)
		f.why = whyLeft(h.site)
	}
	return f
}

// forward is flow for a datagram.
func (n *Network) forward(h *Host, from, to *net.UDPAddr) (target *Host, seen, at *net.UDPAddr) {
	f := n.flow(h, unmapped(from), unmapped(to), trace.UDP)
	if f.why == nil {
		return f.target, from, to
	}
	return f.target, net.UDPAddrFromAddrPort(f.from), net.UDPAddrFromAddrPort(f.to)
}

func unmapped(a *net.UDPAddr) netip.AddrPort {
	p := a.AddrPort()
	return netip.AddrPortFrom(p.Addr().Unmap(), p.Port())
}

// through is the way through the router of a site that hides its hosts.
func (n *Network) through(router *Site, h *Host, from, to netip.AddrPort, t trace.Transport) flow {
	inside, ok := router.nat.enter(to, t)
	if !ok {
		return flow{refused: true}
	}
	f := flow{target: n.addrs[inside.Addr()], from: from, to: inside}
	own := h.site.nat
	switch {
	case t == trace.TCP && (router.nat.HideClients || router == h.site):
		f.from = netip.AddrPortFrom(router.nat.Inside, router.nat.port())
		f.why = trace.Why(fmt.Sprintf("The router of %s passes the connection on and puts its own inside address in the place of the client's: to the server it looks like one of its own network.",
			router.name), "nat.hide_clients", "RFC 3022 §2.2")
	case own != nil:
		f.from = own.leave(from)
		f.why = whyLeft(h.site)
	default:
		f.why = trace.Why(fmt.Sprintf("The router of %s passes on what comes for port %d, and leaves the client's address as it is.",
			router.name, to.Port()), "nat.forward", "RFC 3022 §2.2")
	}
	return f
}

func whyLeft(s *Site) *trace.Reason {
	return trace.Why("The client sits in the private network of "+s.name+", and its router puts the one outside address in the place of the client's.", "nat", "RFC 3022 §2.2")
}

// behind is the host that stands for a router's outside address: the one that
// takes mail, or the first that gets anything.
func (s *Site) behind(n *Network) *Host {
	if a, ok := s.nat.Forward[25]; ok {
		return n.addrs[a]
	}
	for _, port := range slices.Sorted(maps.Keys(s.nat.Forward)) {
		return n.addrs[s.nat.Forward[port]]
	}
	return nil
}

// translate gives the server's end of a connection the addresses that it sees.
func (p *pair) translate(f flow) {
	if f.why == nil {
		return
	}
	p.seen = net.TCPAddr{IP: f.from.Addr().AsSlice(), Port: int(f.from.Port())}
	p.at = net.TCPAddr{IP: f.to.Addr().AsSlice(), Port: int(f.to.Port())}
	p.server.remote, p.server.local = &p.seen, &p.at
}

// translated tells the trace what the routers have changed.
func (f flow) translated(a *dialling, conn string, m trace.Mark, role trace.Role) trace.Seq {
	local := netip.AddrPortFrom(a.host.Addr(a.to.Addr()), uint16(a.local.Port))
	return f.target.Emit(trace.About{Role: role, Peer: a.host.name, Conn: conn, Message: m.Message, Cause: m.Cause, Reason: f.why},
		trace.ConnTranslated{Local: local.String(), Remote: a.to.String(), Client: f.from.String(), Server: f.to.String()})
}
