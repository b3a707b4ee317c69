// Package sim runs a scenario: scenario in, events out.
//
// It is the only package that knows every kind of node. [Run] makes a world in
// a bubble of virtual time, translates the scenario's plain data into the small
// configurations of the nodes, lets the script happen, and takes the world down
// when nothing is left to happen. Whatever there is to know about a run stands
// in its log of events.
//
// Where to find what:
//
//	vtime                        virtual time, chance
//	vnet                         hosts, lines, connections
//	secure, pki                  TLS and its certificates
//	dns, smtp, imap, pop3        protocols, both ends each
//	mail, store                  values: messages, addresses, mailboxes
//	mua, msa, mta, mda           the roles of mail
//	trace                        the vocabulary of events
//	record, transcript, grade    what is done with events
//	scenario                     the language of lessons
package sim
