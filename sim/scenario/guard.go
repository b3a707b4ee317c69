package scenario

import (
	"net/netip"
	"time"
)

// Guard is what an mta checks of mail that comes in. Each check is off until it
// gets an effect; a bare effect is enough where nothing else is to be set. Hosts
// of the own networks and users who have logged in are not checked.
//
//	hello: tag
//	reverse: refuse
//	dnsbl: {effect: refuse, zones: [bl.watch.example]}
//	spf: refuse
//	greylist: {effect: refuse, delay: 5m}
//	rate: {effect: refuse, letters: 10, per: 1m}
//	content: {effect: quarantine, tag: 5}
type Guard struct {
	// Whether the client is a stranger: in no network of ours, and not logged
	// in.
	Client *ClientCheck `yaml:"client"`

	// Whether the name by which the client greets can be its name (RFC 5321
	// §4.1.4).
	Hello *Check `yaml:"hello"`

	// Whether the client's address has a name in the DNS that has the address
	// (RFC 8601 §3).
	Reverse *Check `yaml:"reverse"`

	// Whether a blocklist lists the client (RFC 5782).
	DNSBL *Blocklists `yaml:"dnsbl"`

	// Whether the sender's domain lets the client send for it (RFC 7208).
	SPF *Check `yaml:"spf"`

	// Whether the same network, sender and recipient have come back after a
	// while (RFC 6647). To refuse is to put off.
	Greylist *Greylist `yaml:"greylist"`

	// Whether the client sends too much in too short a time. To refuse is to put
	// off.
	Rate *RateLimit `yaml:"rate"`

	// Whether the letter looks like spam.
	Content *Content `yaml:"content"`
}

// Check is a check with nothing to set but its effect.
//
//	effect: tag
type Check struct {
	// What follows where it speaks against a client or a letter.
	Effect Effect `yaml:"effect" form:"required,short"`
}

// ClientCheck is the check who the client is.
//
//	effect: off
//	exempt: [198.51.100.0/28]
type ClientCheck struct {
	// What follows for strangers.
	Effect Effect `yaml:"effect" form:"required,short"`

	// Further networks that are not checked, such as those of a backup server.
	Exempt []netip.Prefix `yaml:"exempt" form:"max=200"`
}

// Blocklists are lists of addresses in the DNS.
//
//	effect: refuse
//	zones: [bl.watch.example]
type Blocklists struct {
	// What follows for a client that is listed.
	Effect Effect `yaml:"effect" form:"required,short"`

	// The lists, asked one after the other. A list is a zone with an A record
	// for each address that it lists, such as 9.2.0.192.bl.watch.example.
	Zones []string `yaml:"zones" form:"max=20"`
}

// Greylist is the check whether somebody has come back.
//
//	effect: refuse
//	delay: 10m
type Greylist struct {
	// What follows for what was never seen before, or came back too early.
	Effect Effect `yaml:"effect" form:"required,short"`

	// How long a newcomer has to wait.
	Delay time.Duration `yaml:"delay" form:"min=1s,max=1d" default:"5m"`

	// By when it must have come back.
	Window time.Duration `yaml:"window" form:"min=1s,max=30d" default:"1d"`

	// For how long one who came back is remembered.
	Lifetime time.Duration `yaml:"lifetime" form:"min=1s,max=365d" default:"35d"`

	// How many bits of an IPv4 address say who the client is, since servers that
	// share the work share a network. Of an IPv6 address it is 64.
	Prefix int `yaml:"prefix" form:"min=8,max=32" default:"24"`

	// After so many who came back, all of the client's network passes without
	// waiting. 0 means never.
	Allow int `yaml:"allow" form:"min=0,max=1000000" default:"5"`
}

// RateLimit is how much one client may send.
//
//	effect: refuse
//	letters: 10
//	recipients: 100
//	per: 1m
type RateLimit struct {
	// What follows for what is over the limit.
	Effect Effect `yaml:"effect" form:"required,short"`

	// How many letters. 0 is without limit.
	Letters int `yaml:"letters" form:"min=0,max=1000000"`

	// How many recipients. 0 is without limit.
	Recipients int `yaml:"recipients" form:"min=0,max=1000000"`

	// In how long a time.
	Per time.Duration `yaml:"per" form:"min=1s,max=30d" default:"1m"`
}

// Content gives a letter points for what it looks like.
//
//	effect: refuse
//	tag: 5
//	refuse: 15
//	rules:
//	  - {name: FREE_BEER, weight: 3, in: Subject, pattern: "(?i)free beer", text: offers free beer}
type Content struct {
	// What follows for a letter with enough points.
	Effect Effect `yaml:"effect" form:"required,short"`

	// From how many points on a letter is spam: marked, if the effect is tag, and
	// otherwise filed as junk.
	Tag float64 `yaml:"tag" default:"5"`

	// From how many points on it is refused, if the effect is refuse.
	Refuse float64 `yaml:"refuse" default:"10"`

	// Whether the rules that everybody has are used too: GTUBE and some plain
	// signs of spam, among them what the other checks found.
	Standard bool `yaml:"standard" default:"true"`

	// Rules of one's own.
	Rules []*ContentRule `yaml:"rules" form:"max=200"`
}

// ContentRule gives points for one thing.
//
//	name: FREE_BEER
//	weight: 3
//	in: Subject
//	pattern: (?i)free beer
//	text: offers free beer
type ContentRule struct {
	// What it is called in headers and reports.
	Name string `yaml:"name" form:"required,max=40"`

	// How many points it gives; fewer than none for a good sign.
	Weight float64 `yaml:"weight" form:"required,min=-1000,max=1000"`

	// Where it looks: in a header field, such as Subject, or in header, body, or
	// verdicts, which is what the other checks found, as "spf=fail".
	In string `yaml:"in" form:"required,max=80"`

	// A regular expression. A field that is not there is empty: ^$ finds that.
	Pattern string `yaml:"pattern" form:"required,max=400"`

	// What it found, as people say it.
	Text string `yaml:"text" form:"max=100"`
}

// Effect is what follows from a check.
type Effect string

// Effects lists every effect, from the mildest.
var Effects = []Effect{"off", "tag", "quarantine", "refuse"}
