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

	// Received writes the fields for a message that arrived by this hop, from the
	// top: most software writes one, some writes one for each of its programs,
	// and none may be written for what the software wrote itself.
	Received func(Hop) []Field

	// Filed writes what is added when a message goes into a mailbox, for
	// software that counts this as a hop of its own; else it is nil.
	Filed func(Hop) []Field

	// Wrote reports whether a field has the form of this dialect and of no
	// other. Anybody can write any form.
	Wrote func(Stamp) bool

	// Facts reads one field back that this dialect wrote, as far as it tells.
	Facts func(Stamp) (Hop, error)
}

// Hop reads all fields back that this dialect wrote for one hop, from the top.
// The lowest was written first and tells where the message came from.
func (d *Dialect) Hop(stamps ...Stamp) (Hop, error) {
	var h Hop
	for i := len(stamps) - 1; i >= 0; i-- {
		facts, err := d.Facts(stamps[i])
		switch {
		case err != nil:
			return Hop{}, err
		case i == len(stamps)-1:
			h = facts
		case h.ID == "":
			h.ID = facts.ID
		}
	}
	return h, nil
}

// Enhanced reports whether the software gives the codes of RFC 3463, and says
// so after EHLO (RFC 2034).
func (d *Dialect) Enhanced() bool { return d.Replies.OK.Enhanced != "" }

// Bounce is the wording of a report to a sender.
type Bounce struct {
	FromName         string // the display name of the report's author; may be empty
	FromLocal        string // the local part of its address
	FailedSubject    string // {subject} is that of the message in question
	DelayedSubject   string // {subject}, {age}
	Failed           string // the text for people; lines end in "\n"; {host} is the reporting host, {id}, {sender}
	Delayed          string // {host}, {id}, {sender}, {age}
	FailedRecipient  string // one paragraph a recipient; {address}, {reason}
	DelayedRecipient string
	LocalDiagnostic  string // the type of a diagnostic code that no SMTP server gave (RFC 3464 §2.3.6)
}

// Dialects is every dialect there is.
var Dialects = []*Dialect{Postfix, Exim, Sendmail, Qmail, Exchange}

// DialectNamed finds a dialect by the name that scenarios use.
func DialectNamed(name string) (*Dialect, bool) {
	for _, d := range Dialects {
		if d.Name == name {
			return d, true
		}
	}
	return nil, false
}
