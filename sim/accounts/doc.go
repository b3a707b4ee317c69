// Package accounts is what the servers of one host know of the people who may
// log in there: names, passwords, and how often somebody guessed wrong of late.
//
// All services of a host share one book, as they share one authentication
// service in real life: whoever guesses over IMAP is locked out of submission
// too. Hosts share nothing. Where submission and mailboxes are on different
// hosts each counts for itself, because nothing tells one of the other.
package accounts
