package vnet

import (
	"sync"
	"time"

	"mailflow/sim/vtime"
)

// deadline is one of a connection's two. The libraries set deadlines before
// each line, so setting one must cost nothing: the timer is armed only when
// somebody waits, and left alone as long as it fires early enough.
type deadline struct {
	at      time.Time
	waiting vtime.Waiting
	timer   vtime.Timer
	armed   time.Time // when the timer fires; zero if it is not set
	ring    func()    // fire, bound once
	blocked int       // how many wait
}

func (d *deadline) passed(now time.Time) bool { return !d.at.IsZero() && !now.Before(d.at) }

// wait blocks until cond is signalled or the deadline may have passed. The
// caller holds the lock and looks again.
func (d *deadline) wait(c *Conn, cond *sync.Cond) {
	d.blocked++
	d.arm(c, cond)
	cond.Wait()
	if d.blocked--; d.blocked == 0 && d.waiting == vtime.Story && !d.armed.IsZero() {
		d.timer.Becomes(vtime.Guard)
	}
}

// arm makes the timer fire no later than the deadline.
func (d *deadline) arm(c *Conn, cond *sync.Cond) {
	if d.at.IsZero() {
		return
	}
	if !d.armed.IsZero() && !d.armed.After(d.at) {
		if d.waiting == vtime.Story {
			d.timer.Becomes(vtime.Story)
		}
		return
	}
	d.armed = d.at
	if d.ring == nil {
		fire := func() { d.fire(c, cond) }
		d.ring = func() { c.host.whenUp(fire) }
	}
	c.lane.AtTime(&d.timer, d.at, d.waiting, d.ring)
}

// fire wakes who waits if the deadline, which may have moved, has passed.
func (d *deadline) fire(c *Conn, cond *sync.Cond) {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	d.armed = time.Time{}
	switch {
	case d.blocked == 0 || d.at.IsZero():
	case d.passed(c.host.Now()):
		cond.Broadcast()
	default:
		d.arm(c, cond)
	}
}

// stop takes the timer back.
func (d *deadline) stop() {
	if !d.armed.IsZero() {
		d.armed = time.Time{}
		d.timer.Stop()
	}
}

// set changes the deadline; who waits looks again.
func (d *deadline) set(c *Conn, cond *sync.Cond, at time.Time) {
	d.at = at
	if d.blocked == 0 {
		return
	}
	if d.passed(c.host.Now()) {
		cond.Broadcast()
	} else {
		d.arm(c, cond)
	}
}

// SetDeadline implements [net.Conn].
func (c *Conn) SetDeadline(t time.Time) error {
	if err := c.SetReadDeadline(t); err != nil {
		return err
	}
	return c.SetWriteDeadline(t)
}

// SetReadDeadline implements [net.Conn]; it wakes a blocked Read.
func (c *Conn) SetReadDeadline(t time.Time) error {
	return c.setDeadline(&c.readBy, &c.readable, t)
}

// SetWriteDeadline implements [net.Conn]; it wakes a blocked Write.
func (c *Conn) SetWriteDeadline(t time.Time) error {
	return c.setDeadline(&c.writeBy, &c.writable, t)
}

func (c *Conn) setDeadline(d *deadline, cond *sync.Cond, t time.Time) error {
	c.pair.mu.Lock()
	defer c.pair.mu.Unlock()
	if c.closed {
		return c.fail("set", ErrClosed)
	}
	d.set(c, cond, t)
	return nil
}
