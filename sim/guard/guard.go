package guard

import (
	"net/netip"
	"slices"
	"strings"
	"time"

	"mailflow/sim/guard/spf"
	"mailflow/sim/trace"
)

// Effect is what follows where a check speaks against a client or a letter.
type Effect string

const (
	Off        Effect = "off"        // the check is not done
	Tag        Effect = "tag"        // the letter gets a header field
	Quarantine Effect = "quarantine" // the letter is taken, and filed as junk
	Refuse     Effect = "refuse"     // the server says no
)

// Effects lists every effect, from the mildest.
var Effects = []Effect{Off, Tag, Quarantine, Refuse}

// Config is what a guard checks. What is left at its zero value is off.
type Config struct {
	Client   ClientCheck
	Hello    Effect
	Reverse  Effect
	DNSBL    Blocklists
	SPF      Effect
	Greylist Greylisting
	Rate     Limits
	Content  Scoring
}

// Guard is the checks of one server, with what they remember.
type Guard struct {
	cfg      Config
	greylist greylist
	rate     rate
}

// New makes a guard that remembers nothing yet.
func New(cfg Config) *Guard { return &Guard{cfg: cfg} }

// Configure changes what is checked from the next visit on. What was
// remembered stays.
func (g *Guard) Configure(cfg Config) { g.cfg = cfg }

// Desk is the server's side of a visit.
type Desk interface {
	spf.Names

	// Name is the server's own name.
	Name() string
	// Now is the instant.
	Now() time.Time
	// Tell records a verdict.
	Tell(Verdict)
}

// Visitor is a client as the network shows it.
type Visitor struct {
	Client netip.Addr
	Own    bool // it is in the server's own networks
}

// Visit begins with the connection.
func (g *Guard) Visit(v Visitor, desk Desk) *Visit {
	return &Visit{guard: g, cfg: g.cfg, visitor: v, desk: desk}
}

// on reports whether a check is to be done.
func (e Effect) on() bool { return e != "" && e != Off }

// on reports whether anything is checked at all.
func (c Config) on() bool {
	return slices.ContainsFunc([]Effect{c.Client.Effect, c.Hello, c.Reverse, c.DNSBL.Effect, c.SPF, c.Greylist.Effect, c.Rate.Effect, c.Content.Effect}, Effect.on)
}

// network is the clients that count as one. In IPv6, where everybody has more
// addresses than they can use, it is a /64 (RFC 6647 §7).
func network(client netip.Addr, bits int) netip.Prefix {
	if client.Is6() {
		bits = 64
	}
	return netip.PrefixFrom(client, bits).Masked()
}

// span writes a duration without the zeros at its end: "5m", not "5m0s".
func span(d time.Duration) string {
	s := d.Round(time.Second).String()
	if strings.HasSuffix(s, "m0s") {
		s = s[:len(s)-2]
	}
	if strings.HasSuffix(s, "h0m") {
		s = s[:len(s)-2]
	}
	return s
}

// input is one fact for the trace.
func input(name, value string) trace.Input {
	return trace.Input{Name: name, Value: trace.Octets(value)}
}
