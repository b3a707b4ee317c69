package dns_test

import (
	"net/netip"
	"testing"

	codec "github.com/miekg/dns"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
)

// BenchmarkCachedMX is one question of a stub and its answer from the cache of
// a resolver on another host, datagrams and events included.
func BenchmarkCachedMX(b *testing.B) {
	b.ReportAllocs()
	tell(b, func(w *world) {
		mail := w.host("mail.alpha.example", "192.0.2.2")
		ns := w.host("ns.alpha.example", "192.0.2.1")
		w.serve(ns, dns.Config{Roots: []netip.Addr{rootAddr}, Clients: everybody})
		root := w.host("a.root.example", "203.0.113.1")
		w.serve(root, dns.Config{Zones: []*dns.Zone{zone(b, ".", []string{"a.root.example"},
			"beta.example 600000 MX 10 mail.beta.example", "beta.example 600000 MX 20 mail2.beta.example")}})
		stub := dns.NewStub(mail, ns.Addrs())
		mail.Go(0, func() {
			q := dns.Question{Name: "beta.example", Role: trace.MTA}
			stub.MX(q)
			for range b.N {
				if len(stub.MX(q).Hosts) != 2 {
					b.Error("no answer")
					return
				}
			}
		})
	})
}

// BenchmarkBareCodec packs and unpacks the same question and answer with the
// library alone.
func BenchmarkBareCodec(b *testing.B) {
	b.ReportAllocs()
	var q, a codec.Msg
	q.SetQuestion("beta.example.", codec.TypeMX)
	q.SetEdns0(1232, false)
	a.SetReply(&q)
	a.Compress = true
	for _, s := range []string{"beta.example. 600000 MX 10 mail.beta.example.", "beta.example. 600000 MX 20 mail2.beta.example."} {
		rr, err := codec.NewRR(s)
		if err != nil {
			b.Fatal(err)
		}
		a.Answer = append(a.Answer, rr)
	}
	a.SetEdns0(1232, false)
	for b.Loop() {
		for _, m := range []*codec.Msg{&q, &a} {
			packed, err := m.Pack()
			if err != nil {
				b.Fatal(err)
			}
			if err := new(codec.Msg).Unpack(packed); err != nil {
				b.Fatal(err)
			}
		}
	}
}
