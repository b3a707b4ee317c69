package scenario

// Fetch is a person looking for new mail.
//
//	user: bob
//	device: laptop
type Fetch struct {
	// Who looks.
	User string `yaml:"user" form:"required,short"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`
}

// Word implements [Action].
func (*Fetch) Word() string { return "fetch" }
