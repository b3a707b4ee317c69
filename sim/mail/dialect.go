package mail

import (
	"math/rand/v2"
	"time"
)

// Dialect is how one piece of software words what it says, as data: two hosts
// with different dialects do the same and sound different. Each dialect has a
// file of its own.
type Dialect struct {
	Name    string // as scenarios write it
	Product string // as it calls itself

	Replies  Replies
	Failures Failures
	Bounce   Bounce

	// HopLimit is how many Received fields make the software believe in a loop.
	HopLimit int

	// NewID draws a queue id. Chance is the host's own; ids of one host do not
	// repeat in practice, and across hosts they may.
	NewID func(at time.Time, chance *rand.Rand) string

	// Received writes the field for a message that arrived by this hop.
	Received func(Hop) Field

	// Facts reads a field back that this dialect wrote, as far as it tells.
	Facts func(Stamp) (Hop, error)
}

// Bounce is the wording of a report to a sender.
type Bounce struct {
	FromName         string // the display name of the report's author
	FromLocal        string // the local part of its address
	FailedSubject    string
	DelayedSubject   string
	Failed           string // the text for people; lines end in "\n", {host} is the reporting host
	Delayed          string
	FailedRecipient  string // one paragraph a recipient; {address}, {reason}
	DelayedRecipient string
	LocalDiagnostic  string // the type of a diagnostic code that no SMTP server gave (RFC 3464 §2.3.6)
}

// Dialects is every dialect there is.
var Dialects = []*Dialect{Postfix}

// DialectNamed finds a dialect by the name that scenarios use.
func DialectNamed(name string) (*Dialect, bool) {
	for _, d := range Dialects {
		if d.Name == name {
			return d, true
		}
	}
	return nil, false
}
