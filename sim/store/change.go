package store

import "mailflow/sim/trace"

// Change is one thing that happened to one message in a folder.
type Change struct {
	User     string
	Folder   string
	What     trace.Change // appended, flagged, moved (away) or expunged
	UID      UID
	Number   int      // the message's place in the folder from 1, just before it goes or just after it comes
	Flags    []string // after the change; read-only
	To       string   // the folder moved to
	ToUID    UID      // its UID there
	CopyOf   UID      // in the folder that an appended message was copied or moved from
	Messages int      // in the folder after the change
	Unseen   int

	Identity string    // of the message in the trace
	Seq      trace.Seq // the event that tells of the change, see [Actor]
	Origin   any       // who made the change, see [Actor]
}

// Trace is the change as the trace tells it.
func (c Change) Trace() trace.MailboxChanged {
	return trace.MailboxChanged{
		User: c.User, Folder: c.Folder, Change: c.What, UID: uint32(c.UID), Flags: c.Flags,
		To: c.To, Messages: c.Messages, Unseen: c.Unseen,
	}
}
