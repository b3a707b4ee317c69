package vnet

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// Emit records an event. It returns the event's seq, or the cause's where the
// event is finer than what is recorded.
type Emit func(at time.Duration, node string, about trace.About, body trace.Body) trace.Seq

// Network is every site and host of a world.
type Network struct {
	clock *vtime.Clock
	emit  Emit
	level trace.Level // the finest that is recorded
	sites []*Site
	hosts []*Host
	named map[string]*Host
	addrs map[netip.Addr]*Host
	// routers are the sites that hide behind one address, by that address.
	routers map[netip.Addr]*Site
	conns   int           // how many connections were opened, for their names
	done    chan struct{} // closed by Close

	messages int // how many messages were begun, for their names

	pool      sync.Mutex // guards what is kept for reuse
	packets   []*packet
	datagrams []*datagram
}

// New makes an empty network. Emit may be nil.
func New(clock *vtime.Clock, emit Emit) *Network {
	return &Network{clock: clock, emit: emit, level: trace.Wire, named: map[string]*Host{}, addrs: map[netip.Addr]*Host{}, routers: map[netip.Addr]*Site{}, done: make(chan struct{})}
}

// Record says that events finer than a level are thrown away, so that nobody
// needs to make them.
func (n *Network) Record(level trace.Level) { n.level = level }

// SiteConfig is what a site is asked to be.
type SiteConfig struct {
	Name   string
	LAN    Line       // between two hosts of the site
	Uplink Line       // between the site and the Internet
	NAT    *NATConfig // nil: its addresses are known everywhere
}

// Site is an organisation's network.
type Site struct {
	name        string
	lan, uplink *Link
	nat         *nat         // nil without
	closed      map[int]bool // ports that the site lets nobody reach outside
}

// AddSite adds a site. Its name must be new.
func (n *Network) AddSite(cfg SiteConfig) *Site {
	s := &Site{name: cfg.Name}
	s.lan = &Link{name: cfg.Name + " lan", line: cfg.LAN, net: n}
	s.uplink = &Link{name: cfg.Name + " uplink", line: cfg.Uplink, net: n}
	if cfg.NAT != nil {
		s.nat = newNAT(*cfg.NAT)
		n.routers[cfg.NAT.Outside] = s
	}
	n.sites = append(n.sites, s)
	return s
}

// Name is the site's name.
func (s *Site) Name() string { return s.name }

// LAN is the local network.
func (s *Site) LAN() *Link { return s.lan }

// Uplink is the line to the Internet.
func (s *Site) Uplink() *Link { return s.uplink }

// BlockOut lets no packet of the site's hosts leave for the port, as providers
// do with port 25 (RFC 5068 §4).
func (s *Site) BlockOut(port int) {
	if s.closed == nil {
		s.closed = map[int]bool{}
	}
	s.closed[port] = true
}

// AllowOut undoes BlockOut.
func (s *Site) AllowOut(port int) { delete(s.closed, port) }

// HostConfig is what a host is asked to be.
type HostConfig struct {
	Name      string
	Site      *Site
	Addresses []netip.Addr // at least one; the first of each family is used to dial
	Roles     []trace.Role // for the trace
}

// AddHost adds a host. Its name and its addresses must be new.
func (n *Network) AddHost(cfg HostConfig) (*Host, error) {
	if n.named[cfg.Name] != nil {
		return nil, fmt.Errorf("vnet: there are two hosts called %s", cfg.Name)
	}
	if len(cfg.Addresses) == 0 {
		return nil, fmt.Errorf("vnet: %s has no address", cfg.Name)
	}
	h := &Host{name: cfg.Name, site: cfg.Site, net: n, addrs: cfg.Addresses, roles: cfg.Roles, lane: n.clock.Lane()}
	for _, a := range cfg.Addresses {
		if other := n.addrs[a]; other != nil {
			return nil, fmt.Errorf("vnet: %s and %s both have the address %s", other.name, cfg.Name, a)
		}
		n.addrs[a] = h
	}
	n.named[cfg.Name] = h
	n.hosts = append(n.hosts, h)
	return h, nil
}

// Host finds a host by its name; nil if there is none.
func (n *Network) Host(name string) *Host { return n.named[name] }

// Hosts lists the hosts in the order in which they were added.
func (n *Network) Hosts() []*Host { return n.hosts }

// NameOf is the name of the host with that address, or of the one that a router
// with that address hides, for the trace; the address itself if nobody has it.
func (n *Network) NameOf(a netip.Addr) string {
	if h := n.addrs[a]; h != nil {
		return h.name
	}
	if router := n.routers[a]; router != nil {
		if h := router.behind(n); h != nil {
			return h.name
		}
	}
	return a.String()
}

// Close takes the network down: every connection, listener and socket is
// closed, so that all who wait on one are woken.
func (n *Network) Close() {
	n.clock.End()
	close(n.done)
	for _, h := range n.hosts {
		h.shut()
	}
}

// over reports whether the world is only being taken down.
func (n *Network) over() bool { return n.clock.Ended() }

// nextConn names a connection.
func (n *Network) nextConn() string {
	n.conns++
	return "c" + strconv.Itoa(n.conns)
}

// ip is an address as package net has it, made once for each host.
func (n *Network) ip(a netip.Addr) net.IP {
	h := n.addrs[a]
	if h == nil {
		return a.AsSlice()
	}
	i := slices.Index(h.addrs, a)
	for len(h.ips) < len(h.addrs) {
		h.ips = append(h.ips, h.addrs[len(h.ips)].AsSlice())
	}
	return h.ips[i]
}

// SiteOf is the site of a host.
func (n *Network) SiteOf(h *Host) *Site { return h.site }
