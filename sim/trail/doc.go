// Package trail reads the way of a message from its header: which host wrote
// which Received field, what it saw itself and what it was only told, where
// the message waited, and how far a reader can rely on all that.
//
// A Received field is a stamp that each server puts on top (RFC 5321 §4.4). So
// the newest is the first, and the way is read from the bottom. What the
// reader's own hosts wrote is sound, down to the one that took the message from
// strangers, the border. All below came along with the message, and whoever
// handed it over may have written it.
//
// The header may be anybody's and of any software, broken, forged, or huge.
// Nothing here trusts it, and nothing fails: what cannot be understood is said
// to be so.
package trail
