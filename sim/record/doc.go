// Package record keeps the events of one run: a [Log] that the world appends
// to while others read, an [Index] over it, and the JSON Lines form in which a
// trace is stored and compared.
//
// A Log stands on the border between virtual and real time. It is made outside
// the virtual world, appended to from inside, and read from outside at any
// moment. The world never waits for a reader.
package record
