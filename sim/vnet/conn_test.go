package vnet_test

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/nettest"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// The conformance suite for conns cannot run in a bubble, so here the network
// runs on the real clock.
func TestConnConforms(t *testing.T) {
	nettest.TestConn(t, func() (c1, c2 net.Conn, stop func(), err error) {
		clock, stopClock := vtime.Real(1)
		n := vnet.New(clock, nil)
		a, b := twoHosts(t, n, vnet.Line{})
		l, err := b.Listen(25, trace.MTA)
		if err != nil {
			return nil, nil, nil, err
		}
		accepted := make(chan net.Conn, 1)
		go func() {
			c, _ := l.Accept()
			accepted <- c
		}()
		c, err := a.Dial(netip.AddrPortFrom(b.Addrs()[0], 25), vnet.Dial{})
		if err != nil {
			return nil, nil, nil, err
		}
		return c, <-accepted, func() { n.Close(); stopClock() }, nil
	})
}

func twoHosts(t testing.TB, n *vnet.Network, uplink vnet.Line) (a, b *vnet.Host) {
	t.Helper()
	add := func(site, name, addr string) *vnet.Host {
		s := n.AddSite(vnet.SiteConfig{Name: site, Uplink: uplink})
		h, err := n.AddHost(vnet.HostConfig{Name: name, Site: s, Addresses: []netip.Addr{netip.MustParseAddr(addr)}})
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	return add("alpha.example", "a.alpha.example", "192.0.2.1"), add("beta.example", "b.beta.example", "198.51.100.1")
}

// world runs a story between two hosts and returns its trace as text.
func world(t testing.TB, line vnet.Line, lim vtime.Limits, story func(n *vnet.Network, a, b *vnet.Host)) string {
	t.Helper()
	var sb strings.Builder
	start := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	_, err := vtime.Run(context.Background(), vtime.Config{Start: start, Seed: 1, Limits: lim}, func(c *vtime.Clock) func(vtime.Outcome) {
		seq := trace.Seq(0)
		n := vnet.New(c, func(at time.Duration, node string, about trace.About, body trace.Body) trace.Seq {
			seq++
			fmt.Fprintf(&sb, "%v %s %s %s cause=%d %+v\n", at, node, body.Kind(), about.Conn, about.Cause, body)
			return seq
		})
		a, b := twoHosts(t, n, line)
		story(n, a, b)
		return func(vtime.Outcome) { n.Close() }
	})
	if err != nil {
		t.Fatalf("%v\n%s", err, sb.String())
	}
	return sb.String()
}
