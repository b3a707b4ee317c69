package mail

import "slices"

// Envelope is what SMTP itself knows of a message: who gets a report if it
// fails, and where it goes (RFC 5321 §2.3.1). The header is not asked.
type Envelope struct {
	From       Address // the reverse-path; null for a report
	Recipients []Address

	Size     int    // SIZE, in octets; 0 if not said (RFC 1870)
	EightBit bool   // BODY=8BITMIME (RFC 6152)
	Return   string // RET: FULL, HDRS or empty (RFC 3461 §4.3)
	ID       string // ENVID, decoded; empty if not said (RFC 3461 §4.4)
}

// For is the envelope of a copy that goes to some of the recipients.
func (e Envelope) For(recipients ...Address) Envelope {
	e.Recipients = slices.Clone(recipients)
	return e
}
