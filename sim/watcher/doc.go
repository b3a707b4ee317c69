// Package watcher keeps a blocklist of hosts that send spam or let it through,
// and publishes it as a zone of the DNS (RFC 5782).
//
// It lists nobody on hearsay. A suspect is tested with a probe: a letter from the
// keeper to the keeper that is handed to the suspect, which has no business to
// pass it on; only if it comes back is the suspect an open relay (probe.go). And
// whoever delivers to a spam trap, an address that nobody ever had, sends to
// people who did not ask for it (receive.go). What is listed is tested again and
// again, and taken off the list when it has become good (verdict.go). How the
// list looks in the DNS stands in list.go.
package watcher
