package trace

// Route is what a server does with a recipient.
type Route string

const (
	Local  Route = "local"
	Relay  Route = "relay"
	Refuse Route = "refuse"
)

// Routes lists every route.
var Routes = []Route{Local, Relay, Refuse}

// RelayDecided names the rule that decided about a recipient.
type RelayDecided struct {
	Recipient string `json:"recipient"`
	Client    string `json:"client,omitempty"` // the address that asked
	Route     Route  `json:"route"`
	Rule      string `json:"rule"` // as written in the server's rule list
}

// Kind implements [Body].
func (RelayDecided) Kind() Kind { return "relay.decided" }

// Check names what a guard looked at.
type Check string

const (
	Client   Check = "client" // who is it: one of ours, somebody who logged in, or a stranger
	Hello    Check = "hello"
	Reverse  Check = "reverse"
	SPF      Check = "spf"
	DKIM     Check = "dkim"
	DMARC    Check = "dmarc"
	DNSBL    Check = "dnsbl"
	Greylist Check = "greylist"
	Rate     Check = "rate"
	Content  Check = "content"
)

// Checks lists every check.
var Checks = []Check{Client, Hello, Reverse, SPF, DKIM, DMARC, DNSBL, Greylist, Rate, Content}

// Input is one fact that a check rests on.
type Input struct {
	Name  string `json:"name"`
	Value Octets `json:"value"`
}

// GuardVerdict is the outcome of one check.
type GuardVerdict struct {
	Check  Check   `json:"check"`
	Inputs []Input `json:"inputs,omitempty"`
	Result string  `json:"result"` // in the words of the check's RFC: pass, fail, softfail, listed …
	Effect string  `json:"effect"` // none, tag, quarantine, defer, refuse
}

// Kind implements [Body].
func (GuardVerdict) Kind() Kind { return "guard.verdict" }

// Change is what happened in a mailbox.
type Change string

const (
	Appended Change = "append"
	Flagged  Change = "flag"
	Moved    Change = "move"
	Expunged Change = "expunge"
	OverFull Change = "quota"
)

// Changes lists every change.
var Changes = []Change{Appended, Flagged, Moved, Expunged, OverFull}

// MailboxChanged reports a change in the message store.
type MailboxChanged struct {
	User     string   `json:"user"`
	Folder   string   `json:"folder"`
	Change   Change   `json:"change"`
	UID      uint32   `json:"uid,omitempty"`
	Flags    []string `json:"flags,omitempty"` // after the change
	To       string   `json:"to,omitempty"`    // the folder moved to
	Messages int      `json:"messages"`        // in the folder after the change
	Unseen   int      `json:"unseen"`
}

// Kind implements [Body].
func (MailboxChanged) Kind() Kind { return "mailbox.changed" }
