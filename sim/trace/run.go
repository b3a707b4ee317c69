package trace

// RunStarted opens every trace.
type RunStarted struct {
	Scenario string `json:"scenario"`
	Title    string `json:"title,omitempty"`
	Seed     uint64 `json:"seed"`
	Start    string `json:"start"` // the instant of virtual time zero, RFC 3339
}

// Kind implements [Body].
func (RunStarted) Kind() Kind { return "run.started" }

// Outcome says how a run ended.
type Outcome string

const (
	Quiet         Outcome = "quiet"          // nothing is left to happen
	UntilReached  Outcome = "until"          // the asked-for virtual time was reached
	EventBudget   Outcome = "event-budget"   // more events than allowed
	VirtualBudget Outcome = "virtual-budget" // more virtual time than allowed
	WallBudget    Outcome = "wall-budget"    // more real time than allowed
	Cancelled     Outcome = "cancelled"      // whoever asked for the run no longer wants it
	Broken        Outcome = "broken"         // a fault of the simulator itself
)

// Outcomes lists every outcome.
var Outcomes = []Outcome{Quiet, UntilReached, EventBudget, VirtualBudget, WallBudget, Cancelled, Broken}

// RunEnded closes every trace.
type RunEnded struct {
	Outcome Outcome `json:"outcome"`
	Detail  string  `json:"detail,omitempty"` // what went wrong, or which limit was reached
}

// Kind implements [Body].
func (RunEnded) Kind() Kind { return "run.ended" }

// ActionTaken is one step of the script, or an intervention by a person.
type ActionTaken struct {
	Action string `json:"action"`           // the script's word for it: send, fetch, down …
	Who    string `json:"who,omitempty"`    // the person, host or site that it is about
	Device string `json:"device,omitempty"` // the program that a person with several uses
	Text   string `json:"text,omitempty"`   // what else there is to know: a subject, a folder
}

// Kind implements [Body].
func (ActionTaken) Kind() Kind { return "action.taken" }

// ActionFailed reports that a user agent could not do what its person asked
// for; the reason says why. A message that could not be sent stays in its
// outbox.
type ActionFailed struct {
	Action string `json:"action"` // the script's word for it: send, fetch, read, delete, move
	User   string `json:"user"`
	Device string `json:"device"`
	Reply  string `json:"reply,omitempty"` // the server's words, where it was a server that said no
}

// Kind implements [Body].
func (ActionFailed) Kind() Kind { return "action.failed" }
