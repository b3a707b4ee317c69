package dns

import (
	"reflect"
	"testing"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// asked is a question on its way, with no network under it.
func asked(t testing.TB, name string, typ uint16) *asking {
	a := &asking{room: new(room), query: codec.Question{Name: name, Qtype: typ, Qclass: codec.ClassINET}, body: trace.DNSQuery{ID: 4711}}
	var err error
	if a.packed, err = a.room.pack(4711, a.query, true); err != nil {
		t.Fatal(err)
	}
	return a
}

// What we pack is what the library packs.
func TestQuestionIsPackedAsTheLibraryDoes(t *testing.T) {
	for _, name := range []string{".", "beta.example.", `a\.b\032.beta.example.`} {
		m := new(codec.Msg).SetQuestion(name, codec.TypeMX)
		m.Id = 4711
		m.SetEdns0(datagramSize, false)
		want, err := m.Pack()
		if got := asked(t, name, codec.TypeMX).packed; err != nil || string(got) != string(want) {
			t.Errorf("%s, %v:\n got %x\nwant %x", name, err, got, want)
		}
	}
}

// FuzzPlainAnswer compares the short way to read an answer with the long one. In
// the seeds it is taken where that is expected.
func FuzzPlainAnswer(f *testing.F) {
	a := asked(f, "www.beta.example.", codec.TypeA)
	add := func(short bool, change func(m *codec.Msg)) {
		q := new(codec.Msg)
		if err := q.Unpack(a.packed); err != nil {
			f.Fatal(err)
		}
		m := new(codec.Msg).SetReply(q)
		m.Compress, m.Authoritative = true, true
		m.SetEdns0(datagramSize, false)
		if change != nil {
			change(m)
		}
		b, err := m.Pack()
		if err != nil {
			f.Fatal(err)
		}
		if _, ok := a.plainly(b); ok != short {
			f.Errorf("read the short way: %v, want %v\n%v", ok, short, m)
		}
		f.Add(b)
	}
	answer := func(records ...string) func(*codec.Msg) {
		return func(m *codec.Msg) {
			for _, s := range records {
				rr, err := codec.NewRR(s)
				if err != nil {
					f.Fatal(err)
				}
				m.Answer = append(m.Answer, rr)
			}
		}
	}
	add(true, nil)
	add(true, answer("www.beta.example. 60 A 192.0.2.1", "www.beta.example. 60 A 192.0.2.2"))
	add(true, answer("www.beta.example. 60 CNAME web.gamma.test.", "web.gamma.test. 5 A 192.0.2.1"))
	add(true, func(m *codec.Msg) { m.Rcode, m.Truncated = codec.RcodeServerFailure, true })
	add(false, func(m *codec.Msg) { m.Id++ })
	add(false, func(m *codec.Msg) { m.Response = false })
	add(false, func(m *codec.Msg) { m.Extra = nil })
	add(false, func(m *codec.Msg) { m.Rcode = codec.RcodeBadVers })
	add(false, func(m *codec.Msg) { m.Question[0].Name = "WWW.beta.example." })
	add(false, func(m *codec.Msg) {
		answer("beta.example. 60 SOA ns. host. 1 2 3 4 5")(m)
		m.Ns, m.Answer = m.Answer, nil
	})
	f.Fuzz(func(t *testing.T, b []byte) {
		short, ok := a.plainly(b)
		if !ok {
			return
		}
		got := *short
		want, err := a.fully(b)
		if err != nil {
			t.Fatalf("%x was read, and then %v", b, err)
		}
		want.additional = nil // the OPT record, of which nobody wants to know
		if len(got.answer) == 0 {
			got.answer = nil
		}
		if !reflect.DeepEqual(got, *want) {
			t.Errorf("%x\n got %+v\nwant %+v", b, got, *want)
		}
	})
}

// FuzzPlainQuestion does the same for a server.
func FuzzPlainQuestion(f *testing.F) {
	for _, name := range []string{".", "beta.example.", "BETA.example."} {
		b := asked(f, name, codec.TypeMX).packed
		if rq := new(request); !rq.plainly(b) {
			f.Errorf("the question about %s was not read the short way", name)
		}
		f.Add(b)
		f.Add(b[:len(b)-1])
		f.Add(b[:len(b)-len(optRecord)])
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		short := &request{transport: trace.UDP, size: minSize}
		if len(b) < headerSize || !short.plainly(b) {
			return
		}
		long := &request{transport: trace.UDP, size: minSize}
		if fault := long.fully(b); fault != "" || *short != *long {
			t.Errorf("%x %s\n got %+v\nwant %+v", b, fault, short, long)
		}
	})
}
