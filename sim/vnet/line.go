package vnet

import (
	"math/rand/v2"
	"time"
)

// Line is what a line is like. The zero value takes no time and loses nothing.
type Line struct {
	Latency   time.Duration // one way
	Jitter    time.Duration // added to the latency, evenly drawn from [0, Jitter)
	Loss      float64       // the chance of a packet to get lost, 0 to 1
	Bandwidth int64         // octets a second; 0 is without limit
}

// Direction is a way along a line, as the site sees it.
type Direction int

const (
	Out Direction = iota
	In
)

// Link is a running line of a site.
type Link struct {
	name string
	line Line
	net  *Network
	ways [2]way // by Direction
}

// way is one direction of a link.
type way struct {
	cut    bool
	free   time.Duration // when the line has sent what was given to it
	chance *rand.Rand    // made when first needed
}

// Name is unique in the network: the site's name and "uplink" or "lan".
func (l *Link) Name() string { return l.name }

// Cut stops all traffic in a direction, silently, as a broken cable does.
func (l *Link) Cut(d Direction) { l.ways[d].cut = true }

// Mend undoes Cut.
func (l *Link) Mend(d Direction) { l.ways[d].cut = false }

// IsCut reports whether a direction is cut.
func (l *Link) IsCut(d Direction) bool { return l.ways[d].cut }

// lost draws whether a packet gets lost.
func (l *Link) lost(d Direction) bool {
	return l.line.Loss > 0 && l.draw(d).Float64() < l.line.Loss
}

// carry gives a packet to the line at an instant and returns when it is at the
// other end.
func (l *Link) carry(d Direction, octets int, at time.Duration) time.Duration {
	w := &l.ways[d]
	if l.line.Bandwidth > 0 {
		if w.free > at {
			at = w.free
		}
		at += time.Duration(int64(octets) * int64(time.Second) / l.line.Bandwidth)
		w.free = at
	}
	at += l.line.Latency
	if l.line.Jitter > 0 {
		at += time.Duration(l.draw(d).Int64N(int64(l.line.Jitter)))
	}
	return at
}

func (l *Link) draw(d Direction) *rand.Rand {
	w := &l.ways[d]
	if w.chance == nil {
		w.chance = l.net.clock.Chance("link " + l.name + [...]string{" out", " in"}[d])
	}
	return w.chance
}
