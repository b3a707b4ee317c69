package vnet_test

import (
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// hidden runs a story with a stranger outside, and two hosts behind a router of
// which one takes mail and answers questions.
func hidden(t *testing.T, hide bool, story func(stranger, server, person *vnet.Host)) string {
	t.Helper()
	return world(t, vnet.Line{Latency: time.Millisecond}, vtime.Limits{}, func(n *vnet.Network, stranger, _ *vnet.Host) {
		site := n.AddSite(vnet.SiteConfig{Name: "old.example", NAT: &vnet.NATConfig{
			Outside: at("203.0.113.5"), Inside: at("10.0.0.1"), HideClients: hide,
			Forward: map[int]netip.Addr{25: at("10.0.0.2"), 53: at("10.0.0.2")},
		}})
		add := func(name, address string) *vnet.Host {
			h, err := n.AddHost(vnet.HostConfig{Name: name, Site: site, Addresses: []netip.Addr{at(address)}})
			if err != nil {
				t.Fatal(err)
			}
			return h
		}
		story(stranger, add("mail.old.example", "10.0.0.2"), add("pc.old.example", "10.0.0.3"))
	})
}

func at(a string) netip.Addr { return netip.MustParseAddr(a) }

// ends answers each connection with the two addresses that the server sees,
// without the client's port.
func ends(h *vnet.Host, port int) {
	h.Serve(port, trace.MTA, func(c *vnet.Conn) {
		who, _, _ := net.SplitHostPort(c.RemoteAddr().String())
		c.Write([]byte(who + " " + c.LocalAddr().String()))
		c.Close()
	})
}

func ask(h *vnet.Host, to string) string {
	c, err := h.Dial(netip.MustParseAddrPort(to), vnet.Dial{Timeout: time.Second})
	if err != nil {
		return err.(*vnet.DialError).Err.(*net.OpError).Err.Error()
	}
	defer c.Close()
	b := make([]byte, 100)
	n, _ := c.Read(b)
	return string(b[:n]) + " for " + c.RemoteAddr().String()
}

// What a server sees of those who connect through a router is what the router
// lets it see.
func TestAddressesThroughARouter(t *testing.T) {
	for _, c := range []struct {
		hide bool
		who  string // stranger, person or server
		to   string
		want string
	}{
		{false, "stranger", "203.0.113.5:25", "192.0.2.1 10.0.0.2:25 for 203.0.113.5:25"},
		{true, "stranger", "203.0.113.5:25", "10.0.0.1 10.0.0.2:25 for 203.0.113.5:25"},
		{true, "stranger", "203.0.113.5:80", "connection refused"},
		{true, "stranger", "10.0.0.2:25", "no route to host"},
		{true, "person", "10.0.0.2:25", "10.0.0.3 10.0.0.2:25 for 10.0.0.2:25"},
		{false, "person", "203.0.113.5:25", "10.0.0.1 10.0.0.2:25 for 203.0.113.5:25"}, // out and in again
		{false, "person", "192.0.2.1:80", "203.0.113.5 192.0.2.1:80 for 192.0.2.1:80"},
	} {
		hidden(t, c.hide, func(stranger, server, person *vnet.Host) {
			ends(server, 25)
			ends(stranger, 80)
			who := map[string]*vnet.Host{"stranger": stranger, "person": person}[c.who]
			who.Go(0, func() {
				if got := ask(who, c.to); got != c.want {
					t.Errorf("hide %v, %s to %s: %q, want %q", c.hide, c.who, c.to, got, c.want)
				}
			})
		})
	}
}

// Questions over UDP find in, and answers find back, in both directions.
func TestDatagramsThroughARouter(t *testing.T) {
	hidden(t, true, func(stranger, server, person *vnet.Host) {
		for _, h := range []*vnet.Host{stranger, server} {
			c, err := h.ListenPacket(53, trace.DNS)
			if err != nil {
				t.Fatal(err)
			}
			h.Go(0, func() {
				b := make([]byte, 10)
				for {
					if _, from, err := c.ReadFrom(b); err != nil {
						return
					} else if who, _, _ := net.SplitHostPort(from.(*vnet.PacketAddr).UDPAddr.String()); true {
						c.WriteTo([]byte(who), from)
					}
				}
			})
		}
		for i, c := range []struct {
			from     *vnet.Host
			to, want string
		}{
			{stranger, "203.0.113.5:53", "192.0.2.1"},
			{person, "192.0.2.1:53", "203.0.113.5"},
			{server, "192.0.2.1:53", "203.0.113.5"},
			{person, "203.0.113.5:53", "203.0.113.5"},
		} {
			c.from.Go(time.Duration(i+1)*time.Second, func() {
				s, err := c.from.DialPacket(netip.MustParseAddrPort(c.to), trace.DNS)
				if err != nil {
					t.Error(err)
					return
				}
				defer s.Close()
				s.SetReadDeadline(c.from.Now().Add(time.Second))
				s.Write([]byte("who"))
				b := make([]byte, 20)
				n, err := s.Read(b)
				if got := string(b[:n]); got != c.want {
					t.Errorf("%s to %s: seen as %q (%v), want %s", c.from.Name(), c.to, got, err, c.want)
				}
			})
		}
	})
}

// The trace says what the router did, with both views.
func TestTheTraceTellsOfTheRouter(t *testing.T) {
	text := hidden(t, true, func(stranger, server, _ *vnet.Host) {
		ends(server, 25)
		stranger.Go(0, func() { ask(stranger, "203.0.113.5:25") })
	})
	want := "mail.old.example conn.translated c1 cause=1 {Local:192.0.2.1:49153 Remote:203.0.113.5:25 Client:10.0.0.1:49153 Server:10.0.0.2:25}"
	if !strings.Contains(text, want) {
		t.Errorf("got\n%swant\n%s", text, want)
	}
}
