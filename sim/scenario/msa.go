package scenario

// MSA is how a host takes mail from the site's own users (RFC 6409), on port
// 587 with STARTTLS and on port 465 with TLS from the first octet.
//
//	mta: relay.alpha.example
//	senders: any
//	strict: true
//	ask_domains: true
//	max_size: 10 MB
type MSA struct {
	// The host to which it hands what it has taken. Left out, it is the host
	// itself if that is an mta, and otherwise the site's first one.
	MTA string `yaml:"mta"`

	// As whom somebody who has logged in may send.
	Senders Senders `yaml:"senders" default:"own"`

	// Refuses programs whose HELO is no complete domain name.
	Strict bool `yaml:"strict" default:"false"`

	// Asks the DNS whether the domain of a recipient exists, and refuses the
	// recipient if it does not.
	AskDomains bool `yaml:"ask_domains" default:"false"`

	// The largest message it takes.
	MaxSize Size `yaml:"max_size" default:"unlimited"`
}

// Senders says as whom a user may send.
type Senders string

const (
	OwnSender   Senders = "own"  // themselves
	SiteSenders Senders = "site" // everybody who has a mailbox at the site
	AnySender   Senders = "any"
)

// SenderRules lists every rule for senders.
var SenderRules = []Senders{OwnSender, SiteSenders, AnySender}
