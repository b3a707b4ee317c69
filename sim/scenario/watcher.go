package scenario

import "time"

// Watcher is how a host keeps a blocklist: which addresses are its spam traps,
// and how it tests. The list is a zone in the DNS that anybody can ask
// (RFC 5782).
//
//	list: bl
//	traps: [lena.old, lost@shop.example]
//	retest: 6h
type Watcher struct {
	// The name of the list's zone. A name without the site's domain gets it
	// appended.
	List string `yaml:"list" default:"bl"`

	// Addresses that nobody ever had. Whoever delivers to one is listed. A bare
	// name is in the site's domain; mail for another domain must come here by
	// that domain's mx.
	Traps []string `yaml:"traps" form:"max=500"`

	// How long others may remember an entry, and that there is none.
	TTL time.Duration `yaml:"ttl" form:"min=0s,max=30d" default:"5m"`

	// How long a probe may take to come back.
	Patience time.Duration `yaml:"patience" form:"min=1s,max=30d" default:"10m"`

	// How long it is from one test of a listed address to the next.
	Retest time.Duration `yaml:"retest" form:"min=1m,max=365d" default:"6h"`

	// How long an address must have left the traps alone to be taken off.
	Quiet time.Duration `yaml:"quiet" form:"min=0s,max=365d" default:"1h"`
}

// Probe lets the keeper of a blocklist test a host: it hands it a letter that is
// no business of that host, and waits for it to come back.
//
//	suspect: relay.alpha.example
type Probe struct {
	// The machine of the keeper, with the role watcher. Left out, it is the only
	// one that has it.
	Host string `yaml:"host"`

	// The host that is tested.
	Suspect string `yaml:"suspect" form:"required,short"`
}

// Word implements [Action].
func (*Probe) Word() string { return "probe" }
