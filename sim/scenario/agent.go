package scenario

// MSA is how a host takes mail from the site's own users (RFC 6409).
//
//	mta: relay.alpha.example
type MSA struct {
	// The host to which it hands what it has taken. Left out, it is the host
	// itself if that is an mta, and otherwise the site's first one.
	MTA string `yaml:"mta"`
}

// MTA is how a host passes mail on.
//
//	smarthost: relay.provider.example
//	tls: never
//	retry: sendmail
type MTA struct {
	// Sends everything that is not for this site through that host, instead of
	// looking for the domain's own.
	Smarthost string `yaml:"smarthost"`

	// The host to which mail for the site's users goes, over LMTP. Left out, it
	// is the host itself if that is an mda, and otherwise the site's one.
	Store string `yaml:"store"`

	// Further domains for which it takes mail and passes it on.
	RelayFor []string `yaml:"relay_for" form:"max=200"`

	// Whether it asks for encryption where the other side offers it.
	TLS TLSUse `yaml:"tls" default:"opportunistic"`

	// When a failed delivery is tried again.
	Retry Retry `yaml:"retry"`
}

// TLSUse says when a client encrypts.
type TLSUse string

const (
	Opportunistic TLSUse = "opportunistic" // whenever offered, checked or not
	Never         TLSUse = "never"
)

// TLSUses lists every habit.
var TLSUses = []TLSUse{Opportunistic, Never}
