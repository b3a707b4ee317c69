package scenario

import "time"

// The local network of a small office.
const (
	lanLatency = 300 * time.Microsecond
	lanJitter  = 30 * time.Microsecond
)

// setUpLinks gives every line the properties that it takes from the network.
func (d *draft) setUpLinks() {
	n := &d.Network
	d.inherit(&n.LAN, Link{Latency: lanLatency, Jitter: lanJitter})
	uplink := Link{Latency: n.Latency, Jitter: n.Jitter, Loss: n.Loss, Bandwidth: n.Bandwidth}
	for _, s := range d.Sites {
		d.inherit(&s.Link, uplink)
		d.inherit(&s.LAN, n.LAN)
	}
}

func (d *draft) inherit(l *Link, from Link) {
	if !d.places.Given(&l.Latency) {
		l.Latency = from.Latency
	}
	if !d.places.Given(&l.Jitter) {
		l.Jitter = from.Jitter
	}
	if !d.places.Given(&l.Loss) {
		l.Loss = from.Loss
	}
	if !d.places.Given(&l.Bandwidth) {
		l.Bandwidth = from.Bandwidth
	}
}
