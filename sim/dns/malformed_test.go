package dns_test

import (
	"encoding/binary"
	"errors"
	"io"
	"net/netip"
	"strings"
	"testing"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

var beta = netip.MustParseAddrPort("198.51.100.1:53")

// betaWorld has a name server that is a resolver too, and a client.
func betaWorld(w *world) (client *vnet.Host) {
	h := w.host("ns.beta.example", "198.51.100.1")
	w.serve(h, dns.Config{Roots: []netip.Addr{rootAddr}, Clients: everybody, Zones: []*dns.Zone{
		zone(w.t, "beta.example", []string{"ns.beta.example"}, "beta.example 60 MX 10 mail.beta.example", "far.beta.example 60 CNAME www.example")}})
	return w.host("client.example", "203.0.113.9")
}

// packed is a question about beta's MX, changed.
func packed(t testing.TB, change func(m *codec.Msg)) []byte {
	m := new(codec.Msg).SetQuestion("beta.example.", codec.TypeMX)
	m.Id = 4711
	if change != nil {
		change(m)
	}
	b, err := m.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// Whatever comes as a question gets a reply or none, and the trace says why.
func TestMalformedQuestions(t *testing.T) {
	good := packed(t, nil)
	cut := func(n int) []byte { return good[:n] }
	with := func(i int, b byte) []byte {
		out := append([]byte(nil), good...)
		out[i] = b
		return out
	}
	for _, tc := range []struct {
		name  string
		input []byte
		code  string // "" for no reply
		told  string
	}{
		{"nothing wrong", good, "NOERROR", ""},
		{"empty", nil, "", "the message is shorter than a DNS header"},
		{"half a header", cut(11), "", "the message is shorter than a DNS header"},
		{"header only, with a count", cut(12), "FORMERR", "violation, replied: the message does not have one question"},
		{"half a name", cut(16), "FORMERR", "violation, replied: the message is damaged"},
		{"no type", cut(len(good) - 4), "FORMERR", "violation, replied: the message ends in the middle of the question"},
		{"no class", cut(len(good) - 2), "FORMERR", "violation, replied: the message ends in the middle of the question"},
		{"an answer", with(2, 0x80), "", "the message is an answer, and nobody had asked"},
		{"no question", packed(t, func(m *codec.Msg) { m.Question = nil }), "FORMERR", "violation, replied: the message does not have one question"},
		{"two questions", packed(t, func(m *codec.Msg) { m.Question = append(m.Question, m.Question[0]) }), "FORMERR", "violation, replied: the message does not have one question"},
		{"more records than there are", with(7, 9), "NOERROR", ""},
		{"a name that points at itself", append(append(with(5, 1)[:12], 0xc0, 12), 0, 15, 0, 1), "FORMERR", "violation, replied: the message is damaged"},
		{"a label of unknown kind", with(12, 0x80), "FORMERR", "violation, replied: the message is damaged"},
		{"an opcode nobody has", with(2, 0x78), "NOTIMP", "NOTIMP"},
		{"junk", []byte(strings.Repeat("GET / HTTP/1.1\r\n", 8)), "NOTIMP", "NOTIMP"},
		{"a question that is too long", append(append([]byte(nil), good...), make([]byte, 3000)...), "NOERROR", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var overUDP, overTCP string
			log := tell(t, func(w *world) {
				client := betaWorld(w)
				client.Go(0, func() { overUDP = code(udpOnce(t, client, tc.input)) })
				client.Go(time.Minute, func() { overTCP = code(tcpOnce(t, client, tc.input)) })
			})
			if overUDP != tc.code || overTCP != tc.code || strings.Count(text(log), tc.told) < 2 {
				t.Errorf("replies %q and %q, want %q; the trace should say twice: %s\n%s", overUDP, overTCP, tc.code, tc.told, text(log))
			}
		})
	}
}

// udpOnce sends octets and returns what comes back within five seconds.
func udpOnce(t *testing.T, h *vnet.Host, input []byte) []byte {
	c, err := h.DialPacket(beta, trace.MUA)
	if err != nil {
		t.Error(err)
		return nil
	}
	defer c.Close()
	c.Write(input)
	c.SetReadDeadline(h.Now().Add(5 * time.Second))
	buf := make([]byte, 4096)
	n, _ := c.Read(buf)
	return buf[:n]
}

// tcpOnce does the same over TCP.
func tcpOnce(t *testing.T, h *vnet.Host, input []byte) []byte {
	c, err := h.Dial(beta, vnet.Dial{})
	if err != nil {
		t.Error(err)
		return nil
	}
	defer c.Close()
	c.Write(frame(input))
	c.CloseWrite()
	all, _ := io.ReadAll(c)
	if len(all) < 2 || int(binary.BigEndian.Uint16(all)) != len(all)-2 {
		return nil
	}
	return all[2:]
}

func frame(b []byte) []byte {
	return append(binary.BigEndian.AppendUint16(nil, uint16(len(b))), b...)
}

func code(b []byte) string {
	var m codec.Msg
	if len(b) == 0 || m.Unpack(b) != nil {
		return ""
	}
	return codec.RcodeToString[m.Rcode]
}

// Clients of TCP that stop in the middle, say too much, or fall silent cost the
// server one connection at most.
func TestTCPClients(t *testing.T) {
	good := frame(packed(t, nil))
	many := strings.Repeat(string(good), 2000)
	for _, tc := range []struct {
		name    string
		input   string
		silent  bool // leaves the line open
		replies int
		closed  time.Duration // when the server closes, after the connection stands
	}{
		{"one after the other", string(good) + string(good), false, 2, 0},
		{"two thousand at once", many, false, 2000, 0},
		{"half a length", "\x00", false, 0, 0},
		{"half a message", string(good[:20]), false, 0, 0},
		{"no length at all", "\x00\x00", false, 0, 0},
		{"the longest", "\xff\xff" + strings.Repeat("x", 65535), false, 1, 0},
		{"silence", "", true, 0, 10 * time.Second},
		{"half a message and silence", string(good[:20]), true, 0, 10 * time.Second},
		{"a message and silence", string(good), true, 1, 10 * time.Second},
	} {
		t.Run(tc.name, func(t *testing.T) {
			replies := 0
			var took time.Duration
			tell(t, func(w *world) {
				client := betaWorld(w)
				client.Go(0, func() {
					c, err := client.Dial(beta, vnet.Dial{})
					if err != nil {
						t.Error(err)
						return
					}
					defer c.Close()
					began := client.Elapsed()
					client.Go(0, func() {
						io.WriteString(c, tc.input)
						if !tc.silent {
							c.CloseWrite()
						}
					})
					c.SetReadDeadline(client.Now().Add(time.Minute))
					for {
						var n [2]byte
						if _, err = io.ReadFull(c, n[:]); err != nil {
							break
						}
						io.ReadFull(c, make([]byte, binary.BigEndian.Uint16(n[:])))
						replies++
					}
					took = client.Elapsed() - began
					if err != io.EOF {
						t.Errorf("the connection ended with %v", err)
					}
				})
			})
			if replies != tc.replies || took < tc.closed || took > tc.closed+time.Second {
				t.Errorf("%d replies, closed after %v; want %d, %v", replies, took, tc.replies, tc.closed)
			}
		})
	}
}

// A name server that lies, stutters or talks nonsense: the resolver believes
// nothing of it, and its client gets an answer in time.
func TestHostileNameServer(t *testing.T) {
	for _, tc := range []struct {
		name  string
		reply func(q *codec.Msg) []byte
		told  string
	}{
		{"nothing", func(*codec.Msg) []byte { return nil }, "timeout: nobody answered"},
		{"junk", func(*codec.Msg) []byte { return []byte("\x00\x00 hello") }, "violation, ignored: the message is damaged"},
		{"another id", func(q *codec.Msg) []byte { return answer(t, q, func(m *codec.Msg) { m.Id++ }) }, "violation, ignored: the message does not answer the question"},
		{"another question", func(q *codec.Msg) []byte {
			return answer(t, q, func(m *codec.Msg) { m.Question[0].Name = "bank.example." })
		}, "violation, ignored: the answer is to another question"},
		{"the question itself", func(q *codec.Msg) []byte { return answer(t, q, func(m *codec.Msg) { m.Response = false }) }, "violation, ignored: the message does not answer the question"},
		{"a record without data", func(q *codec.Msg) []byte {
			return answer(t, q, func(m *codec.Msg) {
				m.Answer = []codec.RR{&codec.ANY{Hdr: codec.RR_Header{Name: q.Question[0].Name, Rrtype: codec.TypeA, Class: codec.ClassINET}}}
			})
		}, "violation, ignored: the message is damaged"},
		{"cannot read it", func(q *codec.Msg) []byte {
			return answer(t, q, func(m *codec.Msg) { m.Question, m.Rcode = nil, codec.RcodeFormatError })
		}, "failed A www.example: FORMERR"},
		{"too long, and no TCP", func(q *codec.Msg) []byte { return answer(t, q, func(m *codec.Msg) { m.Truncated = true }) }, "refused: no name server listens there"},
		{"referrals without end", func(q *codec.Msg) []byte {
			return answer(t, q, func(m *codec.Msg) {
				name := q.Question[0].Name
				m.Authoritative = false
				m.Ns = []codec.RR{&codec.NS{Hdr: codec.RR_Header{Name: name, Rrtype: codec.TypeNS, Class: codec.ClassINET}, Ns: "ns" + string('a'+rune(q.Id%26)) + "." + name}}
			})
		}, "failed"},
		{"aliases without end", func(q *codec.Msg) []byte {
			return answer(t, q, func(m *codec.Msg) {
				name := q.Question[0].Name
				m.Answer = []codec.RR{&codec.CNAME{Hdr: codec.RR_Header{Name: name, Rrtype: codec.TypeCNAME, Class: codec.ClassINET, Ttl: 60}, Target: "x" + name}}
			})
		}, "(The aliases that begin with www.example lead to no end. RFC 1034 §5.2.2)"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got dns.Addresses
			var took time.Duration
			log := tell(t, func(w *world) {
				root := w.host("a.root.example", rootAddr.String())
				c, err := root.ListenPacket(53, trace.DNS)
				if err != nil {
					t.Fatal(err)
				}
				root.Go(0, func() { misbehave(c, tc.reply) })
				client := betaWorld(w)
				stub := dns.NewStub(client, []netip.Addr{beta.Addr()})
				client.Go(0, func() {
					got = stub.Addresses(dns.Question{Name: "www.example", Role: trace.MTA})
					took = client.Elapsed()
				})
			})
			if !errors.Is(got.Err, dns.ErrTemporary) || took > 10*time.Second || !strings.Contains(text(log), tc.told) {
				t.Errorf("got %+v after %v; the trace should say: %s\n%s", got, took, tc.told, text(log))
			}
		})
	}
}

func misbehave(c *vnet.PacketConn, reply func(*codec.Msg) []byte) {
	buf := make([]byte, 4096)
	for {
		n, from, err := c.ReadFrom(buf)
		if err != nil {
			return
		}
		var q codec.Msg
		if q.Unpack(buf[:n]) != nil {
			continue
		}
		if b := reply(&q); b != nil {
			c.WriteTo(b, from)
		}
	}
}

// answer is an authoritative answer to a question, changed.
func answer(t *testing.T, q *codec.Msg, change func(m *codec.Msg)) []byte {
	m := new(codec.Msg).SetReply(q)
	m.Authoritative = true
	change(m)
	b, err := m.Pack()
	if err != nil {
		t.Error(err)
	}
	return b
}
