package vnet

import (
	"io"
	"net"
	"sync"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

const (
	// window is how many octets one end may send that the other has not read.
	window = 64 << 10
	// segmentSize is the most that goes in one packet of ours; real ones are
	// smaller, but nothing that we teach depends on that.
	segmentSize = 16 << 10
	// headerSize is added to each packet, for the bandwidth (IPv4 + TCP).
	headerSize = 40
)

// Conn is one end of a connection. It is a [net.Conn] with the errors and the
// deadlines of a TCP one, and not a [net.PacketConn]: the DNS library tells the
// transports apart by that.
type Conn struct {
	pair *pair
	host *Host
	peer *Conn
	role trace.Role // of the program that holds this end
	way  path       // to the peer
	lane vtime.Lane

	local, remote *net.TCPAddr

	// All below is guarded by pair.mu.

	inbox    []*packet // arrived and not read
	readable sync.Cond
	writable sync.Cond
	unread   int // octets in our inbox, on their way to the peer, or in its inbox

	readBy, writeBy deadline
	err             error // why the end is no use any more, once it is not
	closed          bool  // by Close
	finSent         bool  // by Close or CloseWrite
	eof             bool  // the peer will send no more
	dead            bool  // the host went down

	say   trace.Mark // goes with what is written
	heard trace.Mark // came with what was read last

	stalled []*packet // could not be sent, oldest first
	retry   vtime.Timer
	wait    time.Duration // until the next retry
	since   time.Duration // when the stall began
	last    time.Duration // when the packet sent last arrives
}

// pair is a connection: both ends and what they share.
type pair struct {
	mu             sync.Mutex
	id             string
	port           int  // the server's
	told           bool // the first close is in the trace
	client, server Conn
	from, to       net.TCPAddr // as the client sees them
	seen, at       net.TCPAddr // as the server does, where a router is between
	spare          []*packet   // used before, in room below
	room           [2]*packet
}

// newPair makes a connection between a client's address and a server's.
func newPair(id string, client, server *Host, from, to net.TCPAddr) *pair {
	n := client.net
	p := &pair{id: id, port: to.Port, from: from, to: to}
	p.spare = p.room[:0]
	c, s := &p.client, &p.server
	c.host, c.peer, c.local, c.remote, c.way = client, s, &p.from, &p.to, n.path(client, server)
	s.host, s.peer, s.local, s.remote, s.way = server, c, &p.to, &p.from, n.path(server, client)
	s.way.reply = true
	for _, e := range [...]*Conn{c, s} {
		e.pair = p
		e.readable.L, e.writable.L = &p.mu, &p.mu
		n.clock.Open(&e.lane)
	}
	c.readBy.waiting, c.writeBy.waiting = vtime.Story, vtime.Story
	s.readBy.waiting, s.writeBy.waiting = vtime.Guard, vtime.Guard
	return p
}

// ID is the connection's name in the trace, the same at both ends.
func (c *Conn) ID() string { return c.pair.id }

// Host is this end's host.
func (c *Conn) Host() *Host { return c.host }

// PeerName is the name of the other end's host, for the trace.
func (c *Conn) PeerName() string { return c.peer.host.name }

// LocalAddr implements [net.Conn]; it is a *net.TCPAddr.
func (c *Conn) LocalAddr() net.Addr { return c.local }

// RemoteAddr implements [net.Conn]; it is a *net.TCPAddr.
func (c *Conn) RemoteAddr() net.Addr { return c.remote }

// Patient makes this end's deadlines mere guards: it may sit idle for ever, and
// nobody waits for that to end. So are a server's from the start.
func (c *Conn) Patient() {
	c.pair.mu.Lock()
	c.readBy.waiting, c.writeBy.waiting = vtime.Guard, vtime.Guard
	c.pair.mu.Unlock()
}

// Say sets what the octets written from now on are about.
func (c *Conn) Say(m trace.Mark) {
	c.pair.mu.Lock()
	c.say = m
	c.pair.mu.Unlock()
}

// Heard is what the octets read last are about.
func (c *Conn) Heard() trace.Mark {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	return c.heard
}

// Read implements [net.Conn]. It returns octets of one packet at most, so that
// Heard is exact.
func (c *Conn) Read(b []byte) (int, error) {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	began := time.Time{}
	for {
		switch {
		case c.closed:
			return 0, c.fail("read", ErrClosed)
		case c.readBy.passed(c.host.Now()):
			c.reportSilence(began)
			return 0, c.fail("read", ErrTimeout)
		case len(c.inbox) > 0:
			return c.take(b), nil
		case c.err != nil:
			return 0, c.fail("read", c.err)
		case c.eof:
			return 0, io.EOF
		case len(b) == 0:
			return 0, nil
		}
		if began.IsZero() {
			began = c.host.Now()
		}
		c.readBy.wait(c, &c.readable)
	}
}

// take moves octets from the inbox and lets a blocked writer go on.
func (c *Conn) take(b []byte) int {
	p := c.inbox[0]
	n := copy(b, p.data)
	p.data = p.data[n:]
	c.heard = p.mark
	if len(p.data) == 0 {
		c.inbox = append(c.inbox[:0], c.inbox[1:]...) // few wait, and the memory stays
		c.recycle(p)
	}
	full := c.peer.unread >= window
	if c.peer.unread -= n; full && c.peer.unread < window {
		c.openWindow()
	}
	return n
}

// openWindow tells the peer that there is room again; that too takes its time.
func (c *Conn) openWindow() {
	p := c.peer
	if c.host.net.over() {
		return
	}
	c.lane.At(new(vtime.Timer), c.way.arrival(headerSize, c.host.Elapsed()), vtime.Story, func() {
		c.pair.mu.Lock()
		p.writable.Broadcast()
		c.pair.mu.Unlock()
	})
}

// Write implements [net.Conn]. It blocks while the peer does not read what was
// sent before.
func (c *Conn) Write(b []byte) (int, error) {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	done := 0
	for {
		switch {
		case c.closed:
			return done, c.fail("write", ErrClosed)
		case c.writeBy.passed(c.host.Now()):
			return done, c.fail("write", ErrTimeout)
		case c.err != nil:
			return done, c.fail("write", c.err)
		case c.finSent:
			return done, c.fail("write", ErrClosed)
		case done == len(b):
			return done, nil
		case c.unread < window:
			n := min(len(b)-done, segmentSize, window-c.unread)
			c.unread += n
			c.send(b[done:done+n], false)
			if done += n; done == len(b) {
				return done, nil
			}
		default:
			c.writeBy.wait(c, &c.writable)
		}
	}
}

// CloseWrite says that this end will send no more, and still listens.
func (c *Conn) CloseWrite() error {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	if c.closed || c.err != nil {
		return c.fail("close", ErrClosed)
	}
	c.sendFin()
	return nil
}

// Close implements [net.Conn]. What was written still arrives; what was not
// read is thrown away.
func (c *Conn) Close() error {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	if c.closed {
		return c.fail("close", ErrClosed)
	}
	if c.err == nil {
		c.reportClose()
		c.sendFin()
	}
	c.closed = true
	c.release()
	return nil
}

// Abort breaks the connection off: the peer gets a reset instead of an end.
func (c *Conn) Abort() { c.abort(ErrClosed) }

func (c *Conn) abort(err error) {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	if c.closed {
		return
	}
	if c.err == nil {
		c.err = err
		c.sendReset()
	}
	c.closed = true
	c.release()
}

// die is the end on a host that goes down: nobody is told. The host's own
// programs find out, one by one, when it is up again.
func (c *Conn) die() {
	c.pair.mu.Lock()
	c.dead = true
	c.pair.mu.Unlock()
	c.host.After(0, vtime.Story, func() {
		c.pair.mu.Lock()
		defer c.pair.mu.Unlock()
		c.broken(ErrReset)
	})
}

// broken ends the connection for this end's program.
func (c *Conn) broken(err error) {
	if c.err == nil && !c.closed {
		c.err = err
		c.inbox = nil
	}
	c.release()
}

// release wakes who waits on this end and takes back what it scheduled.
func (c *Conn) release() {
	c.readBy.stop()
	c.writeBy.stop()
	c.readable.Broadcast()
	c.writable.Broadcast()
	if c.closed || c.err != nil {
		c.host.drop(c)
		for _, p := range c.pair.spare {
			c.host.net.recycle(p)
		}
		c.pair.spare = c.pair.spare[:0]
	}
}

func (c *Conn) fail(op string, err error) error {
	return opError(op, "tcp", c.local, c.remote, err)
}

// reportClose tells the trace who closed first.
func (c *Conn) reportClose() {
	if !c.pair.told {
		c.pair.told = true
		c.host.Emit(c.about(), trace.ConnClosed{})
	}
}

// reportSilence tells the trace that the program gave up on a silent peer.
func (c *Conn) reportSilence(began time.Time) {
	if began.IsZero() {
		return // the deadline had passed before anybody waited
	}
	c.host.Emit(c.about(), trace.ConnTimeout{
		Remote: c.remote.String(), Phase: "talk", Seconds: int(c.host.Now().Sub(began).Seconds()),
	})
}

// about is the latest of what was said and heard on the connection.
func (c *Conn) about() trace.About {
	m := c.say
	if c.heard.Cause > m.Cause {
		m = c.heard
	}
	return trace.About{Role: c.role, Peer: c.peer.host.name, Conn: c.pair.id, Message: m.Message, Cause: m.Cause}
}
