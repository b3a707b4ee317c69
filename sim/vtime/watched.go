//go:build race

package vtime

// watched says that the race detector looks on. It takes waiting for quiet as an
// order of what happens, and does not know that time passing is one too.
const watched = true
