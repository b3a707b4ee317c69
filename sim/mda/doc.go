// Package mda is the mail delivery agent with its message store: it takes
// messages over LMTP, files them, and lets their owners fetch them over POP3
// and IMAP.
package mda
