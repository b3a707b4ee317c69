package dns_test

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// world is a small Internet for stories about names. Each host has a site of
// its own, so that a message takes 20 ms.
type world struct {
	t   testing.TB
	net *vnet.Network
}

const lineTime = 10 * time.Millisecond

// rootAddr is where all resolvers look for the root.
var rootAddr = netip.MustParseAddr("203.0.113.1")

// everybody may ask a resolver.
var everybody = []netip.Prefix{netip.MustParsePrefix("0.0.0.0/0"), netip.MustParsePrefix("::/0")}

// tell runs a story to its end and returns its trace.
func tell(t testing.TB, story func(w *world)) *record.Log {
	t.Helper()
	log := record.New(record.Options{})
	cfg := vtime.Config{Start: time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC), Seed: 1}
	_, err := vtime.Run(context.Background(), cfg, func(c *vtime.Clock) func(vtime.Outcome) {
		w := &world{t: t, net: vnet.New(c, log.Emit)}
		story(w)
		return func(vtime.Outcome) { w.net.Close() }
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, text(log))
	}
	return log
}

// host adds a host.
func (w *world) host(name string, addrs ...string) *vnet.Host {
	w.t.Helper()
	site := w.net.AddSite(vnet.SiteConfig{Name: "site of " + name, Uplink: vnet.Line{Latency: lineTime}})
	list := make([]netip.Addr, len(addrs))
	for i, a := range addrs {
		list[i] = netip.MustParseAddr(a)
	}
	h, err := w.net.AddHost(vnet.HostConfig{Name: name, Site: site, Addresses: list})
	if err != nil {
		w.t.Fatal(err)
	}
	return h
}

// serve starts a server on a host.
func (w *world) serve(h *vnet.Host, cfg dns.Config) *dns.Server {
	w.t.Helper()
	s, err := dns.Serve(h, cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// zone makes a zone of records written "name ttl type data".
func zone(t testing.TB, origin string, servers []string, lines ...string) *dns.Zone {
	t.Helper()
	cfg := dns.ZoneConfig{Origin: origin, TTL: 3600, Servers: servers}
	for _, line := range lines {
		cfg.Records = append(cfg.Records, parseRecord(t, line))
	}
	z, err := dns.NewZone(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

func parseRecord(t testing.TB, line string) trace.Record {
	t.Helper()
	f := strings.SplitN(strings.TrimSpace(line), " ", 4)
	if len(f) != 4 {
		t.Fatalf("%q is not a record", line)
	}
	r := trace.Record{Name: f[0], Type: f[2], Data: f[3]}
	if _, err := fmt.Sscan(f[1], &r.TTL); err != nil {
		t.Fatalf("%q: %v", line, err)
	}
	return r
}

// text is a trace, one event a line and its reason below.
func text(log *record.Log) string {
	var sb strings.Builder
	for e := range log.All() {
		fmt.Fprintf(&sb, "%d %s <%d ", e.Seq, e.At, e.Cause)
		if e.Role != "" {
			fmt.Fprintf(&sb, "%s ", e.Role)
		}
		sb.WriteString(e.Node)
		if e.Peer != "" {
			sb.WriteString(" > " + e.Peer)
		}
		sb.WriteString(": " + say(e.Body) + "\n")
		if r := e.Reason; r != nil {
			fmt.Fprintf(&sb, "\t(%s %s)\n", r.Text, r.RFC)
		}
	}
	return sb.String()
}

func say(b trace.Body) string {
	switch b := b.(type) {
	case trace.DNSQuery:
		return fmt.Sprintf("%s %s?%s%s", b.Type, b.Name, flagged(" rd", b.Recursive), flagged(" tcp", b.Transport == trace.TCP))
	case trace.DNSAnswer:
		return fmt.Sprintf("%s%s%s%s%s%s%s", b.Code, flagged(" aa", b.Authoritative), flagged(" tc", b.Truncated), flagged(" tcp", b.Transport == trace.TCP),
			section("", b.Answer), section("authority", b.Authority), section("additional", b.Additional))
	case trace.DNSCacheHit:
		return fmt.Sprintf("remembers %s %s: %s%s", b.Type, b.Name, b.Code, section("", b.Answer))
	case trace.DNSCacheExpired:
		return fmt.Sprintf("forgets %s %s", b.Type, b.Name)
	case trace.DNSFailed:
		return fmt.Sprintf("failed %s %s: %s", b.Type, b.Name, b.Error)
	case trace.ProtocolViolation:
		return fmt.Sprintf("violation, %s: %s", b.Effect, b.Problem)
	default:
		return string(b.Kind())
	}
}

func flagged(word string, set bool) string {
	if set {
		return word
	}
	return ""
}

func section(title string, records []trace.Record) string {
	var sb strings.Builder
	for i, r := range records {
		if i == 0 && title != "" {
			sb.WriteString("\n\t" + title)
		}
		fmt.Fprintf(&sb, "\n\t  %s %d %s %s", r.Name, r.TTL, r.Type, shorten(r.Data))
	}
	return sb.String()
}

func shorten(s string) string {
	if len(s) > 80 {
		return fmt.Sprintf("%s… (%d characters)", s[:60], len(s))
	}
	return s
}

func addrOrZero(s string) netip.Addr {
	a, _ := netip.ParseAddr(s)
	return a
}
