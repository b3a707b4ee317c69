package vtime

import (
	"math"
	"time"
)

// Real runs a clock on real time, outside a bubble, until stop is called. It
// exists so that a conformance suite which a bubble forbids can be run against
// the network. Nothing about it is reproducible, and it never rests.
func Real(seed uint64) (c *Clock, stop func()) {
	c = newClock(time.Now(), seed, func() {})
	c.endless = true
	over := make(chan struct{})
	go func() {
		defer close(over)
		for {
			switch found, run, err := c.next(true, c.Elapsed(), math.MaxInt64); {
			case err != nil:
				return
			case found == due:
				run()
			default:
				<-c.timer.C
			}
		}
	}()
	return c, func() { c.Stop(); <-over; c.End() }
}
