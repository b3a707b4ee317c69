// Package imap is both ends of the Internet Message Access Protocol (RFC 3501,
// RFC 9051): a server over a message store, and the client of a mail program.
//
// The server's grammar is go-imap's; what lies behind it, a [session] with its
// view of a folder, is ours. Between go-imap and the wire stands a [front]. It
// hands the library one line at a time, gathers all that the library says about
// that line and sends it at one go, so that each answer is one event and one
// packet; and it turns away what is no IMAP before it can do harm.
//
// What one session changes reaches the others through the store. A session that
// idles is woken by an event of its own on the world's clock, so that they never
// speak at once.
//
// The client is our own too: it blocks the caller's goroutine and has no other,
// keeps no timers, sends the same octets in every run, and knows which message
// an answer is about.
package imap
