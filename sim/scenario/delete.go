package scenario

// Delete is a person deleting a letter from their inbox.
//
//	user: bob
//	subject: Lunch on Friday?
type Delete struct {
	// Who deletes.
	User string `yaml:"user" form:"required,short"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`

	// The letter with exactly this subject. Left out, the newest one.
	Subject string `yaml:"subject" form:"max=998"`
}

// Word implements [Action].
func (*Delete) Word() string { return "delete" }
