// Package vtime is time and chance in a world.
//
// A world runs inside a bubble of testing/synctest: package time itself is
// virtual there, for the protocol libraries as much as for us, and the bubble
// tells when every goroutine waits. The [Clock] owns one queue of events. Its
// loop waits until the world is quiet, takes the earliest event, lets virtual
// time pass up to it, runs it, and repeats. Whatever wakes a goroutine is such
// an event, so at most one goroutine has something to say at any moment, and
// the run is the same each time.
//
// Events of the same instant are ordered by the [Lane] that scheduled them and
// by their number in that lane, never by which goroutine came first.
//
// An event is either part of the story or a mere [Guard]: an idle timer that
// nobody waits for. A world is at rest when only guards are left.
//
// Nothing outside this package imports testing or testing/synctest.
package vtime
