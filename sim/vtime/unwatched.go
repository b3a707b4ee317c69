//go:build !race

package vtime

// watched says that the race detector looks on.
const watched = false
