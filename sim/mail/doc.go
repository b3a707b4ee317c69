// Package mail holds the values that mail systems pass to each other: address,
// envelope, message with its header, reply, and the wording in which a given
// software speaks (its dialect).
//
// Nothing here acts, waits or draws lots by itself: where an instant or chance
// is needed, it is an argument. Values are never changed after they were made,
// so hosts may share them.
//
// Composing a message is in mail/compose, reports about failed deliveries are
// in mail/dsn.
package mail
