package scenario

import "time"

// DNS gives a site's domain a fault in the DNS, or takes it away. What resolvers
// remember stays as it is until its time is up.
//
//	site: beta.example
//	fault: servfail
type DNS struct {
	// The site's domain.
	Site string `yaml:"site" form:"required,short"`

	// What is wrong from now on.
	Fault DNSFault `yaml:"fault" default:"none"`
}

// Word implements [Action].
func (*DNS) Word() string { return "dns" }

// DNSFault is what is wrong with a domain in the DNS.
type DNSFault string

const (
	NoFault  DNSFault = "none"     // it works
	NXDomain DNSFault = "nxdomain" // it is not delegated, as if nobody had paid for it: it does not exist
	ServFail DNSFault = "servfail" // its name servers cannot load it, and say so
	Timeout  DNSFault = "timeout"  // its name servers do not answer
)

// DNSFaults lists every fault, and none.
var DNSFaults = []DNSFault{NoFault, NXDomain, ServFail, Timeout}

// ChangeRecord replaces all records of one name and type in a site's zone.
// Resolvers that remember the old ones go on believing in them until their TTL is
// over: to them the records are stale.
//
//	site: beta.example
//	name: "@"
//	type: MX
//	data: 10 mx2.beta.example
type ChangeRecord struct {
	// The site's domain.
	Site string `yaml:"site" form:"required,short"`

	// The records' name. A name without the site's domain gets it appended; "@"
	// is the domain itself.
	Name string `yaml:"name" form:"required"`

	// What the records tell.
	Type RecordType `yaml:"type" form:"required"`

	// How long others may remember them. Left out, as the zone says.
	TTL time.Duration `yaml:"ttl" form:"min=0s,max=24855d"`

	// The data of each new record, as in a zone file. Left out, there are none
	// any more.
	Data []string `yaml:"data" form:"max=100,each.max=4096"`
}

// Word implements [Action].
func (*ChangeRecord) Word() string { return "record" }
