package transcript

import (
	"fmt"

	"mailflow/sim/trace"
)

// sayMailbox tells what changed in a message store.
func sayMailbox(e trace.Event) string {
	b, ok := e.Body.(trace.MailboxChanged)
	if !ok {
		return ""
	}
	return mailboxChange(e, b) + fmt.Sprintf("; the folder now holds %s, %d unseen", count(b.Messages, "message"), b.Unseen)
}

func mailboxChange(e trace.Event, b trace.MailboxChanged) string {
	folder := fmt.Sprintf("the folder %s of %s", b.Folder, b.User)
	switch b.Change {
	case trace.Appended:
		return fmt.Sprintf("%s adds %s to %s", node(e), message(e), folder)
	case trace.Flagged:
		if len(b.Flags) == 0 {
			return fmt.Sprintf("%s takes all flags off number %d in %s", node(e), b.UID, folder)
		}
		return fmt.Sprintf("%s notes on number %d in %s: %s", node(e), b.UID, folder, list(b.Flags))
	case trace.Moved:
		return fmt.Sprintf("%s moves number %d from %s to %s", node(e), b.UID, folder, b.To)
	case trace.Expunged:
		return fmt.Sprintf("%s removes number %d from %s for good", node(e), b.UID, folder)
	case trace.OverFull:
		return fmt.Sprintf("%s has no room left in the mailbox of %s, folder %s", node(e), b.User, b.Folder)
	}
	return fmt.Sprintf("%s changes %s (%s)", node(e), folder, b.Change)
}
