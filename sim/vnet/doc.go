// Package vnet is the network of a world: sites with hosts, joined by lines
// that take time, lose packets, and can be cut.
//
// Every site has a local network (its LAN) and one line to the Internet (its
// uplink). A packet between two sites crosses the sender's uplink outwards and
// the receiver's uplink inwards. Connections behave like TCP: a handshake,
// bounded buffers that push back, retransmission, close, half-close, reset.
// Datagrams behave like UDP and can get lost.
//
// A node's only handle on the world is its [Host]. Nothing here, and nothing
// above, can reach a real socket: addresses are looked up in the [Network].
//
// What is asked for ([SiteConfig], [HostConfig], [Line]) is exported data; what
// runs is made by the Network.
package vnet
