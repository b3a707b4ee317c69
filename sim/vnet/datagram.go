package vnet

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

const (
	// datagramQueue is how many datagrams wait for a slow program.
	datagramQueue = 256
	// datagramSize is the most octets that a datagram carries (RFC 768 over
	// IPv4).
	datagramSize = 65507
	// datagramHeader is added to each, for the bandwidth (IPv4 + UDP).
	datagramHeader = 28
)

// PacketConn is a UDP socket: a [net.PacketConn], and a [net.Conn] towards one
// peer if it was dialled. What it sends may get lost.
type PacketConn struct {
	host  *Host
	role  trace.Role
	local *net.UDPAddr
	to    *net.UDPAddr // nil unless dialled
	lane  vtime.Lane
	ring  func() // wakes the reader, bound once

	mu       sync.Mutex
	readable sync.Cond
	inbox    []*datagram
	err      error // an ICMP message came; told once
	closed   bool
	readBy   time.Time
	waiting  vtime.Waiting
	timer    vtime.Timer
	blocked  bool
	say      trace.Mark
	heard    trace.Mark
}

// datagram is one on its way and then in an inbox. The network uses them again.
type datagram struct {
	timer  vtime.Timer
	sender *PacketConn
	to     *Host
	port   int
	from   *net.UDPAddr
	at     *net.UDPAddr // where it was sent to
	data   []byte
	mark   trace.Mark
	run    func() // receive, bound once
}

// datagram takes one from the pool.
func (n *Network) datagram() *datagram {
	n.pool.Lock()
	defer n.pool.Unlock()
	if last := len(n.datagrams) - 1; last >= 0 {
		d := n.datagrams[last]
		n.datagrams = n.datagrams[:last]
		return d
	}
	d := new(datagram)
	d.run = func() { d.to.receive(d) }
	return d
}

// drop gives a datagram back.
func (n *Network) drop(d *datagram) {
	d.sender, d.to, d.from, d.at, d.mark = nil, nil, nil, nil, trace.Mark{}
	if cap(d.data) > keepBuffer {
		d.data = nil
	}
	n.pool.Lock()
	n.datagrams = append(n.datagrams, d)
	n.pool.Unlock()
}

// PacketAddr is the sender of a datagram, with what the datagram is about. A
// server that answers to it may set Say first.
type PacketAddr struct {
	*net.UDPAddr
	Heard trace.Mark // came with the datagram
	Say   trace.Mark // goes with the answer

	at *net.UDPAddr // the address of ours that it was sent to: the answer comes from there
}

// ListenPacket opens a UDP port. Its deadlines are mere guards.
func (h *Host) ListenPacket(port int, role trace.Role) (*PacketConn, error) {
	c := &PacketConn{role: role, local: &net.UDPAddr{IP: h.net.ip(h.addrs[0]), Port: port}, waiting: vtime.Guard}
	return c, h.bind(c)
}

// DialPacket opens a UDP socket towards one peer. Nothing is sent yet.
func (h *Host) DialPacket(to netip.AddrPort, role trace.Role) (*PacketConn, error) {
	from := h.Addr(to.Addr())
	peer := &net.UDPAddr{IP: h.net.ip(to.Addr()), Port: int(to.Port())}
	if !from.IsValid() {
		return nil, opError("dial", "udp", nil, peer, ErrUnreachable)
	}
	c := &PacketConn{role: role, local: &net.UDPAddr{IP: h.net.ip(from), Port: h.ephemeral()}, to: peer}
	return c, h.bind(c)
}

func (h *Host) bind(c *PacketConn) error {
	if h.net.over() {
		return opError("listen", "udp", c.local, nil, ErrClosed)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.sockets[c.local.Port] != nil {
		return opError("listen", "udp", c.local, nil, ErrPortInUse)
	}
	if h.sockets == nil {
		h.sockets = map[int]*PacketConn{}
	}
	c.host = h
	h.net.clock.Open(&c.lane)
	c.readable.L = &c.mu
	h.sockets[c.local.Port] = c
	return nil
}

// Say sets what the datagrams sent by Write from now on are about.
func (c *PacketConn) Say(m trace.Mark) {
	c.mu.Lock()
	c.say = m
	c.mu.Unlock()
}

// Heard is what the datagram read last is about.
func (c *PacketConn) Heard() trace.Mark {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.heard
}

// LocalAddr implements [net.PacketConn]; it is a *net.UDPAddr.
func (c *PacketConn) LocalAddr() net.Addr { return c.local }

// RemoteAddr implements [net.Conn]; nil unless the socket was dialled.
func (c *PacketConn) RemoteAddr() net.Addr {
	if c.to == nil {
		return nil
	}
	return c.to
}

// Read implements [net.Conn].
func (c *PacketConn) Read(b []byte) (int, error) {
	n, _, err := c.ReadFrom(b)
	return n, err
}

// ReadFrom implements [net.PacketConn]. The address is a *PacketAddr. What does
// not fit into b is lost.
func (c *PacketConn) ReadFrom(b []byte) (int, net.Addr, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		switch {
		case c.closed:
			return 0, nil, c.fail("read", ErrClosed)
		case !c.readBy.IsZero() && !c.host.Now().Before(c.readBy):
			return 0, nil, c.fail("read", ErrTimeout)
		case len(c.inbox) > 0:
			d := c.inbox[0]
			c.inbox = append(c.inbox[:0], c.inbox[1:]...)
			n, from := copy(b, d.data), &PacketAddr{UDPAddr: d.from, Heard: d.mark, at: d.at}
			c.heard = d.mark
			c.host.net.drop(d)
			return n, from, nil
		case c.err != nil:
			err := c.err
			c.err = nil
			return 0, nil, c.fail("read", err)
		}
		c.blocked = true
		c.arm()
		c.readable.Wait()
		c.blocked = false
		c.timer.Becomes(vtime.Guard)
	}
}

// arm makes the timer fire no later than the deadline.
func (c *PacketConn) arm() {
	if c.readBy.IsZero() {
		return
	}
	if at, ok := c.timer.Pending(); ok && !at.After(c.readBy) {
		c.timer.Becomes(c.waiting)
		return
	}
	if c.ring == nil {
		c.ring = func() { c.host.whenUp(c.wake) }
	}
	c.lane.At(&c.timer, c.readBy, c.waiting, c.ring)
}

// wake lets the reader look if the deadline, which may have moved, has passed.
func (c *PacketConn) wake() {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case !c.blocked || c.readBy.IsZero():
	case c.host.Now().Before(c.readBy):
		c.arm()
	default:
		c.readable.Broadcast()
	}
}

// Write implements [net.Conn] for a dialled socket.
func (c *PacketConn) Write(b []byte) (int, error) {
	if c.to == nil {
		return 0, c.fail("write", ErrUnreachable)
	}
	return c.post(b, c.local, c.to, c.say)
}

// WriteTo implements [net.PacketConn]. The address is a *PacketAddr or a
// *net.UDPAddr.
func (c *PacketConn) WriteTo(b []byte, to net.Addr) (int, error) {
	switch a := to.(type) {
	case *PacketAddr:
		return c.post(b, a.at, a.UDPAddr, a.Say)
	case *net.UDPAddr:
		return c.post(b, c.local, a, c.say)
	default:
		return 0, c.fail("write", ErrUnreachable)
	}
}

// post sends a datagram. As with UDP, that it never arrives is no error.
func (c *PacketConn) post(b []byte, from, to *net.UDPAddr, m trace.Mark) (int, error) {
	c.mu.Lock()
	closed := c.closed
	c.mu.Unlock()
	if closed || len(b) > datagramSize || c.host.net.over() {
		return 0, c.fail("write", ErrClosed)
	}
	n := c.host.net
	addr, _ := netip.AddrFromSlice(to.IP)
	target := n.addrs[addr.Unmap()]
	if target == nil {
		return len(b), nil
	}
	way := n.path(c.host, target)
	by := way.blocked(to.Port)
	if by == "" {
		by = way.lost()
	}
	if by != "" {
		way.reportLoss(by, trace.UDP, min(to.Port, c.local.Port), len(b), "", m)
		return len(b), nil
	}
	d := n.datagram()
	d.sender, d.to, d.port, d.from, d.at, d.mark = c, target, to.Port, from, to, m
	d.data = append(d.data[:0], b...)
	c.lane.At(&d.timer, way.arrival(datagramHeader+len(b), c.host.Now()), vtime.Story, d.run)
	return len(b), nil
}

// receive is a datagram at its host.
func (h *Host) receive(d *datagram) {
	c := h.socketAt(d.port)
	switch {
	case h.down:
	case c == nil:
		d.sender.unreachable(h)
	case c.put(d):
		return
	}
	h.net.drop(d)
}

// put lays a datagram into the inbox, if there is room and if it comes from the
// peer that the socket was dialled to.
func (c *PacketConn) put(d *datagram) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	stranger := c.to != nil && (d.from.Port != c.to.Port || !d.from.IP.Equal(c.to.IP))
	if c.closed || stranger || len(c.inbox) >= datagramQueue {
		return false
	}
	c.inbox = append(c.inbox, d)
	c.readable.Signal()
	return true
}

// unreachable is the ICMP message that nobody listens on a port; only a
// dialled socket hears of it (RFC 1122 §4.1.3.3).
func (c *PacketConn) unreachable(by *Host) {
	if c.to == nil {
		return
	}
	way := by.net.path(by, c.host)
	c.lane.At(new(vtime.Timer), way.arrival(datagramHeader, by.Now()), vtime.Story, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.err = ErrRefused
		c.readable.Signal()
	})
}

// Close implements [net.PacketConn].
func (c *PacketConn) Close() error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return c.fail("close", ErrClosed)
	}
	c.closed = true
	c.timer.Stop()
	c.readable.Broadcast()
	c.host.mu.Lock()
	delete(c.host.sockets, c.local.Port)
	c.host.mu.Unlock()
	return nil
}

// SetDeadline implements [net.Conn].
func (c *PacketConn) SetDeadline(t time.Time) error { return c.SetReadDeadline(t) }

// SetReadDeadline implements [net.Conn]; it wakes a blocked Read.
func (c *PacketConn) SetReadDeadline(t time.Time) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.closed {
		return c.fail("set", ErrClosed)
	}
	c.readBy = t
	if c.blocked {
		c.readable.Broadcast()
	}
	return nil
}

// SetWriteDeadline implements [net.Conn]. Sending never blocks.
func (c *PacketConn) SetWriteDeadline(time.Time) error { return nil }

func (c *PacketConn) fail(op string, err error) error {
	return opError(op, "udp", c.local, c.RemoteAddr(), err)
}
