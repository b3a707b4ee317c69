package vnet

import (
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

const (
	// firstRetry is the initial retransmission timeout after the handshake
	// (RFC 6298 §2 with the usual lower bound of 200 ms).
	firstRetry = 200 * time.Millisecond
	// lastRetry is where doubling ends (RFC 6298 §2.5).
	lastRetry = 120 * time.Second
	// patience is how long data may stay unacknowledged before the connection
	// is given up (RFC 9293 §3.8.3, R2; the usual 15 retransmissions).
	patience = 924 * time.Second
)

// packet is data, or the end of data, on its way and then in the inbox. The
// network uses packets again and again, with their memory.
type packet struct {
	timer vtime.Timer
	to    *Conn
	data  []byte // what has not been read of buf
	buf   []byte
	mark  trace.Mark
	fin   bool
	run   func() // arrive, bound once
}

// keepBuffer is the largest buffer that is kept for reuse.
const keepBuffer = 4 << 10

// packet takes a packet from those that the connection has used before, or from
// the network's pool.
func (c *Conn) packet() *packet {
	if last := len(c.pair.spare) - 1; last >= 0 {
		p := c.pair.spare[last]
		c.pair.spare = c.pair.spare[:last]
		return p
	}
	return c.host.net.packet()
}

// recycle keeps a packet for the connection, which seldom has more than one
// under way.
func (c *Conn) recycle(p *packet) {
	if len(c.pair.spare) == cap(c.pair.spare) || cap(p.buf) > keepBuffer || c.closed {
		c.host.net.recycle(p)
		return
	}
	p.to, p.data, p.mark, p.fin = nil, nil, trace.Mark{}, false
	c.pair.spare = append(c.pair.spare, p)
}

// packet takes a packet from the pool.
func (n *Network) packet() *packet {
	n.pool.Lock()
	defer n.pool.Unlock()
	if last := len(n.packets) - 1; last >= 0 {
		p := n.packets[last]
		n.packets = n.packets[:last]
		return p
	}
	p := new(packet)
	p.run = func() { p.to.arrive(p) }
	return p
}

// recycle gives a packet back.
func (n *Network) recycle(p *packet) {
	p.to, p.data, p.mark, p.fin = nil, nil, trace.Mark{}, false
	if cap(p.buf) > keepBuffer {
		p.buf = nil
	}
	n.pool.Lock()
	n.packets = append(n.packets, p)
	n.pool.Unlock()
}

// send puts data, or the end of data, on its way to the peer.
func (c *Conn) send(data []byte, fin bool) {
	if c.host.net.over() {
		return
	}
	p := c.packet()
	p.buf = append(p.buf[:0], data...)
	p.to, p.data, p.mark, p.fin = c.peer, p.buf, c.say, fin
	if len(c.stalled) > 0 {
		c.stalled = append(c.stalled, p)
		return
	}
	c.dispatch(p)
}

// dispatch sends a packet now. Where it gets lost it is sent again, which the
// peer sees as delay; where the way is blocked it waits.
func (c *Conn) dispatch(p *packet) {
	if by := c.way.blocked(c.pair.port); by != "" {
		c.stall(p, by)
		return
	}
	size := headerSize + len(p.data)
	now := c.host.Elapsed()
	at := now
	for again := firstRetry; ; again = min(2*again, lastRetry) {
		by := c.way.lost()
		if by == "" {
			break
		}
		c.way.reportLoss(by, trace.TCP, c.pair.port, size, c.pair.id, p.mark)
		if at += again; at-now > patience {
			c.stall(p, by)
			return
		}
	}
	at = c.way.arrival(size, at)
	if at < c.last {
		at = c.last // never overtakes; the lane keeps the order
	}
	c.last = at
	c.lane.At(&p.timer, at, vtime.Story, p.run)
}

// arrive is the packet at the receiving end, which is c.
func (c *Conn) arrive(p *packet) {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	from := c.peer
	if by := from.way.blocked(c.pair.port); by != "" || len(from.stalled) > 0 {
		from.stall(p, by) // the way broke while it was under way
		return
	}
	switch {
	case c.dead || c.closed && !p.fin:
		c.sendReset() // nobody is there any more (RFC 9293 §3.10.7.1)
	case c.closed || c.err != nil:
	case p.fin:
		c.eof = true
		c.readable.Broadcast()
	default:
		c.inbox = append(c.inbox, p)
		c.readable.Broadcast()
		return
	}
	c.recycle(p)
}

// stall keeps a packet for later and sees to it that it is tried again.
func (c *Conn) stall(p *packet, by string) {
	c.stalled = append(c.stalled, p)
	if len(c.stalled) > 1 {
		return
	}
	c.way.reportLoss(by, trace.TCP, c.pair.port, headerSize+len(p.data), c.pair.id, p.mark)
	c.wait, c.since = firstRetry, c.host.Elapsed()
	c.again()
}

// again schedules the next try. Where both programs are gone nobody waits for
// it.
func (c *Conn) again() {
	waiting := vtime.Story
	if c.closed && (c.peer.closed || c.peer.dead) {
		waiting = vtime.Guard
	}
	c.lane.Reset(&c.retry, c.wait, waiting, c.resend)
}

// resend tries the stalled packets again, in order.
func (c *Conn) resend() {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	if c.err != nil {
		c.stalled = nil
		return
	}
	if c.way.blocked(c.pair.port) != "" {
		if c.host.Elapsed()-c.since > patience {
			c.stalled = nil
			c.broken(ErrTimeout)
			return
		}
		c.wait = min(2*c.wait, lastRetry)
		c.again()
		return
	}
	waiting := c.stalled
	c.stalled = nil
	for _, p := range waiting {
		c.dispatch(p)
	}
}

// sendFin says that no more will come. Where the other program has closed
// already there is nobody to hear it.
func (c *Conn) sendFin() {
	if !c.finSent {
		c.finSent = true
		if !c.peer.closed {
			c.send(nil, true)
		}
	}
}

// sendReset tells the peer that the connection is no more. Like every packet
// it can get lost; it is not sent again.
func (c *Conn) sendReset() {
	p := c.peer
	if c.host.net.over() || c.way.blocked(c.pair.port) != "" {
		return
	}
	at := c.way.arrival(headerSize, c.host.Elapsed())
	c.lane.At(new(vtime.Timer), at, vtime.Story, func() {
		c.pair.mu.Lock()
		defer c.pair.mu.Unlock()
		if p.closed || p.err != nil {
			return
		}
		p.pair.told = true
		p.host.Emit(p.about(), trace.ConnReset{})
		p.broken(ErrReset)
	})
}
