package vtime

// maxIdle is how many goroutines wait for something to do.
const maxIdle = 64

// Go runs a function in a goroutine of the world. A panic in it ends the world
// with an error instead of the process.
//
// Goroutines are used again: most of what a short-lived one costs is the growing
// of its stack.
func (c *Clock) Go(run func()) {
	c.mu.Lock()
	last := len(c.idle) - 1
	if last < 0 {
		c.mu.Unlock()
		go c.work(run)
		return
	}
	worker := c.idle[last]
	c.idle = c.idle[:last]
	c.mu.Unlock()
	worker <- run
}

// work is the life of a goroutine.
func (c *Clock) work(run func()) {
	next := make(chan func(), 1)
	for ok := true; ok; run, ok = <-next {
		c.guard(run)
		if !c.rest(next) {
			return
		}
	}
}

func (c *Clock) guard(run func()) {
	defer c.Catch()
	run()
}

// rest puts a goroutine among those that wait. It takes the lock even if there
// is no room, so that what the goroutine did comes before what the loop runs
// next: to wait for quiet orders what waits, and not what has ended.
func (c *Clock) rest(next chan func()) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.ended.Load() || len(c.idle) == maxIdle {
		return false
	}
	c.idle = append(c.idle, next)
	return true
}

// dismiss sends home those that wait.
func (c *Clock) dismiss() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, worker := range c.idle {
		close(worker)
	}
	c.idle = nil
}
