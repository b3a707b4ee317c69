package vtime

import (
	"hash/fnv"
	"math/rand/v2"
)

// Chance is the stream of chance for one name: a node, a link. The same seed
// and name give the same stream, whatever else the world does. A stream is not
// safe for use by two goroutines at once.
func (c *Clock) Chance(name string) *rand.Rand { return Chance(c.seed, name) }

// Chance makes a stream from a seed and a name.
func Chance(seed uint64, name string) *rand.Rand {
	h := fnv.New64a()
	h.Write([]byte(name)) // never fails
	return rand.New(rand.NewPCG(seed, h.Sum64()))
}
