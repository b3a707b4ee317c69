package secure_test

import (
	"crypto/tls"
	"io"
	"slices"
	"testing"
	"time"

	"mailflow/sim/internal/talk"
	"mailflow/sim/secure"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// story lets a client do something with a server that answers a handshake and
// says back what it hears, and returns what the trace tells of TLS: "node kind".
func story(t *testing.T, do func(w *talk.World, c *vnet.Conn, trusting *tls.Config)) (told []string, w *talk.World) {
	w = talk.Run(t, 1, func(w *talk.World) {
		server, client := talk.Certificate(t, w.Server.Name())
		w.Server.Serve(993, trace.MDA, func(c *vnet.Conn) {
			if s, err := secure.Server(c, server, trace.MDA); err == nil {
				defer s.Close()
				io.Copy(s, s)
			}
		})
		w.Clients[0].Go(0, func() {
			c, err := w.Clients[0].Dial(w.Address(993), vnet.Dial{Role: trace.MUA, Mark: trace.Mark{Message: "m1"}})
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			do(w, c, client)
		})
	})
	for e := range w.Log.All() {
		switch e.Body.(type) {
		case trace.TLSEstablished, trace.TLSFailed, trace.ConnTimeout:
			told = append(told, e.Node+" "+string(e.Kind()))
		}
	}
	return told, w
}

func mark() *trace.Mark { return &trace.Mark{Message: "m1"} }

func TestHandshake(t *testing.T) {
	told, w := story(t, func(w *talk.World, c *vnet.Conn, trusting *tls.Config) {
		s, err := secure.Client(c, trusting, trace.MUA, mark(), false)
		if err != nil {
			t.Error(err)
			return
		}
		s.Write([]byte("hello"))
		b := make([]byte, 9)
		if n, err := s.Read(b); string(b[:n]) != "hello" || err != nil || !s.TLS() || secure.Plain(c).TLS() {
			t.Errorf("heard %q, %v", b[:n], err)
		}
	})
	if !slices.Equal(told, []string{"pc1.beta.example tls.established"}) {
		t.Errorf("told %q", told)
	}
	e := talk.Kind[trace.TLSEstablished](w)[0]
	opened := talk.Kind[trace.ConnOpened](w)[0]
	b := e.Body.(trace.TLSEstablished)
	if b.Version != "TLS 1.3" || b.Server != w.Server.Name() || b.Implicit || !b.Verified || e.Message != "m1" || e.Cause != opened.Seq {
		t.Errorf("told %+v", e)
	}
}

// Whoever gives up tells, and only they do.
func TestFailures(t *testing.T) {
	for _, tc := range []struct {
		name string
		do   func(w *talk.World, c *vnet.Conn, trusting *tls.Config)
		told []string
	}{
		{"a certificate that is not trusted", func(_ *talk.World, c *vnet.Conn, _ *tls.Config) {
			secure.Client(c, &tls.Config{ServerName: "mail.beta.example"}, trace.MUA, mark(), true)
		}, []string{"pc1.beta.example tls.failed"}},
		{"a client that is too old", func(_ *talk.World, c *vnet.Conn, trusting *tls.Config) {
			trusting.MinVersion, trusting.MaxVersion = tls.VersionTLS10, tls.VersionTLS10
			secure.Client(c, trusting, trace.MUA, mark(), true)
		}, []string{"mail.beta.example tls.failed"}},
		{"no TLS", func(_ *talk.World, c *vnet.Conn, _ *tls.Config) {
			c.Write([]byte("a NOOP\r\n"))
			c.Read(make([]byte, 1))
		}, []string{"mail.beta.example tls.failed"}},
		{"half a handshake", func(_ *talk.World, c *vnet.Conn, _ *tls.Config) {
			c.Write([]byte("\x16\x03\x01\x02\x00\x01"))
		}, nil},
		{"silence", func(w *talk.World, c *vnet.Conn, _ *tls.Config) {
			w.Clients[0].Sleep(time.Minute)
		}, []string{"mail.beta.example conn.timeout", "mail.beta.example tls.failed"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if told, _ := story(t, tc.do); !slices.Equal(told, tc.told) {
				t.Errorf("told %q, want %q", told, tc.told)
			}
		})
	}
}

// A client that takes any certificate says whether this was a good one.
func TestVerifiedIsTheTruth(t *testing.T) {
	for name, want := range map[string]bool{"mail.beta.example": true, "mail.gamma.example": false} {
		_, w := story(t, func(_ *talk.World, c *vnet.Conn, trusting *tls.Config) {
			trusting.ServerName, trusting.InsecureSkipVerify = name, true
			if _, err := secure.Client(c, trusting, trace.MTA, mark(), false); err != nil {
				t.Error(err)
			}
		})
		if got := talk.Kind[trace.TLSEstablished](w)[0].Body.(trace.TLSEstablished).Verified; got != want {
			t.Errorf("as %s: verified %v", name, got)
		}
	}
}
