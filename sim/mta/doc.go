// Package mta is the mail transfer agent: it takes messages over SMTP, keeps
// them in a queue, and passes them on until they are delivered or given up.
//
// The life of a message here: a client offers it, and the [Rules] decide about
// each recipient; it gets its Received field and is written to the queue, which
// is when the agent becomes responsible (receive.go); an attempt sorts its
// recipients by the way they go (route.go), over LMTP to the message store or
// over SMTP to the hosts that the DNS names (deliver.go, exchanger.go,
// transfer.go); what came of it is written down for each recipient (fate.go);
// what fails for now is tried again on a [Schedule] (outcome.go), or when
// another letter has found the same host alive (again.go); what fails for good is reported to the sender (bounce.go).
//
// A submission agent without a queue of its own hands messages to [Agent.Enqueue].
package mta
