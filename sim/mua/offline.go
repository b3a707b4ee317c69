package mua

import "mailflow/sim/trace"

// Offline takes the device off the network, as with a switch on it. What it is
// to send from now on waits in the outbox.
func (d *Device) Offline(m trace.Mark) {
	d.perform("offline", func() *failure {
		d.box.hangUp(m)
		d.offline = true
		return nil
	})
}

// Online brings the device back, and what waits in the outbox is sent.
func (d *Device) Online(m trace.Mark) {
	d.perform("online", func() *failure {
		d.offline = false
		d.empty()
		return d.box.resume(m)
	})
}
