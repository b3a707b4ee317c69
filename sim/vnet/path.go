package vnet

import (
	"fmt"
	"time"

	"mailflow/sim/trace"
)

// loopback is how long a packet takes inside one host.
const loopback = 20 * time.Microsecond

// crossing is one link on a way, and the direction in which it is crossed.
type crossing struct {
	link *Link
	dir  Direction
}

// path is the way from one host to another.
type path struct {
	from, to *Host
	links    [2]crossing
	n        int
	reply    bool // it is a server's: firewalls look at the port of whom a connection is for
}

func (n *Network) path(from, to *Host) path {
	p := path{from: from, to: to}
	switch {
	case from == to:
	case from.site == to.site:
		p.links[0], p.n = crossing{from.site.lan, Out}, 1
	default:
		p.links[0] = crossing{from.site.uplink, Out}
		p.links[1] = crossing{to.site.uplink, In}
		p.n = 2
	}
	return p
}

// blocked names what keeps a packet for port from arriving at all; "" if
// nothing does.
func (p *path) blocked(port int) string {
	for _, c := range p.links[:p.n] {
		if c.link.ways[c.dir].cut {
			return c.link.name
		}
	}
	if p.from.down {
		return p.from.name
	}
	if p.to.down {
		return p.to.name
	}
	switch {
	case p.shut(port):
		return p.from.site.uplink.name
	case !p.reply && p.to.filtered[port]:
		return p.to.name
	}
	return ""
}

// shut reports whether the site does not let its hosts out to a port.
func (p *path) shut(port int) bool {
	return !p.reply && p.from.site != p.to.site && p.from.site.closed[port]
}

// lost draws whether a packet gets lost, and names the line that loses it.
func (p *path) lost() string {
	for _, c := range p.links[:p.n] {
		if c.link.lost(c.dir) {
			return c.link.name
		}
	}
	return ""
}

// arrival is when a packet sent at an instant is at the other host.
func (p *path) arrival(octets int, at time.Duration) time.Duration {
	if p.n == 0 {
		return at + loopback
	}
	for _, c := range p.links[:p.n] {
		at = c.link.carry(c.dir, octets, at)
	}
	return at
}

// reportLoss tells the trace that a packet did not arrive.
func (p *path) reportLoss(link string, t trace.Transport, port, octets int, conn string, m trace.Mark) {
	about := trace.About{Peer: p.to.name, Conn: conn, Message: m.Message, Cause: m.Cause}
	if p.shut(port) {
		about.Reason = p.rule(port)
	}
	p.from.Emit(about, trace.LinkLost{Transport: t, Link: link, Port: port, Octets: octets})
}

// reportBlock tells whose rule it is that a port cannot be reached. The program
// does not know: to it, nobody answers.
func (p *path) reportBlock(t trace.Transport, port int, m trace.Mark) {
	site := p.from.site
	p.from.Emit(trace.About{Peer: p.to.name, Message: m.Message, Cause: m.Cause, Reason: p.rule(port)},
		trace.LinkBlocked{Transport: t, Link: site.uplink.name, Site: site.name, Port: port})
}

func (p *path) rule(port int) *trace.Reason {
	return trace.Why(fmt.Sprintf("The network of %s lets nobody in it reach port %d outside. It drops the packets without a word.", p.from.site.name, port),
		"sites.block_out", "RFC 5068 §4")
}
