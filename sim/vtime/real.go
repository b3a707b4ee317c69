package vtime

import "time"

// Real runs a clock on real time, outside a bubble, until stop is called. It
// exists so that a conformance suite which a bubble forbids can be run against
// the network. Nothing about it is reproducible, and it never rests.
func Real(seed uint64) (c *Clock, stop func()) {
	c = newClock(time.Now(), seed, func() {})
	c.endless = true
	done, over := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(over)
		for {
			select {
			case <-done:
				return
			default:
			}
			if due, sleep, _, _ := c.next(); due != nil {
				due()
			} else {
				c.sleep(sleep)
			}
		}
	}()
	return c, func() { close(done); c.poke(); <-over }
}
