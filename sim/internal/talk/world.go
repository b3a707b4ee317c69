// Package talk runs small worlds for the tests of protocols, and holds
// conversations in them that are written down as text.
package talk

import (
	"context"
	"crypto/tls"
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// Start is when the worlds begin.
var Start = time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)

// Latency is how long a packet takes from one host to another.
const Latency = 10 * time.Millisecond

// World is a server and some client machines on one network.
type World struct {
	Net     *vnet.Network
	Server  *vnet.Host
	Clients []*vnet.Host
	Log     *record.Log
	Trust   *tls.Config // of a client that begins TLS
}

// Address is where the server listens for a service.
func (w *World) Address(port int) netip.AddrPort {
	return netip.AddrPortFrom(w.Server.Addrs()[0], uint16(port))
}

// Run builds a world, lets story put something in it, and runs it to its end. Any
// fault of the world fails the test: a panic, or a goroutine that stays.
func Run(t testing.TB, clients int, story func(w *World)) *World {
	t.Helper()
	w := &World{Log: record.New(record.Options{})}
	_, err := vtime.Run(context.Background(), vtime.Config{Start: Start, Seed: 1}, func(c *vtime.Clock) func(vtime.Outcome) {
		w.Net = vnet.New(c, w.Log.Emit)
		site := w.Net.AddSite(vnet.SiteConfig{Name: "beta.example", LAN: vnet.Line{Latency: Latency}})
		add := func(name, addr string) *vnet.Host {
			h, err := w.Net.AddHost(vnet.HostConfig{Name: name, Site: site, Addresses: []netip.Addr{netip.MustParseAddr(addr)}})
			if err != nil {
				t.Error(err)
			}
			return h
		}
		w.Server = add("mail.beta.example", "198.51.100.1")
		for i := range clients {
			w.Clients = append(w.Clients, add(fmt.Sprintf("pc%d.beta.example", i+1), fmt.Sprintf("198.51.100.%d", 101+i)))
		}
		story(w)
		return func(vtime.Outcome) { w.Net.Close() }
	})
	if err != nil {
		t.Errorf("the world broke: %v\n%s", err, w.Transcript())
	}
	return w
}

// Transcript is the trace, a line for each event.
func (w *World) Transcript() string {
	var b strings.Builder
	for e := range w.Log.All() {
		fmt.Fprintf(&b, "%d %v %s %s %s conn=%s message=%s cause=%d %+v\n",
			e.Seq, e.At, e.Node, e.Role, e.Kind(), e.Conn, e.Message, e.Cause, e.Body)
	}
	return b.String()
}

// Kind is the events of one kind, in order.
func Kind[B trace.Body](w *World) []trace.Event {
	var events []trace.Event
	for e := range w.Log.All() {
		if _, ok := e.Body.(B); ok {
			events = append(events, e)
		}
	}
	return events
}
