package store

import (
	"slices"
	"sort"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// UID numbers the messages of a folder, ascending and never used again
// (RFC 9051 §2.3.1.1).
type UID uint32

// Message is one message in a folder. Values are snapshots: what happens to the
// message later does not show in them.
type Message struct {
	UID          UID
	InternalDate time.Time // when it was filed (RFC 9051 §2.3.3)
	Flags        []string  // canonical, see [Flags]; read-only
	Mail         mail.Message
	Identity     string    // the identity of the message in the trace
	Filed        trace.Seq // the event that tells of its filing
}

// Has reports whether the message has a flag.
func (m Message) Has(flag string) bool { return hasFlag(m.Flags, flag) }

// Size is the length of the message in octets.
func (m Message) Size() int { return m.Mail.Len() }

// search finds where the message with this UID is, or would be.
func search(messages []Message, uid UID) (int, bool) {
	i := sort.Search(len(messages), func(i int) bool { return messages[i].UID >= uid })
	return i, i < len(messages) && messages[i].UID == uid
}

// ascending is the UIDs in the order of the folder, each once.
func ascending(uids []UID) []UID {
	sorted := slices.Clone(uids)
	slices.Sort(sorted)
	return slices.Compact(sorted)
}
