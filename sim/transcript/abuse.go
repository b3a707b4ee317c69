package transcript

import (
	"fmt"

	"mailflow/sim/trace"
)

// sayAbuse tells of spammers, and of those who keep lists of them.
func sayAbuse(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.CampaignEnded:
		return fmt.Sprintf("%s is done: %s to %s. Taken by a server: %d; refused: %d; never offered to one: %d",
			node(e), count(b.Letters, "letter"), count(b.Recipients, "recipient"), b.Accepted, b.Refused, b.Failed)
	case trace.BlocklistTested:
		if b.Open {
			return fmt.Sprintf("%s has tested %s (%s): it passes mail on for strangers", node(e), peer(e), b.Address)
		}
		return withSaid(fmt.Sprintf("%s has tested %s (%s): nothing came through", node(e), peer(e), b.Address), b.Reply)
	case trace.BlocklistListed:
		return fmt.Sprintf("The blocklist %s lists %s (%s), as %s: %s", b.List, b.Address, peer(e), grounds[b.Ground], b.Evidence)
	case trace.BlocklistDelisted:
		return fmt.Sprintf("The blocklist %s takes %s (%s) off its list", b.List, b.Address, peer(e))
	}
	return ""
}

// grounds says what a listed host did.
var grounds = map[trace.Ground]string{
	trace.OpenRelay: "an open relay",
	trace.SpamTrap:  "one that sends to a spam trap",
}
