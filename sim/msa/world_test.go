package msa_test

import (
	"cmp"
	"crypto/tls"
	"strconv"
	"testing"

	"mailflow/sim/accounts"
	"mailflow/sim/dns"
	"mailflow/sim/internal/talk"
	"mailflow/sim/mail"
	"mailflow/sim/msa"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// tray is a queue that keeps what it gets.
type tray struct {
	messages  []mail.Message
	envelopes []mail.Envelope
	marks     []trace.Mark
}

func (q *tray) NewID() string { return "Q" + strconv.Itoa(len(q.messages)+1) }

func (q *tray) Enqueue(_ string, m mail.Message, e mail.Envelope, mark trace.Mark) trace.Seq {
	q.messages, q.envelopes, q.marks = append(q.messages, m), append(q.envelopes, e), append(q.marks, mark)
	return mark.Cause
}

// world is a submission server with the users alice and bob, and a client.
type world struct {
	*talk.World
	t        *testing.T
	tray     tray
	insecure bool // no certificate
	trust    *tls.Config
	max      int64
	port     int    // 587 if zero
	hello    string // what the client calls its host, if not by its name
	setUp    func(*msa.Config)
}

// visit runs a world in which a client comes once.
func visit(t *testing.T, w *world, story func(c *smtp.Client)) {
	t.Helper()
	w.t = t
	w.World = talk.Run(t, 1, func(inner *talk.World) {
		w.World = inner
		w.serve()
		pc := w.Clients[0]
		pc.Go(0, func() {
			c, _, err := smtp.Dial(pc, w.Address(cmp.Or(w.port, msa.Port)), smtp.Options{
				Role: trace.MUA, Protocol: trace.SMTP, Hello: cmp.Or(w.hello, pc.Name()), Mark: trace.Mark{Message: pc.NewMessage()},
				Implicit: w.port == msa.PortTLS, TLS: w.trust,
			})
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Quit()
			c.Hello()
			story(c)
		})
	})
}

func (w *world) serve() {
	name, pc := w.Server.Name(), w.Clients[0]
	zone, err := dns.NewZone(dns.ZoneConfig{Origin: ".", TTL: 3600, Servers: []string{name}, Records: []trace.Record{
		{Name: dns.ReverseName(pc.Addrs()[0]), Type: "PTR", TTL: 3600, Data: pc.Name() + "."},
		{Name: pc.Name(), Type: "A", TTL: 3600, Data: pc.Addrs()[0].String()},
		{Name: "gamma.example", Type: "A", TTL: 3600, Data: "192.0.2.99"},
	}})
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := dns.Serve(w.Server, dns.Config{Zones: []*dns.Zone{zone}}); err != nil {
		w.t.Fatal(err)
	}
	cfg := msa.Config{
		Dialect: mail.Postfix, Domain: "beta.example", Queue: &w.tray, MaxOctets: w.max,
		Names: dns.NewStub(w.Server, w.Server.Addrs()),
		Known: func(a mail.Address) bool {
			return a == address("alice@beta.example") || a == address("bob@beta.example")
		},
		Users: []msa.User{
			{Name: "alice", Address: address("alice@beta.example")},
			{Name: "bob", Address: address("bob@beta.example")},
		},
		Accounts: accounts.New(accounts.Lockout{}),
	}
	if !w.insecure {
		cfg.Certificate, w.trust = talk.Certificate(w.t, name)
	}
	cfg.Accounts.Add("alice", "secret")
	cfg.Accounts.Add("bob", "geheim")
	if w.setUp != nil {
		w.setUp(&cfg)
	}
	if err := msa.Serve(w.Server, cfg); err != nil {
		w.t.Fatal(err)
	}
}

// login encrypts and says who alice is.
func (w *world) login(c *smtp.Client) {
	w.t.Helper()
	if c.TLS() == nil {
		if _, err := c.StartTLS(w.trust); err != nil {
			w.t.Error(err)
		}
		c.Hello()
	}
	if r, err := c.Auth("alice", "secret"); err != nil || !r.Positive() {
		w.t.Errorf("login: %v, %v", r, err)
	}
}

func address(text string) mail.Address {
	a, err := mail.ParseReversePath(text)
	if err != nil {
		panic(err)
	}
	return a
}
