package vnet

import (
	"net"
	"net/netip"
	"sync"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vtime"
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

// PacketAddr is the sender of a datagram, with what the datagram is about. A
// server that answers to it may set Say first.
type PacketAddr struct {
	*net.UDPAddr
	Peer  string     // the host that sent it, for the trace
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
	c.mu.Lock()
	defer c.mu.Unlock()
	d, err := c.next()
	if err != nil {
		return 0, err
	}
	n := copy(b, d.data)
	c.host.net.drop(d)
	return n, nil
}

// ReadFrom implements [net.PacketConn]. The address is a *PacketAddr. What does
// not fit into b is lost.
func (c *PacketConn) ReadFrom(b []byte) (int, net.Addr, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d, err := c.next()
	if err != nil {
		return 0, nil, err
	}
	n, from := copy(b, d.data), &PacketAddr{UDPAddr: d.from, Peer: d.sender.host.name, Heard: d.mark, at: d.at}
	c.host.net.drop(d)
	return n, from, nil
}

// next waits for a datagram and takes it out of the inbox.
func (c *PacketConn) next() (*datagram, error) {
	for {
		switch {
		case c.closed:
			return nil, c.fail("read", ErrClosed)
		case !c.readBy.IsZero() && !c.host.Now().Before(c.readBy):
			return nil, c.fail("read", ErrTimeout)
		case len(c.inbox) > 0:
			d := c.inbox[0]
			c.inbox = append(c.inbox[:0], c.inbox[1:]...)
			c.heard = d.mark
			return d, nil
		case c.err != nil:
			err := c.err
			c.err = nil
			return nil, c.fail("read", err)
		}
		c.blocked = true
		c.arm()
		c.readable.Wait()
		c.blocked = false
		if c.waiting == vtime.Story {
			c.timer.Becomes(vtime.Guard)
		}
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
	c.lane.AtTime(&c.timer, c.readBy, c.waiting, c.ring)
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
