package ui

import (
	"time"

	"mailflow/sim/trace"
)

// Limits keep one browser, or one scenario, from taking all there is. A field
// that is zero has the value that is named here.
type Limits struct {
	Source int           // octets of a scenario's text; 256 KiB
	Frame  int           // octets of one frame from a browser; 1 MiB
	Rate   int           // frames from one browser in a second, and twice as many at once; 20
	Behind int           // frames of one browser that wait for their answer; 64
	Socks  int           // sockets open at once; 64
	Worlds int           // worlds running at once; 2
	Wait   time.Duration // how long an open waits for a world to finish; 5 s

	Events int           // events of a run; 200,000
	Time   time.Duration // real time that a run may take; 60 s
	Kept   int           // runs kept for those who come back; 32
	Memory int64         // octets of all runs together, estimated; 512 MiB

	Ping  time.Duration // how often the server asks whether the browser is there; 20 s
	Quiet time.Duration // how long a browser may be silent; 60 s
	Write time.Duration // how long one frame may take to be written; 10 s
}

// orDefault fills in what is zero.
func (l Limits) orDefault() Limits {
	def(&l.Source, 256<<10)
	def(&l.Frame, 1<<20)
	def(&l.Rate, 20)
	def(&l.Behind, 64)
	def(&l.Socks, 64)
	def(&l.Worlds, 2)
	def(&l.Wait, 5*time.Second)
	def(&l.Events, 200_000)
	def(&l.Time, time.Minute)
	def(&l.Kept, 32)
	def(&l.Memory, 512<<20)
	def(&l.Ping, 20*time.Second)
	def(&l.Quiet, time.Minute)
	def(&l.Write, 10*time.Second)
	return l
}

func def[T comparable](v *T, value T) {
	var zero T
	if *v == zero {
		*v = value
	}
}

// A frame of events holds at most this many of them, and no more once it has
// reached this many octets.
const (
	batchEvents = 256
	batchOctets = 64 << 10
)

// weight estimates the memory of an event in octets. Those that carry a whole
// message are weighed; the rest is much the same.
func weight(e trace.Event) int64 {
	const usual = 500
	if b, ok := e.Body.(trace.MessageComposed); ok {
		return usual + int64(len(b.Content))
	}
	return usual
}
