// Package dsn writes and reads delivery status notifications: the
// multipart/report message (RFC 6522, RFC 3464) by which a server tells a
// sender what became of a message. Its envelope sender must be null, so that a
// report about a report cannot come about (RFC 5321 §4.5.5).
package dsn

import (
	"time"

	"mailflow/sim/mail"
)

// Report is what a notification says.
type Report struct {
	ReportingMTA string       // the host that writes it
	EnvelopeID   string       // ENVID of the original message, if it had one
	QueueID      string       // the reporting host's name for the message
	Arrival      time.Time    // when the message came to that host
	Sender       mail.Address // the reverse-path of the message
	Recipients   []Recipient

	// Returned is the message in question, or, unless Whole, only its header.
	Returned mail.Message
	Whole    bool
}

// Recipient is what became of one recipient.
type Recipient struct {
	Address    mail.Address
	Original   mail.Address // the alias that the sender wrote to; null if none
	Action     Action
	Status     string    // RFC 3463, e.g. "5.1.1"
	RemoteMTA  string    // the host that said no; empty if none did
	Diagnostic string    // its reply, or what went wrong here
	Reason     string    // the same in a sentence for people; if empty, Diagnostic
	RetryUntil time.Time // with Delayed: when the report of the failure would come
}

// Action is what the reporting host did (RFC 3464 §2.3.3).
type Action string

const (
	Failed  Action = "failed"
	Delayed Action = "delayed"
)
