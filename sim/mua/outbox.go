package mua

import (
	"slices"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// draft is a letter that is written and not handed in. No server knows of it.
type draft struct {
	identity string // in the trace
	content  mail.Message
	envelope mail.Envelope
	origin   *origin   // what it answers or passes on; may be nil
	last     trace.Seq // what happened to it last
	unsure   bool      // a server may have taken it: only its author can tell whether to send it again
}

// post hands a letter in, or keeps it in the outbox.
func (d *Device) post(l *draft, m trace.Mark) {
	m.Message = l.identity
	if d.offline {
		d.outbox = append(d.outbox, l)
		l.last = d.tell(trace.About{Message: l.identity, Cause: m.Cause, Reason: trace.Why(
			"The device is offline. Until it is online again the letter exists on it and nowhere else.", "", ""),
		}, trace.MessageKept{User: d.cfg.User, Device: d.cfg.Name, Outbox: len(d.outbox)})
		return
	}
	if f := d.submit(l, m); f != nil {
		d.outbox = append(d.outbox, l)
		d.fail("send", f) // whatever the letter was written for: it is not sent
	}
}

// empty tries to hand in what is in the outbox, the oldest first.
func (d *Device) empty() {
	d.outbox = slices.DeleteFunc(d.outbox, func(l *draft) bool {
		if l.unsure {
			return false
		}
		f := d.submit(l, trace.Mark{Message: l.identity, Cause: l.last})
		if f != nil {
			d.fail("send", f)
		}
		return f == nil
	})
}

// submit hands a letter in.
func (d *Device) submit(l *draft, m trace.Mark) *failure {
	s := &submission{Device: d, server: d.outgoing(), letter: l.content, envelope: l.envelope, mark: m}
	f := s.run()
	if f != nil {
		f.draft, l.unsure = l, f.unsure
		return f
	}
	if f := d.box.sent(l, s.mark); f != nil {
		d.fail("copy", f) // which makes the letter no less sent
	}
	return nil
}
