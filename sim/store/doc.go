// Package store is the message store of one host: users, their folders, and
// the messages in them, behind POP3 and IMAP and filled by local delivery.
//
// It lives in memory, may be used by several goroutines, and never waits while
// it holds its lock. It emits nothing: every change comes back as a value from
// which the caller tells the trace, and goes, in order, to whoever watches the
// folder.
package store
