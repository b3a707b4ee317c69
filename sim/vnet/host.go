package vnet

import (
	"maps"
	"math/rand/v2"
	"net"
	"net/netip"
	"slices"
	"strconv"
	"sync"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

// firstEphemeral is the first port given to those who do not ask for one
// (RFC 6335 §6).
const firstEphemeral = 49152

// Host is a machine and its programs' only handle on the world.
type Host struct {
	name   string
	site   *Site
	net    *Network
	addrs  []netip.Addr
	ips    []net.IP // the same, for package net
	roles  []trace.Role
	lane   *vtime.Lane
	chance *rand.Rand

	down     bool
	parked   []func()     // what was to happen while the host was down
	filtered map[int]bool // ports at which packets are silently dropped

	mu      sync.Mutex // guards what follows
	streams map[int]*listener
	sockets map[int]*PacketConn
	conns   []*Conn // open ends on this host, oldest first
	port    int     // the last ephemeral port given out
}

// Name is the host's full name.
func (h *Host) Name() string { return h.name }

// Site is the name of the host's site.
func (h *Host) Site() string { return h.site.name }

// Addrs lists the host's addresses.
func (h *Host) Addrs() []netip.Addr { return h.addrs }

// Addr is the host's first address of the same family as like; the first of
// all if like is the zero Addr. It is the zero Addr if there is none.
func (h *Host) Addr(like netip.Addr) netip.Addr {
	if !like.IsValid() {
		return h.addrs[0]
	}
	i := slices.IndexFunc(h.addrs, func(a netip.Addr) bool { return a.Is4() == like.Is4() })
	if i < 0 {
		return netip.Addr{}
	}
	return h.addrs[i]
}

// NameOf is the name of the host with that address, for the trace only: a
// node that wants to know must ask the DNS.
func (h *Host) NameOf(a netip.Addr) string { return h.net.NameOf(a) }

// NameAt is the name of the host that takes what is sent to an address and a
// port, for the trace only. Behind a router each port may be another host's.
func (h *Host) NameAt(at netip.AddrPort) string {
	if router := h.net.routers[at.Addr()]; router != nil {
		if inside, ok := router.nat.Forward[int(at.Port())]; ok {
			return h.net.NameOf(inside)
		}
	}
	return h.net.NameOf(at.Addr())
}

// Now is the instant of virtual time.
func (h *Host) Now() time.Time { return h.net.clock.Now() }

// Elapsed is the virtual time since the world's start.
func (h *Host) Elapsed() time.Duration { return h.net.clock.Elapsed() }

// Rand is the host's stream of chance.
func (h *Host) Rand() *rand.Rand {
	if h.chance == nil {
		h.chance = h.net.clock.Chance("node " + h.name)
	}
	return h.chance
}

// Emit records an event of this host. Once the world has ended nothing counts.
func (h *Host) Emit(about trace.About, body trace.Body) trace.Seq {
	n := h.net
	if n.emit == nil || n.clock.Ended() {
		return about.Cause
	}
	return n.emit(n.clock.Elapsed(), h.name, about, body)
}

// Records reports whether events of a level are recorded. Who makes many may
// ask first; Emit may always be called.
func (h *Host) Records(level trace.Level) bool {
	return h.net.emit != nil && h.net.level.Shows(level)
}

// NewMessage names a message that begins its life on this host, for the trace.
func (h *Host) NewMessage() string {
	h.net.messages++
	return "m" + strconv.Itoa(h.net.messages)
}

// After schedules run, which must not block. What falls due while the host is
// down happens when it is up again.
func (h *Host) After(d time.Duration, w vtime.Waiting, run func()) *vtime.Timer {
	return h.lane.After(d, w, func() { h.whenUp(run) })
}

// whenUp runs now, or when the host is up again.
func (h *Host) whenUp(run func()) {
	if h.down {
		h.parked = append(h.parked, run)
		return
	}
	run()
}

// Go starts a goroutine in d from now: the way to hand work on inside a node,
// so that only one of its goroutines acts at a time.
func (h *Host) Go(d time.Duration, run func()) {
	h.After(d, vtime.Story, func() { h.net.clock.Go(run) })
}

// Catch turns a panic into the world's error. It is to be deferred in code that
// a library calls.
func (h *Host) Catch() {
	if p := recover(); p != nil {
		h.net.clock.Panicked(p)
	}
}

// Spawn starts a goroutine at once. It is for an event that wakes nobody else.
func (h *Host) Spawn(run func()) { h.net.clock.Go(run) }

// Sleep blocks the caller for d of virtual time. It is false if the world
// ended first: then the caller must return.
func (h *Host) Sleep(d time.Duration) bool {
	woken := make(chan struct{})
	h.After(d, vtime.Story, func() { close(woken) })
	select {
	case <-woken:
		return true
	case <-h.net.done:
		return false
	}
}

// Filter silently drops what arrives for the port, as a firewall does.
func (h *Host) Filter(port int) {
	if h.filtered == nil {
		h.filtered = map[int]bool{}
	}
	h.filtered[port] = true
}

// Unfilter undoes Filter.
func (h *Host) Unfilter(port int) { delete(h.filtered, port) }

// IsDown reports whether the host is off.
func (h *Host) IsDown() bool { return h.down }

// Start tells the trace that the host runs.
func (h *Host) Start(cause trace.Seq) trace.Seq {
	addrs := make([]string, len(h.addrs))
	for i, a := range h.addrs {
		addrs[i] = a.String()
	}
	return h.Emit(trace.About{Cause: cause}, trace.NodeUp{Addresses: addrs, Roles: h.roles})
}

// Down switches the host off: it answers nobody, its connections die without
// a word, and its programs stand still.
func (h *Host) Down(cause trace.Seq) {
	if h.down {
		return
	}
	h.down = true
	h.Emit(trace.About{Cause: cause}, trace.NodeDown{})
	for _, c := range h.open() {
		c.die()
	}
}

// Up switches the host on again. What fell due meanwhile happens now.
func (h *Host) Up(cause trace.Seq) {
	if !h.down {
		return
	}
	h.down = false
	h.Start(cause)
	parked := h.parked
	h.parked = nil
	for _, run := range parked {
		h.After(0, vtime.Story, run)
	}
}

// hold and drop keep the list of open ends.
func (h *Host) hold(c *Conn) {
	h.mu.Lock()
	h.conns = append(h.conns, c)
	h.mu.Unlock()
}

func (h *Host) drop(c *Conn) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if i := slices.Index(h.conns, c); i >= 0 {
		h.conns = slices.Delete(h.conns, i, i+1)
	}
}

func (h *Host) open() []*Conn {
	h.mu.Lock()
	defer h.mu.Unlock()
	return slices.Clone(h.conns)
}

// listenerAt and socketAt are what waits at a port; nil if nothing does.
func (h *Host) listenerAt(port int) *listener {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.streams[port]
}

func (h *Host) socketAt(port int) *PacketConn {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.sockets[port]
}

// shut closes everything; the world is over, so the order does not count.
func (h *Host) shut() {
	for _, c := range h.open() {
		c.abort(ErrClosed)
	}
	h.mu.Lock()
	streams, sockets := maps.Clone(h.streams), maps.Clone(h.sockets)
	h.mu.Unlock()
	for _, l := range streams {
		l.Close()
	}
	for _, s := range sockets {
		s.Close()
	}
}

// ephemeral gives out a port.
func (h *Host) ephemeral() int {
	h.mu.Lock()
	defer h.mu.Unlock()
	for {
		h.port++
		if p := firstEphemeral + h.port%(1<<16-firstEphemeral); h.sockets[p] == nil {
			return p
		}
	}
}
