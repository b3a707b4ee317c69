package guard

// Remembered is how many triplets greylisting remembers.
func (g *Guard) Remembered() int { return len(g.greylist.seen) }
