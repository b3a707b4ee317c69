package vtime

import "time"

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
			switch found, at, err := c.look(); {
			case err != nil:
				return
			case found == due:
				c.take()()
			default:
				c.sleep(at)
			}
		}
	}()
	return c, func() { c.Stop(); <-over }
}
