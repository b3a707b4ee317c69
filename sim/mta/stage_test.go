package mta_test

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/dns"
	"mailflow/sim/grade"
	"mailflow/sim/mail"
	"mailflow/sim/mta"
	"mailflow/sim/pki"
	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

const (
	home   = "mail.alpha.example"
	nsName = "ns.alpha.example"
)

var (
	start  = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	letter = mail.Parse("From: Alice <alice@alpha.example>\r\nTo: everybody\r\nSubject: Lunch?\r\n\r\nShall we?\r\n")
)

// stage is a world with one agent under test, a name server, and mail servers
// that do as they are told.
type stage struct {
	t       testing.TB
	clock   *vtime.Clock
	net     *vnet.Network
	site    *vnet.Site
	log     *record.Log
	ca      *pki.Authority
	records []trace.Record
	broken  []string // domains

	home    *vnet.Host
	store   *office // the message store, over LMTP
	offices map[string]*office
	cfg     mta.Config
	agent   *mta.Agent
}

// play builds a stage as the story wants it, runs it to its end, and checks
// that no letter was lost.
func play(t testing.TB, story func(*stage)) *stage {
	t.Helper()
	s := &stage{t: t, log: record.New(record.Options{}), ca: pki.New(1, start), offices: map[string]*office{}}
	cfg := vtime.Config{Start: start, Seed: 1, Limits: vtime.Limits{Wall: 20 * time.Second}}
	outcome, err := vtime.Run(context.Background(), cfg, func(c *vtime.Clock) func(vtime.Outcome) {
		s.build(c, story)
		return func(vtime.Outcome) { s.agent.Hold(); s.net.Close() }
	})
	if err != nil || outcome != vtime.Rest {
		t.Fatalf("outcome %v, %v\n%s", outcome, err, s.tale())
	}
	if err := grade.Conserve(slices.Collect(s.log.All())); err != nil {
		t.Errorf("%v\n%s", err, s.tale())
	}
	return s
}

func (s *stage) build(c *vtime.Clock, story func(*stage)) {
	s.clock, s.net = c, vnet.New(c, s.log.Emit)
	s.site = s.net.AddSite(vnet.SiteConfig{Name: "example", LAN: vnet.Line{Latency: time.Millisecond}})
	s.home = s.host(home, true)
	s.store = &office{stage: s, host: s.home}
	s.cfg = mta.Config{
		Dialect: mail.Postfix,
		Rules: mta.Rules{
			Domains: []string{"alpha.example"}, Known: func(a mail.Address) bool { return a.Local != "nobody" },
			RelayFor: []string{"gamma.example"}, Networks: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/30")},
		},
		Retry: mta.Schedule{Delays: []time.Duration{5 * time.Minute, 10 * time.Minute, 20 * time.Minute}, Expire: time.Hour},
		Store: netip.AddrPortFrom(s.home.Addrs()[0], 24),
	}
	ns := s.host(nsName, true)
	story(s)
	s.cfg.Names = dns.NewStub(s.home, ns.Addrs())
	s.serveNames(ns)
	s.store.serve(24, trace.LMTP)
	s.agent = mta.New(s.home, s.cfg)
	if err := s.agent.Serve(); err != nil {
		s.t.Fatal(err)
	}
}

// host adds a host, the next in 192.0.2.0/24.
func (s *stage) host(name string, named bool) *vnet.Host {
	addr := fmt.Sprintf("192.0.2.%d", len(s.net.Hosts())+2)
	h, err := s.net.AddHost(vnet.HostConfig{Name: name, Site: s.site, Addresses: []netip.Addr{netip.MustParseAddr(addr)}})
	if err != nil {
		s.t.Fatal(err)
	}
	if named {
		s.record(name, "A", addr)
		s.record(dns.ReverseName(h.Addrs()[0]), "PTR", name+".")
	}
	return h
}

func (s *stage) record(name, typ, data string) {
	s.records = append(s.records, trace.Record{Name: name, Type: typ, TTL: 3600, Data: data})
}

// serveNames makes one server that knows everything.
func (s *stage) serveNames(ns *vnet.Host) {
	configs := []dns.ZoneConfig{{Origin: ".", TTL: 3600, Servers: []string{nsName}, Records: s.records}}
	for _, domain := range s.broken {
		configs = append(configs, dns.ZoneConfig{Origin: domain, TTL: 3600, Servers: []string{nsName}, Fault: dns.Broken})
	}
	var cfg dns.Config
	for _, c := range configs {
		z, err := dns.NewZone(c)
		if err != nil {
			s.t.Fatal(err)
		}
		cfg.Zones = append(cfg.Zones, z)
	}
	if _, err := dns.Serve(ns, cfg); err != nil {
		s.t.Fatal(err)
	}
}

// office adds a mail server.
func (s *stage) office(name string, named bool, behaviour string) *office {
	o := &office{stage: s, host: s.host(name, named)}
	s.offices[name] = o
	o.behave(strings.Fields(behaviour))
	o.serve(25, trace.SMTP)
	return o
}

// post puts a letter into the agent's queue.
func (s *stage) post(at time.Duration, from mail.Address, to ...mail.Address) {
	s.home.After(at, vtime.Story, func() {
		m := trace.Mark{Message: s.home.NewMessage()}
		e := mail.Envelope{From: from, Recipients: to}
		id := s.agent.NewID()
		m.Cause = s.home.Emit(trace.About{Role: trace.MSA, Message: m.Message}, trace.MessageAccepted{
			From: from.String(), Recipients: mail.Strings(to), ID: id, Octets: letter.Len(),
		})
		s.agent.Enqueue(id, letter, e, m)
	})
}

// encrypt is how the agent asks for TLS.
func (s *stage) encrypt(name string) *tls.Config {
	cfg := s.ca.Client(name)
	cfg.InsecureSkipVerify = true
	return cfg
}

func (s *stage) jsonl() string {
	var b strings.Builder
	record.WriteJSONL(&b, s.log.All())
	return b.String()
}

// told lists the events of one kind at the agent's host.
func told[B trace.Body](s *stage) []B {
	var list []B
	for e := range s.log.All() {
		if b, ok := e.Body.(B); ok && e.Node == home {
			list = append(list, b)
		}
	}
	return list
}

func address(text string) mail.Address {
	a, err := mail.ParseReversePath(text)
	if err != nil {
		panic(err)
	}
	return a
}
