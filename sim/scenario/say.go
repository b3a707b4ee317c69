package scenario

// Narration is something that the lesson says about an event, when it comes.
//
//	when: {kind: message.accepted, node: mail.beta.example}
//	text: From now on the letter is the business of Beta's server.
//	why: It said 250 after the last line of the letter.
//	rfc: RFC 5321 §4.2.5
type Narration struct {
	// The event that it is about.
	When Pattern `yaml:"when" form:"required"`

	// The how manyth such event.
	Nth int `yaml:"nth" form:"min=1,max=100000" default:"1"`

	// One idea, for the class.
	Text string `yaml:"text" form:"required,max=4096"`

	// The reason behind it.
	Why string `yaml:"why" form:"max=4096"`

	// Where that is written.
	RFC RFC `yaml:"rfc"`

	// Line is where the narration stands in its file, from 1.
	Line int `yaml:"-" form:"line"`
}
