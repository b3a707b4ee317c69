package trace

// MessageComposed is a message as its author's program wrote it.
type MessageComposed struct {
	From    string   `json:"from"` // header From
	To      []string `json:"to,omitempty"`
	Cc      []string `json:"cc,omitempty"`
	Bcc     []string `json:"bcc,omitempty"`
	Subject string   `json:"subject"`
	Content Octets   `json:"content"` // the whole message, RFC 5322, CRLF lines
}

// Kind implements [Body].
func (MessageComposed) Kind() Kind { return "message.composed" }

// MessageKept reports that a user agent has a message in its outbox for now. No
// server knows of it.
type MessageKept struct {
	User   string `json:"user"`
	Device string `json:"device"`
	Outbox int    `json:"outbox"` // so many are in it now
}

// Kind implements [Body].
func (MessageKept) Kind() Kind { return "message.kept" }

// MessageSubmitted reports that the user agent's work is done.
type MessageSubmitted struct {
	From       string   `json:"from"` // envelope sender
	Recipients []string `json:"recipients"`
}

// Kind implements [Body].
func (MessageSubmitted) Kind() Kind { return "message.submitted" }

// MessageAccepted is the moment at which responsibility passes to the event's
// node: RFC 5321 §4.2.5, §6.1.
type MessageAccepted struct {
	From       string   `json:"from"` // envelope sender; empty for the null sender
	Recipients []string `json:"recipients"`
	ID         string   `json:"id"` // the server's name for it: its queue id
	Octets     int      `json:"octets"`
	Protocol   Protocol `json:"protocol,omitempty"` // empty if the node wrote it itself, as a bounce
}

// Kind implements [Body].
func (MessageAccepted) Kind() Kind { return "message.accepted" }

// Stage is the point of an SMTP session at which something was refused.
type Stage string

const (
	AtConnect Stage = "connect"
	AtHello   Stage = "hello"
	AtAuth    Stage = "auth"
	AtMail    Stage = "mail"
	AtRcpt    Stage = "rcpt"
	AtData    Stage = "data"
)

// Stages lists every stage.
var Stages = []Stage{AtConnect, AtHello, AtAuth, AtMail, AtRcpt, AtData}

// MessageRefused is a no, at the server that said it.
type MessageRefused struct {
	Stage     Stage  `json:"stage"`
	From      string `json:"from"`
	Recipient string `json:"recipient,omitempty"` // empty if it refuses the whole message
	Code      int    `json:"code"`
	Enhanced  string `json:"enhanced,omitempty"`
	Text      string `json:"text"`
}

// Kind implements [Body].
func (MessageRefused) Kind() Kind { return "message.refused" }

// Field is one header field with its folding, without the final CRLF.
type Field struct {
	Name string `json:"name"`
	Raw  Octets `json:"raw"` // "Name: value", folded lines joined by CRLF
}

// MessageAltered is the exact difference that a node made to a header.
type MessageAltered struct {
	Added    []Field `json:"added,omitempty"`    // put on top, in this order from the top
	Removed  []Field `json:"removed,omitempty"`  // taken out, wherever they stood
	Appended []Field `json:"appended,omitempty"` // put at the end of the header
}

// Kind implements [Body].
func (MessageAltered) Kind() Kind { return "message.altered" }

// MessageQueued reports that the message is safe on the node's disk.
type MessageQueued struct {
	ID         string   `json:"id"`
	From       string   `json:"from"`
	Recipients []string `json:"recipients"`
}

// Kind implements [Body].
func (MessageQueued) Kind() Kind { return "message.queued" }

// MessageExpanded reports that a recipient was an alias. The node's duty for it
// passes to those for whom it stands; who had the message already, through
// another alias, gets it once all the same.
type MessageExpanded struct {
	ID        string   `json:"id"`
	Recipient string   `json:"recipient"` // the alias
	To        []string `json:"to"`        // for whom it stands; itself among them if a copy stays in the mailbox
}

// Kind implements [Body].
func (MessageExpanded) Kind() Kind { return "message.expanded" }

// MessageAttempted is one try to pass the message on.
type MessageAttempted struct {
	ID          string   `json:"id"`
	Recipients  []string `json:"recipients"`
	Destination string   `json:"destination"` // a domain, or "local"
	Attempt     int      `json:"attempt"`     // counts from 1
}

// Kind implements [Body].
func (MessageAttempted) Kind() Kind { return "message.attempted" }

// MessageDeferred reports a temporary failure: the event's node stays
// responsible.
type MessageDeferred struct {
	ID         string   `json:"id"`
	Recipients []string `json:"recipients"`
	Attempt    int      `json:"attempt"`
	Reply      string   `json:"reply,omitempty"` // the peer's words, or the network's
	Next       int64    `json:"next"`            // when it is tried again, ns since start
}

// Kind implements [Body].
func (MessageDeferred) Kind() Kind { return "message.deferred" }

// MessageRelayed reports, at the sending node, that the peer is responsible now.
type MessageRelayed struct {
	ID         string   `json:"id"`
	Recipients []string `json:"recipients"`
	Reply      string   `json:"reply"`
}

// Kind implements [Body].
func (MessageRelayed) Kind() Kind { return "message.relayed" }

// MessageDelivered reports, at the transfer agent, that a message store took
// the message for this recipient.
type MessageDelivered struct {
	ID        string `json:"id"`
	Recipient string `json:"recipient"`
	Reply     string `json:"reply"`
}

// Kind implements [Body].
func (MessageDelivered) Kind() Kind { return "message.delivered" }

// MessageFiled reports, at the message store, where the message lies.
type MessageFiled struct {
	ID        string `json:"id"` // the store's name for the delivery
	Recipient string `json:"recipient"`
	User      string `json:"user"`
	Folder    string `json:"folder"`
	UID       uint32 `json:"uid"`
	Octets    int    `json:"octets"`
}

// Kind implements [Body].
func (MessageFiled) Kind() Kind { return "message.filed" }

// MessageBounced reports that the node gave up on these recipients. The report
// to the sender is a message of its own.
type MessageBounced struct {
	ID         string   `json:"id"`
	Recipients []string `json:"recipients"`
	Status     string   `json:"status"`           // RFC 3463
	Reply      string   `json:"reply,omitempty"`  // the peer's words
	Notice     string   `json:"notice,omitempty"` // the identity of the report
}

// Kind implements [Body].
func (MessageBounced) Kind() Kind { return "message.bounced" }

// MessageExpired reports that the queue's patience is over; what becomes of
// the recipients, bounced or discarded, follows.
type MessageExpired struct {
	ID         string   `json:"id"`
	Recipients []string `json:"recipients"`
	Seconds    int64    `json:"seconds"` // how long it waited
}

// Kind implements [Body].
func (MessageExpired) Kind() Kind { return "message.expired" }

// MessageDiscarded ends a message without a report: as when a report itself
// cannot be delivered (RFC 5321 §6.1).
type MessageDiscarded struct {
	ID         string   `json:"id"`
	Recipients []string `json:"recipients"`
}

// Kind implements [Body].
func (MessageDiscarded) Kind() Kind { return "message.discarded" }

// MessageAbandoned reports that the author's program did not get rid of the
// message for these recipients, and will not try again: no server ever was
// responsible for it.
type MessageAbandoned struct {
	Recipients []string `json:"recipients"`
	Reply      string   `json:"reply,omitempty"` // the last server's words, or the network's
}

// Kind implements [Body].
func (MessageAbandoned) Kind() Kind { return "message.abandoned" }

// MessageHeld is the queue's last word when the run ends.
type MessageHeld struct {
	ID         string   `json:"id"`
	Recipients []string `json:"recipients"`
	Attempts   int      `json:"attempts"`
	Next       int64    `json:"next,omitempty"` // ns since start
}

// Kind implements [Body].
func (MessageHeld) Kind() Kind { return "message.held" }

// MessageFetched reports that a user agent got a message from the store.
type MessageFetched struct {
	User     string   `json:"user"`
	Device   string   `json:"device"`
	Protocol Protocol `json:"protocol"`
	Folder   string   `json:"folder,omitempty"`
	UID      string   `json:"uid"` // IMAP's UID or POP3's unique-id
	Octets   int      `json:"octets"`
	Left     bool     `json:"left"` // a copy stays on the server
}

// Kind implements [Body].
func (MessageFetched) Kind() Kind { return "message.fetched" }

// MessageRead reports that a person saw the message.
type MessageRead struct {
	User   string `json:"user"`
	Device string `json:"device"`
}

// Kind implements [Body].
func (MessageRead) Kind() Kind { return "message.read" }

// FetcherPolled reports that a fetcher looks into a mailbox at another provider.
type FetcherPolled struct {
	Server string `json:"server"`
	User   string `json:"user"` // the login name there
}

// Kind implements [Body].
func (FetcherPolled) Kind() Kind { return "fetcher.polled" }

// MessageReinjected reports that a fetcher has handed a message that it fetched
// to a server, under an envelope that it made up.
type MessageReinjected struct {
	From      string `json:"from"` // envelope sender; empty for the null sender
	Recipient string `json:"recipient"`
}

// Kind implements [Body].
func (MessageReinjected) Kind() Kind { return "message.reinjected" }

// MessageSynced reports that a user agent has learned what another device of the
// same person did to a message on the server.
type MessageSynced struct {
	User   string `json:"user"`
	Device string `json:"device"`
	Change Change `json:"change"` // "flag", or "expunge" for one that is not in the folder any more
	Seen   bool   `json:"seen"`   // after the change: it was read
}

// Kind implements [Body].
func (MessageSynced) Kind() Kind { return "message.synced" }

// MessageMoved reports that a user agent put its own copy of a message into
// another folder, as with POP3, which has none: the server knows nothing of it.
type MessageMoved struct {
	User   string `json:"user"`
	Device string `json:"device"`
	Folder string `json:"folder"` // where it was
	To     string `json:"to"`
}

// Kind implements [Body].
func (MessageMoved) Kind() Kind { return "message.moved" }
