package scenario

// Read is a person opening a letter in their inbox.
//
//	user: bob
//	subject: Lunch on Friday?
type Read struct {
	// Who reads.
	User string `yaml:"user" form:"required,short"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`

	// The letter with exactly this subject. Left out, the newest one.
	Subject string `yaml:"subject" form:"max=998"`
}

// Word implements [Action].
func (*Read) Word() string { return "read" }
