package scenario

import (
	"fmt"
	"strings"
)

// Setup is a person changing the settings of a mail program. What is left out
// stays as it is. Then the program tries again to send what is in its outbox.
//
//	user: alice
//	outgoing: mail.alpha.example
//	outgoing_port: 587
//	login: true
type Setup struct {
	// Whose program it is.
	User string `yaml:"user" form:"required"`

	// On which device. Left out, on the person's first.
	Device string `yaml:"device"`

	// Another outgoing server.
	Outgoing string `yaml:"outgoing"`

	// Another port for the outgoing server. Left out, it is what a new outgoing
	// server needs.
	OutgoingPort int `yaml:"outgoing_port" form:"min=1,max=65535,omitzero"`

	// Whether it says to the outgoing server who is sending.
	Login *bool `yaml:"login"`

	// Another incoming server.
	Incoming string `yaml:"incoming"`

	// Another password.
	Password string `yaml:"password" form:"max=100"`
}

// Word implements [Action].
func (*Setup) Word() string { return "setup" }

// Changes says what is new, but for the password itself.
func (s *Setup) Changes() string {
	var list []string
	if s.Outgoing != "" {
		list = append(list, "outgoing server "+s.Outgoing)
	}
	if s.OutgoingPort != 0 {
		list = append(list, fmt.Sprintf("port %d", s.OutgoingPort))
	}
	if s.Login != nil {
		list = append(list, map[bool]string{true: "with a login", false: "without a login"}[*s.Login])
	}
	if s.Incoming != "" {
		list = append(list, "incoming server "+s.Incoming)
	}
	if s.Password != "" {
		list = append(list, "another password")
	}
	return strings.Join(list, ", ")
}
