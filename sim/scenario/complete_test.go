package scenario

import (
	"fmt"
	"strings"
	"testing"
	"time"
)

// world parses a scenario that consists of sites.
func world(t *testing.T, sites string) *Scenario {
	t.Helper()
	s, err := Parse("world.yaml", []byte("title: World\nsites:\n"+sites))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// hosts writes who does what at a site, and where.
func hosts(s *Site) string {
	var b strings.Builder
	for i, h := range s.Hosts {
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%s %s %v", strings.TrimSuffix(h.Name, "."+s.Domain), h.Address, h.Roles)
	}
	return b.String()
}

func TestFillsInHosts(t *testing.T) {
	for _, c := range []struct{ what, site, want string }{
		{"a site with one user", "users: alice",
			"mail 192.0.2.2 [msa mta mda], ns 192.0.2.3 [dns resolver], alice 192.0.2.4 [mua]"},
		{"a site without users has no mail", "title: Empty",
			"ns 192.0.2.2 [dns resolver]"},
		{"the old way, without submission", "{users: [a.b], without: msa}",
			"mail 192.0.2.2 [mta mda], ns 192.0.2.3 [dns resolver], a-b 192.0.2.4 [mua]"},
		{"what is written out is not filled in", "{users: alice, hosts: [{name: mx, roles: [mta, dns]}]}",
			"mx 192.0.2.2 [mta dns], mail 192.0.2.3 [msa mda], ns 192.0.2.4 [resolver], alice 192.0.2.5 [mua]"},
		{"a host written out gets what is missing", "{users: alice, hosts: [{name: mail, roles: [mda]}]}",
			"mail 192.0.2.2 [mda msa mta], ns 192.0.2.3 [dns resolver], alice 192.0.2.4 [mua]"},
		{"one machine for each device", "users: {name: alice, devices: [phone, laptop]}",
			"mail 192.0.2.2 [msa mta mda], ns 192.0.2.3 [dns resolver], alice-phone 192.0.2.4 [mua], alice-laptop 192.0.2.5 [mua]"},
		{"two people at one machine", "users: [{name: a, devices: {name: x, host: desk}}, {name: b, devices: {name: x, host: desk}}]",
			"mail 192.0.2.2 [msa mta mda], ns 192.0.2.3 [dns resolver], desk 192.0.2.4 [mua]"},
		{"a program on the server: webmail", "users: {name: alice, devices: {name: webmail, host: mail}}",
			"mail 192.0.2.2 [msa mta mda mua], ns 192.0.2.3 [dns resolver]"},
		{"addresses around one that is taken", "{prefix: 192.0.2.64/28, users: alice, hosts: [{name: x, address: 192.0.2.67}]}",
			"x 192.0.2.67 [], mail 192.0.2.66 [msa mta mda], ns 192.0.2.68 [dns resolver], alice 192.0.2.69 [mua]"},
	} {
		site := strings.Trim(c.site, "{}")
		if !strings.HasPrefix(c.site, "{") {
			site = c.site
		}
		s := world(t, "  - {domain: alpha.example, "+site+"}\n")
		if got := hosts(s.Sites[0]); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.what, got, c.want)
		}
	}
}

// Small worlds are easy to tell apart, large ones fit, and no two networks
// overlap.
func TestAllotsNetworks(t *testing.T) {
	var sites strings.Builder
	for i := range 60 {
		fmt.Fprintf(&sites, "  - {domain: s%d.example, users: [a]}\n", i)
	}
	sites.WriteString("  - {domain: big.example, users: [" + manyUsers(300) + "]}\n")
	s := world(t, sites.String())
	for i, want := range map[int]string{0: "192.0.2.0/28", 1: "198.51.100.0/28", 2: "203.0.113.0/28", 3: "192.0.2.16/28",
		47: "10.0.0.0/28", 60: "10.0.2.0/23", 61: "203.0.113.240/28"} {
		if got := s.Sites[i].Prefix.String(); got != want {
			t.Errorf("%s has %s, want %s", s.Sites[i].Domain, got, want)
		}
	}
	for i, a := range s.Sites {
		for _, b := range s.Sites[:i] {
			if a.Prefix.Overlaps(b.Prefix) {
				t.Errorf("%s and %s overlap", a.Prefix, b.Prefix)
			}
		}
		for _, h := range a.Hosts {
			if !a.Prefix.Contains(h.Address) {
				t.Errorf("%s of %s is not in %s", h.Address, h.Name, a.Prefix)
			}
		}
	}
}

func manyUsers(n int) string {
	names := make([]string, n)
	for i := range names {
		names[i] = fmt.Sprintf("u%d", i)
	}
	return strings.Join(names, ", ")
}

func TestInheritsLinks(t *testing.T) {
	s, err := Parse("f", []byte(`
title: Links
network: {latency: 50ms, loss: 0.1, lan: {jitter: 0s}}
sites:
  - {domain: a.example, link: {loss: 0, bandwidth: 1 Mbit/s}, lan: {latency: 1ms}}
`))
	if err != nil {
		t.Fatal(err)
	}
	site := s.Sites[0]
	if want := (Link{Latency: 50 * time.Millisecond, Jitter: time.Millisecond, Bandwidth: 1e6}); site.Link != want {
		t.Errorf("the line is %v, want %v", site.Link, want)
	}
	if want := (Link{Latency: time.Millisecond}); site.LAN != want {
		t.Errorf("the local network is %v, want %v", site.LAN, want)
	}
}

// A retry table is the program's own, but for what is written out.
func TestRetryPresets(t *testing.T) {
	for _, c := range []struct {
		retry, last, expire, warn string
		waits                     int
	}{
		{"postfix", "1h6m40s", "5d", "0s", 6},
		{"exim", "6h", "4d", "1d", 15},
		{"sendmail", "30m", "5d", "4h", 1},
		{"{expire: 1h}", "1h6m40s", "1h", "0s", 6},
		{"{preset: exim, schedule: 1m, warn: 0s}", "1m", "4d", "0s", 1},
	} {
		s := world(t, "  - {domain: a.example, hosts: [{name: mx, roles: mta, mta: {retry: "+c.retry+"}}]}\n")
		r := s.Sites[0].Hosts[0].MTA.Retry
		got := []any{formatDuration(r.Schedule[len(r.Schedule)-1]), formatDuration(r.Expire), formatDuration(r.Warn), len(r.Schedule)}
		if want := []any{c.last, c.expire, c.warn, c.waits}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("retry: %s gives %v, want %v", c.retry, got, want)
		}
	}
}

// The smallest lesson that a teacher would write fits in 20 lines.
func TestTwentyLines(t *testing.T) {
	src := generator(t).Comments.Example("Scenario")
	if lines := strings.Count(src, "\n"); lines > 20 {
		t.Errorf("it has %d lines", lines)
	}
	s, err := Parse("letter.yaml", []byte(src))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Script[0].Send.To[0]; got != "bob@beta.example" {
		t.Errorf("the letter goes to %s", got)
	}
	if a := s.Script[1].Action(); a.Word() != "fetch" || a.(*Fetch).Device != "computer" {
		t.Errorf("the second step is %#v", a)
	}
}
