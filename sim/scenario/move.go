package scenario

// Move is a person putting a letter from their inbox into another folder.
//
//	user: bob
//	subject: Lunch on Friday?
//	to: Archive
type Move struct {
	// Who moves it.
	User string `yaml:"user" form:"required"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`

	// The letter with exactly this subject. Left out, the newest one.
	Subject string `yaml:"subject" form:"max=998"`

	// The folder it goes to, such as Archive.
	To string `yaml:"to" form:"required,max=100"`
}

// Word implements [Action].
func (*Move) Word() string { return "move" }
