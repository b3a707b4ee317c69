package mua

import (
	"time"

	"mailflow/sim/mail/compose"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// pace is how long a program takes to begin with what it is told to do.
const pace = 200 * time.Microsecond

// Device is one mail program of one person on one host.
//
// Its methods give it something to do and return at once. It does one thing
// after the other, in the order in which they were asked for. The Mark names
// the event that asked. Call them from an event of the world, not from another
// goroutine.
type Device struct {
	cfg  Config
	host *vnet.Host
	box  mailbox
	todo []func() // the one under way first

	works bool // somebody sees to what is to do

	offline bool
	outbox  []*draft // the oldest first
}

// mailbox is the person's mailbox, over one protocol or the other.
type mailbox interface {
	fetch(trace.Mark) *failure
	read(subject string, m trace.Mark) *failure
	remove(subject string, m trace.Mark) *failure
	move(subject, to string, m trace.Mark) *failure
	inbox() pile                          // what the device knows of it
	sent(l *draft, m trace.Mark) *failure // what is to be done when a letter has been sent

	beginWatch(trace.Mark) *failure
	endWatch(trace.Mark)
	hangUp(trace.Mark)          // for a while
	resume(trace.Mark) *failure // after that
	wait() bool                 // for news, or for wake; false: nobody is waiting for any
	wake()
}

// New makes a device that has not fetched anything yet. A protocol that is
// neither POP3 nor IMAP is a bug of the caller and panics.
func New(h *vnet.Host, cfg Config) *Device {
	d := &Device{cfg: cfg, host: h}
	switch {
	case cfg.Access == trace.POP3:
		d.box = &maildrop{Device: d}
	case cfg.Access == trace.IMAP:
		d.box = &folder{Device: d}
	default:
		panic("mua: no mailbox is read over " + string(cfg.Access))
	}
	return d
}

// Host is the host that the device runs on.
func (d *Device) Host() *vnet.Host { return d.host }

// Send writes a letter and submits it. From is the device's person and Host the
// device's, unless the letter says otherwise.
//
// If the server refuses one of the recipients nothing is sent to the others
// either: the person is to mend the list first. What was not sent stays in the
// outbox and is tried again when the settings are changed or the device comes
// online, and not by itself.
//
// Whether a copy goes into the folder Sent is a setting: it takes another
// connection, which a first lesson is better without.
func (d *Device) Send(l compose.Letter, m trace.Mark) {
	d.perform("send", func() *failure { return d.write(l, nil, m) })
}

// Fetch looks for new mail in the inbox. Over IMAP the device also learns what
// its person's other devices have done there.
func (d *Device) Fetch(m trace.Mark) {
	d.perform("fetch", func() *failure { return d.box.fetch(m) })
}

// Read opens the newest letter in the inbox with this subject. An empty subject
// is the newest unread letter, or the newest if all were read. Over IMAP the
// server is told; over POP3 only this device knows, and can open only what it
// has fetched.
func (d *Device) Read(subject string, m trace.Mark) {
	d.perform("read", func() *failure { return d.box.read(subject, m) })
}

// Delete puts the newest letter in the inbox with this subject, any if it is
// empty, into the trash. Over IMAP that is a folder on the server, so the letter
// is gone from the inbox on all devices. Over POP3 it is the device's own; if it
// keeps letters on the server, the next fetch removes this one there.
func (d *Device) Delete(subject string, m trace.Mark) {
	d.perform("delete", func() *failure { return d.box.remove(subject, m) })
}

// Move puts the newest letter in the inbox with this subject, any if it is
// empty, into another folder: over IMAP one on the server, which is made if it
// does not exist; over POP3, which knows no folders, one on the device.
func (d *Device) Move(subject, to string, m trace.Mark) {
	d.perform("move", func() *failure { return d.box.move(subject, to, m) })
}

// Archive puts the newest letter in the inbox with this subject, any if it is
// empty, into the folder for letters that are done with (RFC 6154 §2).
func (d *Device) Archive(subject string, m trace.Mark) {
	d.perform("archive", func() *failure { return d.box.move(subject, archive, m) })
}

// perform queues something to do, and sees to it that somebody does it.
func (d *Device) perform(action string, run func() *failure) {
	d.todo = append(d.todo, func() {
		if f := run(); f != nil {
			d.fail(action, f)
		}
	})
	switch {
	case !d.works:
		d.works = true
		d.host.Go(pace, d.work)
	case len(d.todo) == 1:
		d.box.wake()
	}
}

// work does what there is to do, and in between waits for news where the person
// wants to hear of it. Nobody else touches the device's mail.
func (d *Device) work() {
	for {
		d.todo[0]()
		d.todo = d.todo[1:]
		for len(d.todo) == 0 {
			if !d.box.wait() && len(d.todo) == 0 {
				d.todo, d.works = nil, false
				return
			}
		}
		if !d.host.Sleep(pace) {
			return
		}
	}
}

// fail tells the person that something was not done.
func (d *Device) fail(action string, f *failure) {
	seq := d.tell(f.about, trace.ActionFailed{Action: action, User: d.cfg.User, Device: d.cfg.Name, Reply: f.reply})
	if f.draft != nil {
		f.draft.last = seq
	}
}

// tell records something that the program does.
func (d *Device) tell(about trace.About, body trace.Body) trace.Seq {
	about.Role = trace.MUA
	return d.host.Emit(about, body)
}
