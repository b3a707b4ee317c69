package mua

import (
	"errors"
	"slices"
	"time"

	"mailflow/sim/imap"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// renewal is how long a program idles before it says so again: a server may take
// a client for dead that is silent for half an hour (RFC 2177 §3).
const renewal = 29 * time.Minute

// Watch keeps a connection open over which the server tells at once what happens
// in the inbox (RFC 2177). What the person asks for from now on goes over it too.
// POP3 has nothing like that.
func (d *Device) Watch(m trace.Mark) {
	d.perform("watch", func() *failure { return d.box.beginWatch(m) })
}

// Unwatch ends Watch.
func (d *Device) Unwatch(m trace.Mark) {
	d.perform("unwatch", func() *failure {
		d.box.endWatch(m)
		return nil
	})
}

func (b *folder) beginWatch(m trace.Mark) *failure {
	b.watches = true
	if b.watch != nil {
		return nil
	}
	c, f := b.open(m)
	if f != nil {
		return f
	}
	if err := b.enter(c); err != nil {
		f = b.why(after(c), err)
		leave(c, f)
		return f
	}
	b.watch = c
	return nil
}

func (b *folder) endWatch(m trace.Mark) {
	b.watches = false
	b.hangUp(m)
}

// hangUp says goodbye over the connection that watches.
func (b *folder) hangUp(m trace.Mark) {
	if b.watch != nil {
		b.watch.Because(m.Cause)
		b.watch.Logout()
		b.watch = nil
	}
}

// resume watches again if the person wants that.
func (b *folder) resume(m trace.Mark) *failure {
	if !b.watches {
		return nil
	}
	return b.beginWatch(m)
}

// watched looks at what became of something that was done over the connection
// that watches.
func (b *folder) watched(f *failure) *failure {
	if f != nil && f.broken {
		b.watch.Close()
		b.watch = nil
	}
	return f
}

// wait idles until the server has news, or wake is called. It is false if the
// device does not watch, or not any more.
func (b *folder) wait() bool {
	c := b.watch
	if c == nil {
		return false
	}
	renew := b.host.After(renewal, vtime.Guard, c.Stop)
	var news []imap.Update
	err := c.Idle(func(u imap.Update) bool {
		news = append(news, u)
		return false
	})
	renew.Stop()
	if err == nil {
		err = b.adopt(c, news)
	}
	if err == nil || errors.Is(err, vnet.ErrClosed) { // the world is over
		return err == nil
	}
	b.fail("watch", b.watched(b.why(after(c), err)))
	return b.watch != nil
}

// wake ends wait.
func (b *folder) wake() {
	if c := b.watch; c != nil {
		c.Stop()
	}
}

// adopt learns what the server told unasked.
func (b *folder) adopt(c *imap.Client, news []imap.Update) error {
	arrived := func(u imap.Update) bool { return u.Exists > 0 }
	if slices.ContainsFunc(news, func(u imap.Update) bool { return !arrived(u) }) {
		if err := b.review(c); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(news, arrived) {
		return b.collect(c)
	}
	return nil
}

// A device that reads over POP3 cannot watch.

func (b *maildrop) beginWatch(m trace.Mark) *failure {
	return because(m, "POP3 has no way to hear of new mail: a program has to come and ask, again and again.", "devices.access", "RFC 1939 §3")
}

func (b *maildrop) endWatch(trace.Mark)        {}
func (b *maildrop) hangUp(trace.Mark)          {}
func (b *maildrop) resume(trace.Mark) *failure { return nil }
func (b *maildrop) wait() bool                 { return false }
func (b *maildrop) wake()                      {}
