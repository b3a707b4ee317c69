package scenario

// Watch keeps a device connected to its inbox, so that the server can tell it at
// once what happens there (RFC 2177). It needs IMAP.
//
//	user: dora
//	device: phone
type Watch struct {
	// Whose device it is.
	User string `yaml:"user" form:"required,short"`

	// Which device. Left out, the person's first.
	Device string `yaml:"device"`
}

// Word implements [Action].
func (*Watch) Word() string { return "watch" }

// Unwatch lets a device close that connection.
//
//	user: dora
//	device: phone
type Unwatch struct {
	// Whose device it is.
	User string `yaml:"user" form:"required,short"`

	// Which device. Left out, the person's first.
	Device string `yaml:"device"`
}

// Word implements [Action].
func (*Unwatch) Word() string { return "unwatch" }
