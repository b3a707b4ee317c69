package vnet

import (
	"net"
	"net/netip"

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
	target, at := n.addrs[addr.Unmap()], to
	if len(n.routers) > 0 {
		target, from, at = n.forward(c.host, from, to)
	}
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
	d.sender, d.to, d.port, d.from, d.at, d.mark = c, target, at.Port, from, at, m
	d.data = append(d.data[:0], b...)
	c.lane.At(&d.timer, way.arrival(datagramHeader+len(b), c.host.Elapsed()), vtime.Story, d.run)
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
	c.lane.At(new(vtime.Timer), way.arrival(datagramHeader, by.Elapsed()), vtime.Story, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.err = ErrRefused
		c.readable.Signal()
	})
}
