package watcher

import (
	"crypto/tls"
	"net/netip"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// Config is what a keeper is like.
type Config struct {
	Dialect *mail.Dialect
	Domain  string         // where its own mail is taken
	List    string         // the name of the list's zone
	Zone    *dns.Zone      // that zone
	Traps   []mail.Address // that nobody has

	TTL      time.Duration // of an entry
	Patience time.Duration // how long a probe may take to come back
	Retest   time.Duration // from one test of a listed address to the next
	Quiet    time.Duration // how long an address must have left the traps alone to be taken off

	// Certificate is the server's; nil if it does not offer STARTTLS.
	Certificate *tls.Config
}

// Keeper is the keeper of a blocklist on a host.
type Keeper struct {
	cfg     Config
	host    *vnet.Host
	entries map[netip.Addr]*entry
	probes  map[mail.Address]*probe // under way, by the address to which they go
}

// entry is an address on the list.
type entry struct {
	listed  trace.Seq    // the event that told of it
	trapped time.Time    // when it last delivered to a trap; zero if it never did
	retest  *vtime.Timer // the next test
}

// probe is a test under way.
type probe struct {
	suspect netip.Addr
	to      mail.Address
	mark    trace.Mark   // the letter
	limit   *vtime.Timer // when it is not expected any more
}
