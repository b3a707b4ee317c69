package mua

// Offline takes the device off the network, as with a switch on it. What it is
// to send from now on waits in the outbox.
func (d *Device) Offline() {
	d.perform("offline", func() *failure {
		d.offline = true
		return nil
	})
}

// Online brings the device back, and what waits in the outbox is sent.
func (d *Device) Online() {
	d.perform("online", func() *failure {
		d.offline = false
		d.empty()
		return nil
	})
}
