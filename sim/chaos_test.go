package sim_test

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/trace"
)

// firstChaos is the number of the first world; others give other worlds.
const firstChaos = 0

// TestChaos runs worlds that nobody thought of: a few sites and letters, some to
// people or domains that do not exist, and spam, under all sorts of policies, while hosts fail and come back, lines are
// cut and mended, names cannot be found, and packets get lost. Every one must come
// to an end by itself, lose no letter, hold what its trace tells, and happen again
// in the same way. A world that does not is printed, as a file that brings it back.
func TestChaos(t *testing.T) {
	worlds := chaosWorlds
	if testing.Short() {
		worlds = 20
	}
	var seen sync.Map // kinds of events
	t.Cleanup(func() {
		for _, k := range []trace.Kind{"guard.verdict", "message.bounced", "message.expired", "message.discarded", "message.refused", "message.deferred", "message.expanded", "autoreply.decided", "dns.failed", "conn.timeout"} {
			if _, ok := seen.Load(k); !ok {
				t.Errorf("%s happens in no world", k)
			}
		}
	})
	for i := range worlds {
		n := firstChaos + i
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			t.Parallel()
			sc := parse(t, chaos(uint64(n)))
			events := runParsed(t, sc)
			for _, e := range events {
				seen.Store(e.Kind(), true)
			}
			log := record.New(record.Options{})
			if err := sim.Run(context.Background(), sc, log, sim.Options{}); err != nil {
				t.Error(err)
			}
			if again := slices.Collect(log.All()); jsonl(t, again) != jsonl(t, events) {
				same(t, "the second time", jsonl(t, events), jsonl(t, again))
				t.Logf("in the world\n%s", sc.Write())
			}
		})
	}
}

// chance makes up a world.
type chance struct {
	*rand.Rand
	sites []string
	roles map[string]bool // hosts called mail with the role mta
	b     strings.Builder
}

// chaos is the scenario with this number.
func chaos(n uint64) string {
	c := &chance{Rand: rand.New(rand.NewPCG(n, 0)), roles: map[string]bool{}}
	fmt.Fprintf(&c.b, "title: Chaos %d\nseed: %d\nnetwork: {loss: %.3f, jitter: %dms}\nsites:\n", n, n+1, 0.05*c.Float64()*float64(c.IntN(2)), c.IntN(20))
	for i := range 2 + c.IntN(5) {
		c.site(i)
	}
	c.b.WriteString("  - {domain: spam.example, hosts: [{name: bot, roles: [attacker]}]}\nscript:\n")
	for i := range 1 + c.IntN(12) {
		c.letter(i)
	}
	for range c.IntN(6) {
		c.trouble()
	}
	if c.IntN(3) == 0 {
		c.campaign()
	}
	if c.IntN(3) == 0 {
		c.configure()
	}
	for _, s := range c.sites {
		for _, u := range []string{"ann", "ben"} {
			fmt.Fprintf(&c.b, "  - {at: %v, fetch: {user: %s@%s}}\n", 30*time.Minute+c.time(time.Hour), u, s)
		}
	}
	return c.b.String()
}

// site adds an organisation of one of several shapes.
func (c *chance) site(i int) {
	domain := fmt.Sprintf("site%d.example", i)
	c.sites = append(c.sites, domain)
	habits := "software: " + c.software() + ", " + c.habits()
	tls := c.IntN(4) == 0
	fmt.Fprintf(&c.b, "  - domain: %s\n    users: [{name: ann%s}, {name: ben, devices: [{name: phone, access: pop3, keep: %t}]}]\n%s", domain, c.vacation(), c.IntN(2) == 0, c.aliases())
	shape := c.IntN(4)
	c.roles["mail."+domain] = shape != 0
	switch shape {
	case 0: // roles apart
		fmt.Fprintf(&c.b, "    hosts: [{name: mail, tls: %t, roles: [msa, mda]}, {name: mx1, roles: [mta], %s}, {name: mx2, roles: [mta], tls: false, %s}]\n", tls, habits, habits)
	case 1: // a backup that relays
		fmt.Fprintf(&c.b, "    hosts: [{name: mail, tls: %t, roles: [msa, mta, mda], %s}, {name: backup, roles: [mta], tls: false, %s}]\n", tls, habits, habits)
		c.b.WriteString("    mx: [{host: mail, preference: 10}, {host: backup, preference: 20}]\n")
	case 2: // no MX
		fmt.Fprintf(&c.b, "    hosts: [{name: mail, tls: %t, %s}]\n    mx: []\n", tls, habits)
	default:
		fmt.Fprintf(&c.b, "    hosts: [{name: mail, tls: %t, %s}]\n", tls, habits)
	}
}

// letter adds a letter to some people, of whom some do not exist.
func (c *chance) letter(i int) {
	var to []string
	for range 1 + c.IntN(3) {
		switch c.IntN(8) {
		case 0:
			to = append(to, []string{"nobody@", "team@", "gone@", "one@", "postmaster@"}[c.IntN(5)]+c.domain())
		case 1:
			to = append(to, "x@missing.example")
		default:
			to = append(to, c.person())
		}
	}
	fmt.Fprintf(&c.b, "  - {at: %v, send: {from: %s, to: [%s], subject: Letter %d, text: Hello}}\n", c.time(10*time.Minute), c.person(), strings.Join(to, ", "), i)
}

// trouble adds a failure, and its end.
func (c *chance) trouble() {
	from := c.time(10 * time.Minute)
	to := from + c.time(10*time.Minute)
	domain := c.domain()
	switch c.IntN(5) {
	case 0:
		fault := []string{"nxdomain", "servfail", "timeout"}[c.IntN(3)]
		fmt.Fprintf(&c.b, "  - {at: %v, dns: {site: %s, fault: %s}}\n  - {at: %v, dns: {site: %s}}\n", from, domain, fault, to, domain)
		return
	case 1, 2:
		way := []string{"in", "out", "both"}[c.IntN(3)]
		fmt.Fprintf(&c.b, "  - {at: %v, cut: {site: %s, way: %s}}\n  - {at: %v, mend: {site: %s}}\n", from, domain, way, to, domain)
		return
	}
	if c.IntN(4) == 0 {
		fmt.Fprintf(&c.b, "  - {at: %v, down: {site: %s}}\n  - {at: %v, up: {site: %s}}\n", from, domain, to, domain)
		return
	}
	host := []string{"mail", "ns"}[c.IntN(2)] + "." + domain
	fmt.Fprintf(&c.b, "  - {at: %v, down: {host: %s}}\n  - {at: %v, up: {host: %s}}\n", from, host, to, host)
}

func (c *chance) domain() string { return c.sites[c.IntN(len(c.sites))] }

func (c *chance) person() string { return []string{"ann@", "ben@"}[c.IntN(2)] + c.domain() }

// time is an instant, or a span; half of them lie close together, where things
// get into each other's way.
func (c *chance) time(most time.Duration) time.Duration {
	if c.IntN(2) == 0 {
		most = 2 * time.Second
	}
	return time.Duration(c.Int64N(int64(most)/int64(time.Millisecond))+1) * time.Millisecond
}
