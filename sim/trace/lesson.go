package trace

// Note is the lesson's narration of the event that caused it.
type Note struct {
	Text string `json:"text"`          // one idea, for the class
	Why  string `json:"why,omitempty"` // the reason behind it
	RFC  string `json:"rfc,omitempty"`
}

// Kind implements [Body].
func (Note) Kind() Kind { return "note" }

// Question is to be asked before the event that caused it is shown. It comes
// when the run is over, since only then is it known which answer is right.
type Question struct {
	Text    string   `json:"text"`
	Answers []string `json:"answers"`
	Right   int      `json:"right"`         // index into Answers, taken from the trace
	Why     string   `json:"why,omitempty"` // for those who have answered
	RFC     string   `json:"rfc,omitempty"`
	Line    int      `json:"line,omitempty"` // where the scenario file asks it
}

// Kind implements [Body].
func (Question) Kind() Kind { return "question" }

// MisconceptionRefuted reports that the event which caused it shows that a
// common belief is wrong.
type MisconceptionRefuted struct {
	Belief string `json:"belief"`
	Truth  string `json:"truth"`
	Line   int    `json:"line,omitempty"` // where the scenario file names it
}

// Kind implements [Body].
func (MisconceptionRefuted) Kind() Kind { return "misconception.refuted" }

// ExpectationMet reports a promised fact that holds.
type ExpectationMet struct {
	Text string `json:"text"`
	Line int    `json:"line,omitempty"` // where the scenario file promises it
}

// Kind implements [Body].
func (ExpectationMet) Kind() Kind { return "expectation.met" }

// ExpectationMissed reports a promised fact that does not hold.
type ExpectationMissed struct {
	Text  string `json:"text"`
	Line  int    `json:"line,omitempty"`
	Found string `json:"found"` // what was found in its place
}

// Kind implements [Body].
func (ExpectationMissed) Kind() Kind { return "expectation.missed" }
