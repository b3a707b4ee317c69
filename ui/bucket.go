package ui

import "time"

// bucket is a token bucket: it lets through a number of things each second,
// and twice as many at once after a pause.
type bucket struct {
	rate   float64 // tokens a second
	tokens float64
	last   time.Time
}

func newBucket(rate int, now time.Time) *bucket {
	return &bucket{rate: float64(rate), tokens: 2 * float64(rate), last: now}
}

// take takes a token, if there is one.
func (b *bucket) take(now time.Time) bool {
	b.tokens = min(2*b.rate, b.tokens+now.Sub(b.last).Seconds()*b.rate)
	b.last = now
	if b.tokens < 1 {
		return false
	}
	b.tokens--
	return true
}
