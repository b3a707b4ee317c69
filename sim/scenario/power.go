package scenario

// Down switches a host off, without a goodbye.
//
//	host: mail.beta.example
type Down struct {
	// The host.
	Host string `yaml:"host" form:"required,short"`
}

// Word implements [Action].
func (*Down) Word() string { return "down" }

// Up switches a host on again. What was on its disk is still there.
//
//	host: mail.beta.example
type Up struct {
	// The host.
	Host string `yaml:"host" form:"required,short"`
}

// Word implements [Action].
func (*Up) Word() string { return "up" }
