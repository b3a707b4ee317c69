// Package pop3 is both ends of the Post Office Protocol, version 3 (RFC 1939):
// a server over a message store, and the client of a mail program.
//
// The server knows the states of RFC 1939: it wants a login first, then locks
// the maildrop and hands messages out, and removes what was marked only when it
// is told QUIT. Messages go over the line octet for octet. An idle server costs
// no goroutine.
//
// Both ends tell the trace what they send, each line before it goes out.
package pop3
