package scenario

import "net/netip"

// Configure changes settings of a host while the world runs, as an operator
// does who edits a file and lets the server read it again. What is left out
// stays as it is.
//
//	host: mail.relay.example
//	mta: {strangers: refuse}
type Configure struct {
	// The host.
	Host string `yaml:"host" form:"required"`

	// New settings of the role mta.
	MTA *NewMTA `yaml:"mta" form:"one=settings"`
}

// Word implements [Action].
func (*Configure) Word() string { return "configure" }

// Changes writes out on one line what is new.
func (c *Configure) Changes() string { return language.Line(c.MTA) }

// NewMTA is what changes about how a host passes mail on. Each key means what
// it means in the settings of the host.
//
//	networks: [192.0.2.0/28]
//	strangers: refuse
type NewMTA struct {
	// Another smarthost; "." if it is to look for the domain's own hosts again.
	Smarthost string `yaml:"smarthost"`

	// The static routes from now on.
	Routes []*Route `yaml:"routes" form:"max=200"`

	// The further domains for which it takes mail from now on.
	RelayFor []string `yaml:"relay_for" form:"max=200"`

	// The networks that it takes for its own from now on.
	Networks []netip.Prefix `yaml:"networks" form:"max=100"`

	// What becomes of mail from strangers to strangers from now on.
	Strangers Strangers `yaml:"strangers"`

	// What becomes of a letter for somebody who does not exist, from now on.
	UnknownUsers UnknownUsers `yaml:"unknown_users"`

	// The largest message it takes from now on.
	MaxSize *Size `yaml:"max_size"`

	// How many Received lines make a loop from now on.
	HopLimit int `yaml:"hop_limit" form:"min=1,max=1000,omitzero"`

	// Whether it asks for encryption from now on.
	TLS TLSUse `yaml:"tls"`

	// When a failed delivery is tried again from now on. What is left out here
	// is as its preset says. A letter that waits keeps the instant of its next
	// attempt.
	Retry *Retry `yaml:"retry"`

	// What it checks of mail that comes in from now on. A check that is not
	// named stays as it is, and one that is named is as it is written here. What
	// was remembered stays.
	Guard *Guard `yaml:"guard"`
}
