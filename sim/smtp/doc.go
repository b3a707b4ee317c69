// Package smtp speaks SMTP and LMTP, at both ends: RFC 5321, RFC 2033, RFC
// 3207 (STARTTLS), RFC 4954 (AUTH), RFC 3030 (CHUNKING).
//
// The server is go-smtp behind a front of ours. The front reads the wire, also
// under TLS: it bounds each line, judges commands and their order, takes
// addresses and messages apart, and tells all of it to the trace. Go-smtp keeps
// the session, with a reply for each thing that happens in it; the front words
// the replies as the server's dialect wants. Decisions are the [Handler]'s: one
// for each connection. Of a message that was cut off it never hears.
//
// The client is our own, for it must show each reply, also the good ones, and
// be able to say what no polite client says.
package smtp
