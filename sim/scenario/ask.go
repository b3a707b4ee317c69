package scenario

// Question is something that the lesson asks before it shows an event. Nobody
// writes down which choice is right: the run itself says so. Each choice is a
// fact, as in expect, and exactly one of them must hold when the run is over.
//
// Choices are shown in the order of the file. Put the right one now here, now
// there: a class soon learns that the first is always right.
//
//	before: {kind: message.deferred, node: mail.alpha.example}
//	text: Beta's host is silent. What becomes of the letter?
//	choices:
//	  - {text: Alice gets it back at once, event: message.bounced}
//	  - {text: It waits and is tried again, event: message.relayed}
//	why: A host that is silent now may answer in an hour.
//	rfc: RFC 5321 §4.5.4.1
type Question struct {
	// The event that is not shown until the class has answered.
	Before Pattern `yaml:"before" form:"required"`

	// The how manyth such event.
	Nth int `yaml:"nth" form:"min=1,max=100000" default:"1"`

	// The question.
	Text string `yaml:"text" form:"required,max=400"`

	// What can be answered. Of each choice, text is what the class reads, and
	// the fact says when it is right.
	Choices []*Expectation `yaml:"choices" form:"required,min=2,max=6"`

	// Why it is so, for those who have answered.
	Why string `yaml:"why" form:"required,max=4096"`

	// Where that is written.
	RFC RFC `yaml:"rfc"`

	// Line is where the question stands in its file, from 1.
	Line int `yaml:"-" form:"line"`
}

// Misconception is something that many believe and that this run refutes.
//
//	belief: A letter that cannot be delivered at once is lost
//	truth: It waits in the queue of the server that took it last.
//	event: {kind: message.deferred, node: mail.alpha.example}
type Misconception struct {
	// What many believe, in their words.
	Belief string `yaml:"belief" form:"required,max=400"`

	// How it is.
	Truth string `yaml:"truth" form:"required,max=4096"`

	// The event that shows it.
	Event Pattern `yaml:"event" form:"required"`

	// The how manyth such event.
	Nth int `yaml:"nth" form:"min=1,max=100000" default:"1"`

	// Line is where the misconception stands in its file, from 1.
	Line int `yaml:"-" form:"line"`
}
