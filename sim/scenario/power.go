package scenario

// Down switches a host off, or all hosts of a site, without a goodbye.
//
//	host: mail.beta.example
type Down struct {
	// The host.
	Host string `yaml:"host" form:"short,one=what"`

	// The site's domain.
	Site string `yaml:"site" form:"one=what"`
}

// Word implements [Action].
func (*Down) Word() string { return "down" }

// Up switches a host on again, or all hosts of a site. What was on their disks is
// still there.
//
//	host: mail.beta.example
type Up struct {
	// The host.
	Host string `yaml:"host" form:"short,one=what"`

	// The site's domain.
	Site string `yaml:"site" form:"one=what"`
}

// Word implements [Action].
func (*Up) Word() string { return "up" }
