package vnet

import (
	"net"
	"sync"

	"mailflow/sim/trace"
)

// backlog is how many connections may wait to be accepted.
const backlog = 128

// listener is what waits at a port: a program that accepts, or a function that
// is called, so that an idle server costs no goroutine.
type listener struct {
	host   *Host
	addr   *net.TCPAddr
	role   trace.Role
	handle func(*Conn) // nil: to be accepted

	mu     sync.Mutex
	ready  sync.Cond
	queue  []*Conn
	closed bool
}

// Listen opens a port for a program that accepts. The Listener's connections
// are *Conn.
func (h *Host) Listen(port int, role trace.Role) (net.Listener, error) {
	return h.listen(port, role, nil)
}

// Serve opens a port and runs handle in a goroutine of its own for each
// connection. Handle must close it.
func (h *Host) Serve(port int, role trace.Role, handle func(*Conn)) (net.Listener, error) {
	return h.listen(port, role, handle)
}

func (h *Host) listen(port int, role trace.Role, handle func(*Conn)) (*listener, error) {
	l := &listener{host: h, role: role, handle: handle, addr: &net.TCPAddr{IP: h.net.ip(h.addrs[0]), Port: port}}
	l.ready.L = &l.mu
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.streams[port] != nil {
		return nil, opError("listen", "tcp", l.addr, nil, ErrPortInUse)
	}
	if h.streams == nil {
		h.streams = map[int]*listener{}
	}
	h.streams[port] = l
	return l, nil
}

// deliver hands a connection over; false if there is no room.
func (l *listener) deliver(c *Conn) bool {
	if l.host.net.over() {
		return false
	}
	if l.handle != nil {
		l.host.net.clock.Go(func() { l.handle(c) })
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.closed || len(l.queue) >= backlog {
		return false
	}
	l.queue = append(l.queue, c)
	l.ready.Signal()
	return true
}

// Accept implements [net.Listener].
func (l *listener) Accept() (net.Conn, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	for len(l.queue) == 0 {
		if l.closed || l.handle != nil {
			return nil, opError("accept", "tcp", l.addr, nil, ErrClosed)
		}
		l.ready.Wait()
	}
	c := l.queue[0]
	l.queue = l.queue[1:]
	return c, nil
}

// Close implements [net.Listener]. Connections that nobody accepted are reset.
func (l *listener) Close() error {
	l.mu.Lock()
	closed, queue := l.closed, l.queue
	l.closed, l.queue = true, nil
	l.ready.Broadcast()
	l.mu.Unlock()
	if closed {
		return opError("close", "tcp", l.addr, nil, ErrClosed)
	}
	l.host.mu.Lock()
	delete(l.host.streams, l.addr.Port)
	l.host.mu.Unlock()
	for _, c := range queue {
		c.Abort()
	}
	return nil
}

// Addr implements [net.Listener].
func (l *listener) Addr() net.Addr { return l.addr }
