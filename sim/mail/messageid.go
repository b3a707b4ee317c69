package mail

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// NewMessageID makes the value of a Message-ID field (RFC 5322 §3.6.4): unique
// by the instant and by chance, below the name of the host that makes it.
func NewMessageID(at time.Time, chance *rand.Rand, host string) string {
	return fmt.Sprintf("<%s.%012x@%s>", at.UTC().Format("20060102150405"), chance.Uint64()>>16, CleanToken(host))
}

// FormatDate writes an instant as the Date field has it (RFC 5322 §3.3).
func FormatDate(at time.Time) string { return at.Format("Mon, 2 Jan 2006 15:04:05 -0700") }
