package guard

import (
	"maps"
	"net/netip"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Greylisting puts off what it has not seen before, since a real server comes
// back and most programs that only send spam do not (RFC 6647).
type Greylisting struct {
	Effect   Effect
	Delay    time.Duration // how long a newcomer has to wait
	Window   time.Duration // by when it must have come back
	Lifetime time.Duration // for how long one who came back is remembered
	Prefix   int           // how much of an IPv4 address says who it is; servers that share the work share a network
	Allow    int           // after so many who came back, all of the client's network may pass; 0 is never
}

// triplet is what has to come back (RFC 6647 §2.4): the same sender and
// recipient, from the same network.
type triplet struct {
	from, to mail.Address
	network  netip.Prefix
}

// sight is when a triplet was seen.
type sight struct {
	first, last time.Time
	passed      bool
}

// greylist is what greylisting remembers.
type greylist struct {
	seen  map[triplet]sight
	came  map[netip.Prefix]int // triplets that came back
	purge int                  // how many are remembered when it is time to forget
}

// judge decides about one recipient, and remembers.
func (g *greylist) judge(c Greylisting, at time.Time, client netip.Addr, from, to mail.Address) finding {
	key := triplet{from, to, network(client, c.Prefix)}
	f := finding{check: trace.Greylist, inputs: []trace.Input{
		input("network", key.network.String()), input("from", from.Path()), input("to", to.Path()),
	}}
	if c.Allow > 0 && g.came[key.network] >= c.Allow {
		f.result = "allowed"
		f.why = trace.Why("So many letters from this network came back when they were asked to that its letters need not wait any more.", "greylist.allow", "RFC 6647 §5")
		return f
	}
	s, known := g.seen[key]
	if known && c.forgotten(s, at) {
		known = false
	}
	switch waited := at.Sub(s.first); {
	case !known:
		s = sight{first: at}
		f.result, f.weight = "new", bad
		f.why = trace.Why("Nobody has seen this network, sender and recipient together before. A real mail server will try again.", "greylist.delay", "RFC 6647 §2.4")
	case !s.passed && waited < c.Delay:
		f.result, f.weight = "early", bad
		f.why = trace.Why("They have been seen before, and came back sooner than they were asked to.", "greylist.delay", "RFC 6647 §2.4")
		f.inputs = append(f.inputs, input("waited", span(waited)))
	case !s.passed:
		s.passed = true
		g.count(key.network)
		f.result = "passed"
		f.why = trace.Why("They came back after the delay, as a real mail server does.", "greylist.delay", "RFC 6647 §2.4")
		f.inputs = append(f.inputs, input("waited", span(waited)))
	default:
		f.result = "known"
		f.why = trace.Why("They have come back before, and that is remembered.", "greylist.lifetime", "RFC 6647 §5")
	}
	if f.weight == bad {
		left := c.Delay - at.Sub(s.first)
		f.note = "greylisting " + f.result
		f.reply = comeBack("4.7.1", "<"+to.String()+">: Recipient address rejected: Greylisted, try again in "+span(left))
	}
	s.last = at
	g.remember(c, at, key, s)
	return f
}

// forgotten reports whether a sighting is too old to count.
func (c Greylisting) forgotten(s sight, at time.Time) bool {
	if s.passed {
		return at.Sub(s.last) > c.Lifetime
	}
	return at.Sub(s.first) > c.Window
}

func (g *greylist) count(n netip.Prefix) {
	if g.came == nil {
		g.came = map[netip.Prefix]int{}
	}
	g.came[n]++
}

// remember writes a sighting down, and now and then forgets the old ones: most
// who are put off never come back.
func (g *greylist) remember(c Greylisting, at time.Time, key triplet, s sight) {
	if g.seen == nil {
		g.seen, g.purge = map[triplet]sight{}, 1000
	}
	g.seen[key] = s
	if len(g.seen) >= g.purge {
		maps.DeleteFunc(g.seen, func(_ triplet, s sight) bool { return c.forgotten(s, at) })
		g.purge = 2*len(g.seen) + 1000
	}
}
