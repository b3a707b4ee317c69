package vnet

import (
	"net"
	"net/netip"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vtime"
)

const (
	// firstSYN is the first wait for an answer to a connection request; each
	// further one is twice as long (RFC 6298 §2.1).
	firstSYN = time.Second
	// dialTimeout is for who names none: the usual six repetitions.
	dialTimeout = 127 * time.Second
)

// Dial opens connections for a program.
type Dial struct {
	Role    trace.Role    // of the program
	Timeout time.Duration // for the handshake; 127 s if zero
	Mark    trace.Mark    // what the connection is for
}

// dialling is a handshake under way.
type dialling struct {
	Dial
	host  *Host
	to    netip.AddrPort
	local net.TCPAddr
	away  net.TCPAddr
	done  chan struct{}
	conn  *Conn
	err   error
	over  bool
	began time.Time
	syn   vtime.Timer
	limit vtime.Timer
}

// Dial connects to an address. The error is a *DialError that wraps ErrRefused,
// ErrUnreachable or ErrTimeout; or, when the world is over, wraps ErrClosed.
func (h *Host) Dial(to netip.AddrPort, d Dial) (*Conn, error) {
	if d.Timeout <= 0 {
		d.Timeout = dialTimeout
	}
	a := &dialling{Dial: d, host: h, to: to, done: make(chan struct{}), began: h.Now(),
		away: net.TCPAddr{IP: h.net.ip(to.Addr()), Port: int(to.Port())}}
	if h.net.over() {
		return nil, opError("dial", "tcp", nil, &a.away, ErrClosed)
	}
	from := h.Addr(to.Addr())
	if !from.IsValid() {
		return nil, a.give(ErrUnreachable, trace.ConnUnreachable{Remote: to.String()})
	}
	a.local = net.TCPAddr{IP: h.net.ip(from), Port: h.ephemeral()}
	h.lane.Reset(&a.limit, d.Timeout, vtime.Story, a.timeout)
	a.knock(firstSYN)
	select {
	case <-a.done:
	case <-h.net.done:
		return nil, opError("dial", "tcp", &a.local, &a.away, ErrClosed)
	}
	if a.err != nil {
		return nil, a.err
	}
	c := a.conn
	seq := h.Emit(trace.About{Role: d.Role, Peer: c.peer.host.name, Conn: c.ID(), Message: d.Mark.Message, Cause: d.Mark.Cause},
		trace.ConnOpened{Local: netip.AddrPortFrom(from, uint16(c.local.Port)).String(), Remote: to.String(), Service: Service(c.remote.Port)})
	c.Say(trace.Mark{Cause: seq, Message: d.Mark.Message})
	return c, nil
}

// knock sends the connection request, and again while nobody answers.
func (a *dialling) knock(again time.Duration) {
	h := a.host
	if h.down { // it asks anew when it is up again
		h.whenUp(func() { a.knock(firstSYN) })
		return
	}
	f := h.net.flow(h, netip.AddrPortFrom(h.Addr(a.to.Addr()), uint16(a.local.Port)), a.to, trace.TCP)
	target := f.target
	if f.refused {
		h.lane.Reset(&a.syn, 2*h.site.uplink.line.Latency+loopback, vtime.Story, a.heard(func() {
			a.finish(nil, ErrRefused, trace.ConnRefused{Remote: a.to.String()})
		}))
		return
	}
	if target == nil {
		h.lane.Reset(&a.syn, 2*h.site.uplink.line.Latency+loopback, vtime.Story, a.heard(func() {
			a.finish(nil, ErrUnreachable, trace.ConnUnreachable{Remote: a.to.String()})
		}))
		return
	}
	way := h.net.path(h, target)
	by := way.blocked(int(a.to.Port()))
	if by == "" {
		by = way.lost()
	}
	if way.shut(int(a.to.Port())) && again == firstSYN {
		way.reportBlock(trace.TCP, int(a.to.Port()), a.Mark)
	}
	if by != "" {
		way.reportLoss(by, trace.TCP, int(a.to.Port()), headerSize, "", a.Mark)
		h.lane.Reset(&a.syn, again, vtime.Story, func() { a.knock(2 * again) })
		return
	}
	at := way.arrival(headerSize, h.Elapsed())
	h.lane.At(&a.syn, at, vtime.Story, func() { a.answer(f, again) })
}

// answer is the request at the other host.
func (a *dialling) answer(f flow, again time.Duration) {
	h, target := a.host, f.target
	back := h.net.path(target, h)
	back.reply = true
	if back.blocked(int(a.to.Port())) != "" || target.down {
		h.lane.Reset(&a.syn, again, vtime.Story, func() { a.knock(2 * again) })
		return
	}
	at := back.arrival(headerSize, h.Elapsed())
	l := target.listenerAt(int(a.to.Port()))
	if l == nil {
		h.lane.At(&a.syn, at, vtime.Story, a.heard(func() {
			a.finish(nil, ErrRefused, trace.ConnRefused{Remote: a.to.String()})
		}))
		return
	}
	h.lane.At(&a.syn, at, vtime.Story, a.heard(func() { a.establish(f, l) }))
}

// heard is what an answer leads to, if there is somebody to hear it.
func (a *dialling) heard(then func()) func() {
	return func() {
		if a.over {
			return
		}
		if a.host.down {
			a.knock(firstSYN)
			return
		}
		then()
	}
}

// establish is the answer at the client: it may speak from now on. The server
// hears of the connection when the last packet of the handshake is there.
func (a *dialling) establish(f flow, l *listener) {
	h, target := a.host, f.target
	if a.over {
		return
	}
	p := newPair(h.net.nextConn(), h, target, a.local, a.away)
	p.translate(f)
	c, s := &p.client, &p.server
	c.role, s.role = a.Role, l.role
	h.hold(c)
	target.hold(s)
	at := c.way.arrival(headerSize, h.Elapsed())
	c.last = at
	c.lane.At(new(vtime.Timer), at, vtime.Story, func() {
		c.pair.mu.Lock()
		m := c.say
		if f.why != nil && !target.down {
			m.Cause = f.translated(a, p.id, m, l.role)
		}
		s.say, s.heard = m, m // the server acts because the connection was opened
		s.dead = s.dead || target.down
		dead := s.dead
		c.pair.mu.Unlock()
		if dead {
			return // its host went off since
		}
		if !l.deliver(s) {
			s.Abort()
		}
	})
	a.finish(c, nil, nil)
}

func (a *dialling) timeout() {
	a.host.whenUp(func() {
		a.finish(nil, ErrTimeout, trace.ConnTimeout{
			Remote: a.to.String(), Phase: "connect", Seconds: int(a.host.Now().Sub(a.began).Seconds()),
		})
	})
}

// finish wakes the caller of Dial, once.
func (a *dialling) finish(c *Conn, err error, why trace.Body) {
	if a.over {
		return
	}
	a.over = true
	a.syn.Stop()
	a.limit.Stop()
	a.conn = c
	if err != nil {
		a.err = a.give(err, why)
	}
	close(a.done)
}

// give records a failure and makes its error.
func (a *dialling) give(err error, why trace.Body) error {
	seq := a.host.Emit(trace.About{Role: a.Role, Peer: a.host.NameOf(a.to.Addr()), Message: a.Mark.Message, Cause: a.Mark.Cause}, why)
	return &DialError{opError("dial", "tcp", &a.local, &a.away, err), seq}
}
