package pop3_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"mailflow/sim/internal/talk"
	"mailflow/sim/pop3"
	"mailflow/sim/store"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// visit lets one client of ann's do something, logged in.
func visit(t *testing.T, letters []string, do func(w *talk.World, s *store.Store, c *pop3.Client)) *talk.World {
	return talk.Run(t, 2, func(w *talk.World) {
		s := serve(t, w, letters...)
		w.Clients[0].Go(0, func() { do(w, s, enter(t, w, w.Clients[0])) })
	})
}

// enter connects and logs in.
func enter(t *testing.T, w *talk.World, h *vnet.Host) *pop3.Client {
	c, err := pop3.Dial(h, w.Address(pop3.Port), pop3.Options{Mark: trace.Mark{Cause: 0}})
	if err != nil {
		t.Error(err)
		return nil
	}
	if err := c.Login("ann", "sesame open"); err != nil {
		t.Error(err)
	}
	return c
}

// Whatever a message looks like, the client gets the octets that the store has.
func TestMessagesKeepTheirOctets(t *testing.T) {
	odd := []string{
		"\r\n",
		".\r\n",
		"..\r\n.\r\n...\r\n",
		"Subject: bare\nlf\n.\nno end\r\n",
		"a\r.\r\n.b\r\r\n",
		"Subject: \xff\xfe\r\n\r\n\x00\x01.\r\n",
		strings.Repeat("x", 4095) + "\r\n.\r\n",
		strings.Repeat("x", 4094) + "\r\n.y\r\n",
		"." + strings.Repeat("y", 10000) + "\r\n" + strings.Repeat(".\r\n", 5000),
		strings.Repeat("z", 200000) + "\r\n",
	}
	visit(t, odd, func(w *talk.World, _ *store.Store, c *pop3.Client) {
		for i, want := range odd {
			got, err := c.Retr(i + 1)
			if err != nil || got != want {
				t.Errorf("message %d: got %d octets, %v; want %d", i+1, len(got), err, len(want))
			}
			if got := c.Heard().Message; got != []string{"m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9", "m10"}[i] {
				t.Errorf("message %d came as %q", i+1, got)
			}
		}
		c.Quit()
	})
}

// Only the line end that the last dot needs is added.
func TestAMessageWithoutLineEnd(t *testing.T) {
	visit(t, []string{"Subject: x\r\n\r\nno end", ""}, func(w *talk.World, _ *store.Store, c *pop3.Client) {
		if got, err := c.Retr(1); got != "Subject: x\r\n\r\nno end\r\n" || err != nil {
			t.Errorf("got %q, %v", got, err)
		}
		if got, err := c.Retr(2); got != "" || err != nil {
			t.Errorf("of nothing came %q, %v", got, err)
		}
		c.Quit()
	})
}

func TestReadAndRemove(t *testing.T) {
	w := visit(t, letters, func(w *talk.World, s *store.Store, c *pop3.Client) {
		if n, octets, err := c.Stat(); n != 3 || octets != 149 || err != nil {
			t.Errorf("STAT: %d, %d, %v", n, octets, err)
		}
		list, err := c.List()
		if err != nil || len(list) != 3 || list[1].Number != 2 || list[1].Octets != len(letters[1]) || list[1].ID == "" || list[1].ID == list[0].ID {
			t.Errorf("listing: %+v, %v", list, err)
		}
		if top, err := c.Top(3, 1); top != "Subject: long\r\n\r\nfirst\r\n" || err != nil {
			t.Errorf("TOP: %q, %v", top, err)
		}
		for _, err := range []error{c.Dele(2), c.Reset(), c.Dele(1), c.Dele(3), c.Quit()} {
			if err != nil {
				t.Error(err)
			}
		}
		ann, _ := s.Account("ann")
		left, _ := ann.Messages(store.Inbox)
		if len(left) != 1 || left[0].Identity != "m2" {
			t.Errorf("left: %+v", left)
		}
	})
	changes := talk.Kind[trace.MailboxChanged](w)
	if len(changes) != 2 || changes[0].Message != "m1" || changes[1].Message != "m3" || changes[0].Role != trace.MDA {
		t.Errorf("told of %+v", changes)
	}
	if b := changes[1].Body.(trace.MailboxChanged); b.Change != trace.Expunged || b.Messages != 1 || b.Folder != store.Inbox {
		t.Errorf("told %+v", b)
	}
}

// Marks are forgotten unless the client says QUIT (RFC 1939 §6), however the
// connection ends.
func TestOnlyQuitRemoves(t *testing.T) {
	for _, tc := range []struct {
		name string
		end  func(w *talk.World, c *pop3.Client)
	}{
		{"closed", func(_ *talk.World, c *pop3.Client) { c.Close() }},
		{"silent", func(w *talk.World, c *pop3.Client) { w.Clients[0].Sleep(11 * time.Minute) }},
		{"cut", func(w *talk.World, c *pop3.Client) { w.Clients[0].Down(0) }},
	} {
		t.Run(tc.name, func(t *testing.T) {
			visit(t, letters, func(w *talk.World, s *store.Store, c *pop3.Client) {
				c.Dele(1)
				tc.end(w, c)
				w.Clients[1].Sleep(20 * time.Minute)
				again := enter(t, w, w.Clients[1])
				if n, _, err := again.Stat(); n != 3 || err != nil {
					t.Errorf("%d messages are left, %v", n, err)
				}
				again.Quit()
			})
		})
	}
}

// One at a time has the maildrop (RFC 1939 §4).
func TestTheMaildropIsLocked(t *testing.T) {
	visit(t, letters, func(w *talk.World, _ *store.Store, c *pop3.Client) {
		other, err := pop3.Dial(w.Clients[1], w.Address(pop3.Port), pop3.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var refused *pop3.Refused
		if err := other.Login("ann", "sesame open"); !errors.As(err, &refused) || refused.Code() != "IN-USE" || refused.Command != "PASS" {
			t.Errorf("the second login: %v", err)
		}
		c.Quit()
		if err := other.Login("ann", "sesame open"); err != nil {
			t.Errorf("after the first has gone: %v", err)
		}
		other.Quit()
	})
}

func TestOverTLS(t *testing.T) {
	w := talk.Run(t, 1, func(w *talk.World) {
		serve(t, w, letters...)
		_, trusting := talk.Certificate(t, w.Server.Name())
		w.Clients[0].Go(0, func() {
			c, err := pop3.Dial(w.Clients[0], w.Address(pop3.PortTLS), pop3.Options{TLS: trusting})
			if err != nil {
				t.Error(err)
				return
			}
			if err := c.Login("ann", "sesame open"); err != nil {
				t.Error(err)
			}
			if got, err := c.Retr(2); got != letters[1] || err != nil || c.Heard().Message != "m2" {
				t.Errorf("got %q, %v, about %q", got, err, c.Heard().Message)
			}
			c.Quit()
		})
	})
	if e := talk.Kind[trace.TLSEstablished](w); len(e) != 1 || !e[0].Body.(trace.TLSEstablished).Implicit {
		t.Errorf("handshakes: %+v", e)
	}
	for _, e := range talk.Kind[trace.POP3Response](w) {
		if !e.Body.(trace.POP3Response).TLS {
			t.Errorf("not encrypted: %+v", e)
		}
	}
}

// Causes: each answer names the command it answers, each command the answer
// before it, and the login event stands between.
func TestCauses(t *testing.T) {
	w := visit(t, letters, func(_ *talk.World, _ *store.Store, c *pop3.Client) { c.Retr(1); c.Quit() })
	var chain []trace.Event
	for e := range w.Log.All() {
		switch e.Body.(type) {
		case trace.POP3Command, trace.POP3Response:
			chain = append(chain, e)
		}
	}
	for i, e := range chain[1:] {
		if e.Cause != chain[i].Seq {
			t.Errorf("event %d follows from %d, want %d", e.Seq, e.Cause, chain[i].Seq)
		}
	}
	login := talk.Kind[trace.AuthOK](w)[0]
	if pass := chain[3]; login.Cause != pass.Seq || login.Body != (trace.AuthOK{Protocol: trace.POP3, Mechanism: "USER", User: "ann"}) {
		t.Errorf("the login: %+v, after %+v", login, pass)
	}
	retrieved := chain[len(chain)-3]
	if b := retrieved.Body.(trace.POP3Response); retrieved.Message != "m1" || b.Octets != len(letters[0]) || !slices.Equal(b.Lines, []trace.Octets{"+OK 52 octets"}) {
		t.Errorf("the message: %+v", retrieved)
	}
}

// A server that accepts the connection and says nothing, or nonsense.
func TestABadServer(t *testing.T) {
	for _, tc := range []struct {
		name, says string
		want       error
	}{
		{"silent", "", vnet.ErrTimeout},
		{"another protocol", "220 mail.beta.example ESMTP\r\n", pop3.ErrProtocol},
		{"endless", strings.Repeat("x", 100000), nil},
	} {
		t.Run(tc.name, func(t *testing.T) {
			talk.Run(t, 1, func(w *talk.World) {
				w.Server.Serve(110, trace.MDA, func(c *vnet.Conn) {
					c.Write([]byte(tc.says))
					c.Read(make([]byte, 1))
					c.Close()
				})
				w.Clients[0].Go(0, func() {
					_, err := pop3.Dial(w.Clients[0], w.Address(110), pop3.Options{})
					if err == nil || tc.want != nil && !errors.Is(err, tc.want) {
						t.Errorf("got %v", err)
					}
				})
			})
		})
	}
}

func TestTheSameStoryTwice(t *testing.T) {
	tell := func() string {
		return talk.Run(t, 3, func(w *talk.World) {
			serve(t, w, letters...)
			for i, h := range w.Clients {
				h.After(time.Duration(i)*time.Millisecond, vtime.Story, func() {
					h.Go(0, func() {
						c, err := pop3.Dial(h, w.Address(pop3.Port), pop3.Options{})
						if err != nil {
							return
						}
						c.Login("ann", "sesame open")
						c.Retr(1)
						c.Quit()
					})
				})
			}
		}).Transcript()
	}
	if a, b := tell(), tell(); a != b {
		t.Errorf("two runs differ:\n%s\n%s", a, b)
	}
}
