package scenario

// Archive is a person putting a letter from their inbox into the folder Archive.
//
//	user: bob
//	subject: Lunch on Friday?
type Archive struct {
	// Who does it.
	User string `yaml:"user" form:"required,short"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`

	// The letter with exactly this subject. Left out, the newest one.
	Subject string `yaml:"subject" form:"max=998"`
}

// Word implements [Action].
func (*Archive) Word() string { return "archive" }
