package dns_test

import (
	"testing"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// FuzzServer throws octets at a server, as a datagram and as a stream. It must
// survive: afterwards it answers as ever.
func FuzzServer(f *testing.F) {
	good := packed(f, nil)
	f.Add(good)
	f.Add(frame(good))
	f.Add(good[:14])
	f.Add([]byte("GET / HTTP/1.1\r\n\r\n"))
	f.Add(packed(f, func(m *codec.Msg) {
		m.SetEdns0(0, true).RecursionDesired = true
		m.Question[0].Name = "far.beta.example."
	}))
	f.Fuzz(func(t *testing.T, input []byte) {
		alive := false
		tell(t, func(w *world) {
			client := betaWorld(w)
			client.Go(0, func() {
				if c, err := client.DialPacket(beta, trace.MUA); err == nil {
					c.Write(input)
					c.Close()
				}
				if c, err := client.Dial(beta, vnet.Dial{}); err == nil {
					c.Write(input)
					c.Close()
				}
			})
			client.Go(time.Minute, func() {
				alive = code(udpOnce(t, client, good)) == "NOERROR" && code(tcpOnce(t, client, good)) == "NOERROR"
			})
		})
		if !alive {
			t.Error("the server does not answer any more")
		}
	})
}

// FuzzAnswer lets a resolver hear octets instead of an answer.
func FuzzAnswer(f *testing.F) {
	q := new(codec.Msg).SetQuestion("www.example.", codec.TypeA)
	for _, s := range []string{"www.example. 60 A 192.0.2.1", "www.example. 60 CNAME www.example."} {
		rr, err := codec.NewRR(s)
		if err != nil {
			f.Fatal(err)
		}
		m := new(codec.Msg).SetReply(q)
		m.Authoritative, m.Answer = true, []codec.RR{rr}
		b, err := m.Pack()
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b[2:])
	}
	f.Add([]byte{0x80, 0})
	f.Fuzz(func(t *testing.T, input []byte) {
		done := false
		tell(t, func(w *world) {
			root := w.host("a.root.example", rootAddr.String())
			c, err := root.ListenPacket(53, trace.DNS)
			if err != nil {
				t.Fatal(err)
			}
			root.Go(0, func() {
				misbehave(c, func(q *codec.Msg) []byte { return append([]byte{byte(q.Id >> 8), byte(q.Id)}, input...) })
			})
			client := betaWorld(w)
			client.Go(0, func() {
				udpOnce(t, client, packed(t, func(m *codec.Msg) {
					m.RecursionDesired = true
					m.SetQuestion("www.example.", codec.TypeA)
				}))
				done = true
			})
		})
		if !done {
			t.Error("the client still waits")
		}
	})
}

// FuzzZone puts arbitrary records into a zone. What it takes can be sent and
// comes back as it was.
func FuzzZone(f *testing.F) {
	f.Add("www.beta.example", "A", "192.0.2.1")
	f.Add("beta.example", "MX", "10 mail.beta.example")
	f.Add("*.beta.example", "TXT", `"a\"b" c\;d`)
	f.Add(`a\.b\032.beta.example`, "TXT", "v=spf1 -all")
	f.Add("beta.example", "TYPE65280", `\# 2 0001`)
	f.Add("x.beta.example", "LOC", "52 22 23.000 N 4 53 32.000 E -2.00m 0.00m 10000m 10m")
	f.Fuzz(func(t *testing.T, name, typ, data string) {
		z := zone(t, "beta.example", []string{"ns.beta.example"})
		if err := z.Add(trace.Record{Name: name, Type: typ, TTL: 60, Data: data}); err != nil {
			return
		}
		for _, r := range dns.Sent(t, z, name, typ) {
			again := zone(t, "beta.example", []string{"ns.beta.example"})
			if err := again.Add(r); err != nil {
				t.Fatalf("%+v was taken, and then %v", r, err)
			}
			if got := dns.Sent(t, again, name, typ); len(got) != 1 || got[0] != r {
				t.Errorf("%+v became %+v", r, got)
			}
		}
	})
}
