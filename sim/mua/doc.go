// Package mua is the mail user agent: a mail program of one person on one
// device.
//
// A [Device] writes letters and submits them over SMTP, and works with its
// person's mailbox over POP3 or IMAP. It knows of the world only what was typed
// into its settings, and it checks certificates, as a person's program must. It
// opens a connection for each thing that it is told to do and closes it again,
// and tries nothing twice unless something was changed; a device that has nothing
// to do costs nothing.
//
// What goes wrong is told as action.failed, with the reason in plain words: the
// program is all that its person sees of the mail system.
package mua
