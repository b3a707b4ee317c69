// Package ui serves the browser: the page itself over HTTP and the runs over a
// WebSocket, in the frames of package wire.
//
// It knows nothing of mail. Worlds come from a [Simulator]; each run records
// into a log of its own, and every socket reads that log at its own pace: the
// history first, then what is new. A slow or lost browser never holds up a
// world, and asks for the rest with the last number it has.
//
// The server is meant for one machine or one classroom, and takes care that no
// other web page can talk to it: see gate.go.
package ui
