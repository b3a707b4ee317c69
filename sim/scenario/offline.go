package scenario

// Offline takes a device off the network: what is sent on it waits in its
// outbox. The machine it runs on stays on.
//
//	user: alice
//	device: phone
type Offline struct {
	// Whose device it is.
	User string `yaml:"user" form:"required,short"`

	// Which device. Left out, the person's first.
	Device string `yaml:"device"`
}

// Word implements [Action].
func (*Offline) Word() string { return "offline" }

// Online brings a device back to the network. What waits in its outbox is sent.
//
//	user: alice
//	device: phone
type Online struct {
	// Whose device it is.
	User string `yaml:"user" form:"required,short"`

	// Which device. Left out, the person's first.
	Device string `yaml:"device"`
}

// Word implements [Action].
func (*Online) Word() string { return "online" }
