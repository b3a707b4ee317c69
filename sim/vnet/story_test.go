package vnet_test

import (
	"bytes"
	"errors"
	"io"
	"net/netip"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

var (
	slow   = vnet.Line{Latency: 10 * time.Millisecond}
	target = netip.MustParseAddrPort("198.51.100.1:25")
)

// echo answers with whatever it hears, until the end.
func echo(c *vnet.Conn) {
	defer c.Close()
	io.Copy(c, c)
}

func has(t *testing.T, got string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(got, w) {
			t.Errorf("the trace lacks %q:\n%s", w, got)
		}
	}
}

// Two lines of 10 ms each way: the handshake takes 40 ms, and so does a word
// and its answer.
func TestTalkTakesTheLinesTime(t *testing.T) {
	var opened, answered time.Duration
	got := world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, echo)
		a.Go(0, func() {
			c, err := a.Dial(target, vnet.Dial{Role: trace.MTA, Mark: trace.Mark{Message: "m1", Cause: 7}})
			if err != nil {
				t.Error(err)
				return
			}
			opened = a.Elapsed()
			c.Say(trace.Mark{Message: "m1", Cause: 9})
			c.Write([]byte("EHLO"))
			buf := make([]byte, 10)
			m, _ := c.Read(buf)
			answered = a.Elapsed()
			if string(buf[:m]) != "EHLO" {
				t.Errorf("heard %q", buf[:m])
			}
			c.Close()
		})
	})
	if opened != 40*time.Millisecond || answered != 80*time.Millisecond {
		t.Errorf("opened at %v, answered at %v", opened, answered)
	}
	has(t, got, "40ms a.alpha.example conn.opened c1 cause=7 {Local:192.0.2.1:49153 Remote:198.51.100.1:25 Service:smtp}",
		"80ms a.alpha.example conn.closed c1")
}

func TestMarksTravelWithTheBytes(t *testing.T) {
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) {
			defer c.Close()
			buf := make([]byte, 100)
			for want := trace.Seq(1); ; want++ {
				if _, err := c.Read(buf); err != nil {
					return
				}
				if got := c.Heard(); got != (trace.Mark{Cause: want, Message: "m1"}) {
					t.Errorf("heard %+v, want cause %d", got, want)
				}
			}
		})
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			defer c.Close()
			for i := range trace.Seq(3) { // all three wait in the inbox together
				c.Say(trace.Mark{Cause: i + 1, Message: "m1"})
				c.Write([]byte("x"))
			}
		})
	})
}

func TestDialFailures(t *testing.T) {
	for _, tc := range []struct {
		name  string
		to    string
		setup func(n *vnet.Network, a, b *vnet.Host)
		err   error
		after time.Duration
		told  string
	}{
		{"refused", "198.51.100.1:25", func(*vnet.Network, *vnet.Host, *vnet.Host) {}, vnet.ErrRefused, 40 * time.Millisecond, "conn.refused"},
		{"unreachable", "203.0.113.9:25", func(*vnet.Network, *vnet.Host, *vnet.Host) {}, vnet.ErrUnreachable, 20*time.Millisecond + 20*time.Microsecond, "conn.unreachable"},
		{"no address of that family", "[2001:db8::1]:25", func(*vnet.Network, *vnet.Host, *vnet.Host) {}, vnet.ErrUnreachable, 0, "conn.unreachable"},
		{"filtered", "198.51.100.1:25", func(_ *vnet.Network, _, b *vnet.Host) { b.Serve(25, trace.MTA, echo); b.Filter(25) }, vnet.ErrTimeout, 30 * time.Second, "Phase:connect Seconds:30"},
		{"blocked outwards", "198.51.100.1:25", func(n *vnet.Network, a, b *vnet.Host) { b.Serve(25, trace.MTA, echo); n.SiteOf(a).BlockOut(25) }, vnet.ErrTimeout, 30 * time.Second, "Link:alpha.example uplink Site:alpha.example Port:25"},
		{"host down", "198.51.100.1:25", func(_ *vnet.Network, _, b *vnet.Host) { b.Serve(25, trace.MTA, echo); b.Down(0) }, vnet.ErrTimeout, 30 * time.Second, "node.down"},
		{"uplink cut", "198.51.100.1:25", func(n *vnet.Network, _, b *vnet.Host) {
			b.Serve(25, trace.MTA, echo)
			n.SiteOf(b).Uplink().Cut(vnet.In)
		}, vnet.ErrTimeout, 30 * time.Second, "Link:beta.example uplink"},
		{"answers do not come back", "198.51.100.1:25", func(n *vnet.Network, _, b *vnet.Host) {
			b.Serve(25, trace.MTA, echo)
			n.SiteOf(b).Uplink().Cut(vnet.Out)
		}, vnet.ErrTimeout, 30 * time.Second, "conn.timeout"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			got := world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
				tc.setup(n, a, b)
				a.Go(0, func() {
					c, err := a.Dial(netip.MustParseAddrPort(tc.to), vnet.Dial{Timeout: 30 * time.Second})
					if c != nil || !errors.Is(err, tc.err) {
						t.Errorf("got %v, %v", c, err)
					}
					if a.Elapsed() != tc.after {
						t.Errorf("failed after %v, want %v", a.Elapsed(), tc.after)
					}
				})
			})
			has(t, got, tc.told)
		})
	}
}

// A site that lets nobody out to a port may itself be reached there, and inside
// the rule means nothing.
func TestBlockingOutBlocksNothingElse(t *testing.T) {
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		n.SiteOf(b).BlockOut(25)
		b.Serve(25, trace.MTA, echo)
		for _, from := range []*vnet.Host{a, b} {
			from.Go(0, func() {
				c, err := from.Dial(target, vnet.Dial{})
				if err != nil {
					t.Fatal(err)
				}
				if _, err := c.Write([]byte("x")); err != nil {
					t.Error(err)
				}
				if _, err := c.Read(make([]byte, 1)); err != nil {
					t.Error(err)
				}
				c.Close()
			})
		}
	})
}

// A host that comes up in time answers the next knock.
func TestDialSucceedsWhenTheHostComesUp(t *testing.T) {
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, echo)
		b.Down(0)
		a.After(2*time.Second, vtime.Story, func() { b.Up(0) })
		a.Go(0, func() {
			c, err := a.Dial(target, vnet.Dial{})
			if err != nil {
				t.Fatal(err)
			}
			if want := 3*time.Second + 40*time.Millisecond; a.Elapsed() != want {
				t.Errorf("connected at %v, want %v: requests go out at 0, 1 and 3 s", a.Elapsed(), want)
			}
			c.Close()
		})
	})
}

func TestHalfCloseStillListens(t *testing.T) {
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) {
			defer c.Close()
			all, _ := io.ReadAll(c)
			c.Write(bytes.ToUpper(all))
		})
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			c.Write([]byte("quiet"))
			c.CloseWrite()
			if _, err := c.Write([]byte("more")); !errors.Is(err, vnet.ErrClosed) {
				t.Errorf("wrote after CloseWrite: %v", err)
			}
			if got, err := io.ReadAll(c); string(got) != "QUIET" || err != nil {
				t.Errorf("heard %q, %v", got, err)
			}
			c.Close()
		})
	})
}

func TestResetIsNotTheEnd(t *testing.T) {
	got := world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) { c.Abort() })
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			if _, err := c.Read(make([]byte, 1)); !errors.Is(err, vnet.ErrReset) {
				t.Errorf("got %v", err)
			}
			c.Close()
		})
	})
	has(t, got, "a.alpha.example conn.reset c1")
}

func TestWritingToAClosedPeerIsReset(t *testing.T) {
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) { c.Close() })
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			defer c.Close()
			if _, err := c.Read(make([]byte, 1)); err != io.EOF {
				t.Errorf("got %v, want EOF", err)
			}
			c.Write([]byte("hello?"))
			a.Sleep(time.Second)
			if _, err := c.Write([]byte("hello?")); !errors.Is(err, vnet.ErrReset) {
				t.Errorf("got %v", err)
			}
		})
	})
}

// A writer cannot be more than the window ahead of its reader.
func TestBackPressure(t *testing.T) {
	var sent time.Duration
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) {
			defer c.Close()
			b.Sleep(time.Hour)
			io.Copy(io.Discard, c)
		})
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			defer c.Close()
			if n, err := c.Write(make([]byte, 1<<20)); n != 1<<20 || err != nil {
				t.Errorf("wrote %d, %v", n, err)
			}
			sent = a.Elapsed()
		})
	})
	if sent < time.Hour {
		t.Errorf("a megabyte was sent by %v, before anybody read", sent)
	}
}

func TestDeadlinesAreExact(t *testing.T) {
	got := world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, echo)
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			defer c.Close()
			c.SetReadDeadline(a.Now().Add(5 * time.Minute))
			_, err := c.Read(make([]byte, 1))
			if !errors.Is(err, vnet.ErrTimeout) || a.Elapsed() != 5*time.Minute+40*time.Millisecond {
				t.Errorf("%v at %v", err, a.Elapsed())
			}
			c.SetReadDeadline(time.Time{})
			c.Write([]byte("x"))
			if _, err := c.Read(make([]byte, 1)); err != nil {
				t.Errorf("after the deadline was taken back: %v", err)
			}
		})
	})
	has(t, got, "conn.timeout c1", "Phase:talk Seconds:300")
}

// A server's idle deadline is nothing that the world waits for; a client's
// timeout is.
func TestOnlyTheClientsDeadlineIsStory(t *testing.T) {
	var served, left bool
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) {
			defer c.Close()
			c.SetReadDeadline(b.Now().Add(time.Minute))
			c.Read(make([]byte, 1))
			served = b.Elapsed() >= time.Minute
		})
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			left = a.Elapsed() < time.Second
			c.Read(make([]byte, 1)) // for ever: no deadline
			c.Close()
		})
	})
	if served || !left {
		t.Error("the world waited for an idle server")
	}
}

// The line is cut for ten seconds in mid-conversation: TCP sends again, and
// nothing is lost or out of order.
func TestConversationSurvivesAShortCut(t *testing.T) {
	var heard string
	got := world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) {
			defer c.Close()
			all, _ := io.ReadAll(c)
			heard = string(all)
		})
		up := n.SiteOf(a).Uplink()
		a.After(time.Second, vtime.Story, func() { up.Cut(vnet.Out) })
		a.After(11*time.Second, vtime.Story, func() { up.Mend(vnet.Out) })
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			for _, s := range []string{"one ", "two ", "three "} {
				c.Write([]byte(s))
				a.Sleep(700 * time.Millisecond)
			}
			c.Close()
		})
	})
	if heard != "one two three " {
		t.Errorf("heard %q", heard)
	}
	has(t, got, "link.lost")
}

func TestLossOnlyDelaysAConnection(t *testing.T) {
	lossy := vnet.Line{Latency: 10 * time.Millisecond, Loss: 0.2}
	var heard int
	got := world(t, lossy, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) {
			defer c.Close()
			m, _ := io.Copy(io.Discard, c)
			heard = int(m)
		})
		a.Go(0, func() {
			c, err := a.Dial(target, vnet.Dial{})
			if err != nil {
				t.Error(err)
				return
			}
			for range 100 {
				c.Write(make([]byte, 100))
			}
			c.Close()
		})
	})
	if heard != 10000 {
		t.Errorf("%d octets arrived", heard)
	}
	has(t, got, "link.lost")
}

func TestBandwidth(t *testing.T) {
	var took time.Duration
	world(t, vnet.Line{Bandwidth: 1000}, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, func(c *vnet.Conn) {
			io.ReadFull(c, make([]byte, 10000))
			took = b.Elapsed()
			c.Close()
		})
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			c.Write(make([]byte, 10000))
			c.Read(make([]byte, 1))
			c.Close()
		})
	})
	if took < 10*time.Second || took > 25*time.Second {
		t.Errorf("10,000 octets over two lines of 1,000 octets a second took %v", took)
	}
}

// What a host had to do while it was off, it does when it is back; its
// connections are gone.
func TestAHostThatWasOff(t *testing.T) {
	var woke time.Duration
	var err error
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		b.Serve(25, trace.MTA, echo)
		a.Go(0, func() {
			c, _ := a.Dial(target, vnet.Dial{})
			defer c.Close()
			a.Sleep(time.Minute)
			woke = a.Elapsed()
			_, err = c.Read(make([]byte, 1))
		})
		b.After(time.Second, vtime.Story, func() { a.Down(0) })
		b.After(time.Hour, vtime.Story, func() { a.Up(0) })
	})
	if woke != time.Hour || !errors.Is(err, vnet.ErrReset) {
		t.Errorf("woke at %v, then %v", woke, err)
	}
}

func TestDatagrams(t *testing.T) {
	lossy := vnet.Line{Latency: time.Millisecond, Loss: 0.3}
	arrived := 0
	got := world(t, lossy, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		srv, _ := b.ListenPacket(53, trace.DNS)
		b.Go(0, func() {
			buf := make([]byte, 512)
			for {
				_, from, err := srv.ReadFrom(buf)
				if err != nil {
					return
				}
				arrived++
				if m := from.(*vnet.PacketAddr).Heard; m.Cause != 5 {
					t.Errorf("heard %+v", m)
				}
			}
		})
		a.Go(time.Millisecond, func() {
			c, _ := a.DialPacket(netip.MustParseAddrPort("198.51.100.1:53"), trace.Resolver)
			c.Say(trace.Mark{Cause: 5})
			for range 100 {
				c.Write([]byte("who?"))
			}
			c.Close()
		})
	})
	if lost := strings.Count(got, "link.lost"); lost == 0 || arrived+lost != 100 {
		t.Errorf("%d arrived and %d were lost, of 100", arrived, lost)
	}
}

func TestDatagramToAClosedPort(t *testing.T) {
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		a.Go(0, func() {
			c, _ := a.DialPacket(netip.MustParseAddrPort("198.51.100.1:53"), trace.Resolver)
			defer c.Close()
			c.Write([]byte("who?"))
			if _, err := c.Read(make([]byte, 1)); !errors.Is(err, vnet.ErrRefused) {
				t.Errorf("got %v", err)
			}
		})
	})
}

func TestTheSameStoryTwice(t *testing.T) {
	tell := func() string {
		return world(t, vnet.Line{Latency: 5 * time.Millisecond, Jitter: 3 * time.Millisecond, Loss: 0.05}, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
			b.Serve(25, trace.MTA, echo)
			for i := range 20 {
				a.Go(time.Duration(i)*time.Millisecond, func() {
					c, err := a.Dial(target, vnet.Dial{})
					if err != nil {
						return
					}
					defer c.Close()
					for range 10 {
						c.Write([]byte("ping"))
						c.Read(make([]byte, 4))
					}
				})
			}
		})
	}
	if a, b := tell(), tell(); a != b {
		t.Error("two runs differ")
	}
}

// A server with two addresses answers from the one that was asked, and a socket
// that was dialled hears its peer and nobody else.
func TestDatagramsKnowTheirPeer(t *testing.T) {
	world(t, slow, vtime.Limits{}, func(n *vnet.Network, a, b *vnet.Host) {
		s := n.AddSite(vnet.SiteConfig{Name: "gamma.example"})
		two, _ := n.AddHost(vnet.HostConfig{Name: "two.gamma.example", Site: s,
			Addresses: []netip.Addr{netip.MustParseAddr("203.0.113.1"), netip.MustParseAddr("203.0.113.2")}})
		srv, _ := two.ListenPacket(53, trace.DNS)
		two.Go(0, func() {
			buf := make([]byte, 16)
			for {
				m, from, err := srv.ReadFrom(buf)
				if err != nil {
					return
				}
				srv.WriteTo(buf[:m], from)
			}
		})
		a.Go(time.Millisecond, func() {
			c, _ := a.DialPacket(netip.MustParseAddrPort("203.0.113.2:53"), trace.Resolver)
			defer c.Close()
			liar, _ := b.ListenPacket(53, trace.DNS)
			liar.WriteTo([]byte("lie"), c.LocalAddr())
			a.Sleep(time.Second)
			c.Write([]byte("truth"))
			buf := make([]byte, 16)
			c.SetReadDeadline(a.Now().Add(time.Second))
			if m, err := c.Read(buf); string(buf[:m]) != "truth" {
				t.Errorf("heard %q, %v", buf[:m], err)
			}
		})
	})
}
