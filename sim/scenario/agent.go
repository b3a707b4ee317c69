package scenario

import "net/netip"

// MTA is how a host passes mail on. Whether it takes a letter for a recipient
// is decided by the first of these rules that fits: the recipient is in a
// domain of its own; in a domain of relay_for; the client is in one of its own
// networks; the client has logged in; or what strangers says.
//
//	smarthost: relay.provider.example
//	networks: [192.0.2.0/28, 10.1.0.0/16]
//	strangers: refuse
//	tls: never
//	retry: sendmail
type MTA struct {
	// Sends everything that is not for this site through that host, instead of
	// looking for the domain's own.
	Smarthost string `yaml:"smarthost"`

	// The host to which mail for the site's users goes, over LMTP. Left out, it
	// is the host itself if that is an mda, and otherwise the site's one.
	Store string `yaml:"store"`

	// Domains whose mail goes to a certain host, whatever their MX records say.
	Routes []*Route `yaml:"routes" form:"max=200"`

	// Further domains for which it takes mail and passes it on.
	RelayFor []string `yaml:"relay_for" form:"max=200"`

	// The networks that it takes for its own: whoever sits in one may send
	// anywhere. Left out, they are the site's own; an empty list means nobody's.
	Networks []netip.Prefix `yaml:"networks" form:"max=100"`

	// Whether the site's people may log in on port 25 too, with a name and a
	// password. Who has done so may send anywhere.
	Auth bool `yaml:"auth" default:"false"`

	// What becomes of mail from anybody else to anybody else. A server that
	// passes it on is an open relay.
	Strangers Strangers `yaml:"strangers" default:"refuse"`

	// What becomes of a letter for somebody who has no mailbox in the site's
	// domain.
	UnknownUsers UnknownUsers `yaml:"unknown_users" default:"refuse"`

	// The largest message it takes.
	MaxSize Size `yaml:"max_size" default:"unlimited"`

	// How many Received lines make it believe that a message goes round in
	// circles. Left out, as its software has it.
	HopLimit int `yaml:"hop_limit" form:"min=1,max=1000,omitzero"`

	// Whether it asks for encryption where the other side offers it.
	TLS TLSUse `yaml:"tls" default:"opportunistic"`

	// When a failed delivery is tried again.
	Retry Retry `yaml:"retry"`

	// What it checks of mail that comes in.
	Guard *Guard `yaml:"guard"`
}

// Strangers says what becomes of mail that concerns nobody of the site.
type Strangers string

const (
	RefuseStrangers   Strangers = "refuse"
	RelayForStrangers Strangers = "relay" // an open relay
)

// StrangersChoices lists what can become of such mail.
var StrangersChoices = []Strangers{RefuseStrangers, RelayForStrangers}

// UnknownUsers says what becomes of a letter for somebody who does not exist.
type UnknownUsers string

const (
	RefuseUnknown UnknownUsers = "refuse" // at RCPT, so that the client has to tell its user
	BounceUnknown UnknownUsers = "bounce" // taken at first, and then reported to whoever the sender is said to be
)

// UnknownUsersChoices lists what can become of such a letter.
var UnknownUsersChoices = []UnknownUsers{RefuseUnknown, BounceUnknown}

// Route sends a domain's mail to a host of the operator's choice.
//
//	domain: beta.example
//	host: mail.beta.example
type Route struct {
	// The domain of the recipients.
	Domain string `yaml:"domain" form:"required"`

	// The host that gets their mail.
	Host string `yaml:"host" form:"required"`
}

// TLSUse says when a client encrypts.
type TLSUse string

const (
	Opportunistic TLSUse = "opportunistic" // whenever offered, checked or not
	Never         TLSUse = "never"
)

// TLSUses lists every habit.
var TLSUses = []TLSUse{Opportunistic, Never}
