// Package smtp speaks SMTP and LMTP, at both ends: RFC 5321, RFC 2033, RFC
// 3207 (STARTTLS), RFC 4954 (AUTH), RFC 3030 (CHUNKING).
//
// The server is go-smtp behind a front of ours. The front stands between the
// wire and go-smtp, sees each line in both directions, also under TLS, and
// tells it to the trace. It gives the server its dialect: banner, extensions
// and wording. What go-smtp cannot do it does itself: terminate TLS, refuse at
// connect, bound the length of a line, notice a message that was cut off.
// Decisions are the [Handler]'s: one for each connection.
//
// The client is our own, for it must show each reply, also the good ones, and
// be able to say what no polite client says.
package smtp
