package scenario

// Reply is a person answering a letter that their device has in its inbox. What
// they answer is quoted below.
//
//	user: bob
//	subject: Lunch on Friday?
//	text: I shall be there.
//	all: true
type Reply struct {
	// Who answers.
	User string `yaml:"user" form:"required,short"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`

	// The letter with exactly this subject. Left out, the newest one.
	Subject string `yaml:"subject" form:"max=998"`

	// To everybody who got the letter, and not to its author alone.
	All bool `yaml:"all" default:"false"`

	// What the answer says.
	Text string `yaml:"text" form:"max=65536"`

	// Files that go with it.
	Attach []*Attachment `yaml:"attach" form:"max=20"`
}

// Word implements [Action].
func (*Reply) Word() string { return "reply" }
