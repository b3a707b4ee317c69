// Package dns is the Domain Name System of a world: zones, the servers that
// answer for them, caching resolvers, and the stubs by which all other hosts
// ask. Names and words are those of RFC 9499.
//
// A [Zone] is data with a pure look-up. A [Server] is what listens on port 53 of
// a host: it answers with authority for its zones and, if it is a resolver,
// finds the answer to its clients' other questions by asking from the root
// downwards (RFC 1034 §5.3.3), and remembers it for as long as its TTL says. A
// [Stub] asks the resolvers that its host was told of and waits for the answer.
//
// Records are packed and unpacked by github.com/miekg/dns, which nobody else
// imports, and so are messages, apart from the plainest, which are nearly all:
// to have the library read what is known already costs more than all the rest.
// Its server and its client are not used: the one starts a goroutine for each
// datagram and keeps a timer running for ever, the other draws its message ids
// from the system. Our loops are shorter than what would keep those in step with
// virtual time, and an idle name server is one sleeping goroutine.
//
// Names are complete. Those that come from and go to people have no final dot,
// except the root, "."; data is written as in zone files, with the final dot.
package dns
