package smtp_test

import (
	"context"
	"net/netip"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/pki"
	"mailflow/sim/record"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

const (
	latency = time.Millisecond
	seed    = 1
)

var (
	start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	port  = netip.MustParseAddrPort("192.0.2.25:25")
	ca    = pki.New(seed, start)
)

// stage is a world of two hosts, client.example and mx.example, 1 ms apart.
type stage struct {
	client, server *vnet.Host
	line           *vnet.Link
	log            *record.Log
	desk           *desk
}

// play builds a stage, lets the story schedule what happens, and runs it to its
// end. The world must come to rest without an error, leaks among them.
func play(t testing.TB, story func(*stage)) *stage {
	t.Helper()
	s, err := run(record.Options{}, story)
	if err != nil {
		t.Fatalf("%v\n%s", err, s.jsonl())
	}
	return s
}

func run(o record.Options, story func(*stage)) (*stage, error) {
	s := &stage{log: record.New(o), desk: &desk{}}
	cfg := vtime.Config{Start: start, Seed: seed, Limits: vtime.Limits{Wall: 20 * time.Second}}
	_, err := vtime.Run(context.Background(), cfg, func(c *vtime.Clock) func(vtime.Outcome) {
		n := vnet.New(c, s.log.Emit)
		site := n.AddSite(vnet.SiteConfig{Name: "example", LAN: vnet.Line{Latency: latency}})
		s.line = site.LAN()
		s.client, _ = n.AddHost(vnet.HostConfig{Name: "client.example", Site: site, Addresses: []netip.Addr{netip.MustParseAddr("192.0.2.1")}})
		s.server, _ = n.AddHost(vnet.HostConfig{Name: "mx.example", Site: site, Addresses: []netip.Addr{port.Addr()}})
		story(s)
		return func(vtime.Outcome) { n.Close() }
	})
	return s, err
}

// serve opens the server with the desk as its handler. A zero Protocol is SMTP.
func (s *stage) serve(cfg smtp.Config) {
	if cfg.Protocol == "" {
		cfg.Protocol = trace.SMTP
	}
	cfg.Role, cfg.Dialect = trace.MTA, mail.Postfix
	cfg.New = func(*smtp.Session) smtp.Handler { return s.desk }
	smtp.Serve(s.server, int(port.Port()), cfg)
}

// dial connects without our client, for a test that speaks for itself.
func (s *stage) dial() *vnet.Conn {
	c, err := s.client.Dial(port, vnet.Dial{Role: trace.MTA, Mark: trace.Mark{Message: "m1"}})
	if err != nil {
		panic(err)
	}
	return c
}

// jsonl is the whole trace.
func (s *stage) jsonl() string {
	var b strings.Builder
	record.WriteJSONL(&b, s.log.All())
	return b.String()
}

// told lists the events of one kind.
func told[B trace.Body](s *stage) []B {
	var list []B
	for e := range s.log.All() {
		if b, ok := e.Body.(B); ok {
			list = append(list, b)
		}
	}
	return list
}

// problems lists what the server and the client found wrong with each other.
func (s *stage) problems() []string {
	var list []string
	for _, v := range told[trace.ProtocolViolation](s) {
		list = append(list, v.Problem)
	}
	for _, v := range told[trace.TLSFailed](s) {
		list = append(list, v.Error)
	}
	return list
}

// want fails unless one of the problems has the text in it.
func (s *stage) want(t *testing.T, problem string) {
	t.Helper()
	if !slices.ContainsFunc(s.problems(), func(p string) bool { return strings.Contains(p, problem) }) {
		t.Errorf("nobody found that %q, but %q", problem, s.problems())
	}
}
