// Package secure puts TLS on a connection of the virtual network.
//
// Octets then travel encrypted, marks beside them in the clear, and the trace is
// told how the handshake went. What is spoken inside, and when STARTTLS is
// allowed, is the business of the protocols.
package secure
