package dns_test

import (
	"fmt"
	"net/netip"
	"strings"
	"testing"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/dns"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
	"mailflow/sim/vtime"
)

// stage is a world with what stories need to name.
type stage struct {
	*world
	servers map[string]*dns.Server
	stubs   map[string]*dns.Stub
	results []string
}

// play tells a story. What came of the actions follows the trace.
func play(t *testing.T, description, script string) string {
	s := &stage{servers: map[string]*dns.Server{}, stubs: map[string]*dns.Stub{}}
	log := tell(t, func(w *world) {
		s.world = w
		s.build(strings.Split(strings.TrimRight(description, "\n"), "\n"))
		for _, line := range strings.Split(strings.TrimRight(script, "\n"), "\n") {
			if !strings.HasPrefix(line, "#") {
				s.schedule(strings.Fields(line))
			}
		}
	})
	return text(log) + strings.Join(s.results, "")
}

func (s *stage) build(lines []string) {
	var h *vnet.Host
	var cfg dns.Config
	var zc *dns.ZoneConfig
	endZone := func() {
		if zc != nil {
			z, err := dns.NewZone(*zc)
			if err != nil {
				s.t.Fatal(err)
			}
			cfg.Zones, zc = append(cfg.Zones, z), nil
		}
	}
	endHost := func() {
		endZone()
		if h != nil && (cfg.Zones != nil || cfg.Roots != nil) {
			s.servers[h.Name()] = s.serve(h, cfg)
		}
		cfg = dns.Config{}
	}
	for _, line := range lines {
		f := strings.Fields(line)
		switch f[0] {
		case "host":
			endHost()
			h = s.host(f[1], f[2:]...)
		case "zone", "broken", "silent":
			endZone()
			zc = &dns.ZoneConfig{Origin: f[1], TTL: 3600, Servers: f[2:], Fault: faults[f[0]]}
		case "resolver":
			endZone()
			cfg.Roots = []netip.Addr{rootAddr}
			for _, p := range f[1:] {
				cfg.Clients = append(cfg.Clients, netip.MustParsePrefix(p))
			}
		case "stub":
			endZone()
			addrs := make([]netip.Addr, len(f)-1)
			for i, a := range f[1:] {
				addrs[i] = netip.MustParseAddr(a)
			}
			s.stubs[h.Name()] = dns.NewStub(h, addrs)
		default:
			zc.Records = append(zc.Records, parseRecord(s.t, line))
		}
	}
	endHost()
}

func (s *stage) schedule(f []string) {
	at, err := time.ParseDuration(f[0])
	h := s.net.Host(f[1])
	do := actions[f[2]]
	if err != nil || h == nil || do == nil {
		s.t.Fatalf("cannot do %q", f)
	}
	switch f[2] {
	case "down", "up", "filter", "unfilter", "add", "remove", "fail", "forget":
		first := s.net.Hosts()[0] // which is never down, as h may be
		first.After(at, vtime.Story, func() { do(s, h, f[3:]) })
	default:
		h.Go(at, func() {
			out := do(s, h, f[3:])
			s.results = append(s.results, fmt.Sprintf("= %s %s: %s\n", at, strings.Join(f[1:], " "), out))
		})
	}
}

// faults are the words for a zone in the description of a world.
var faults = map[string]dns.Fault{"broken": dns.Broken, "silent": dns.Silent}

// actions are what a line of a script can make a host do.
var actions = map[string]func(s *stage, h *vnet.Host, args []string) string{
	"lookup": func(s *stage, h *vnet.Host, args []string) string { // TYPE NAME
		a := s.stubs[h.Name()].Lookup(dns.Question{Name: args[1], Type: args[0], Role: trace.MTA})
		return result(a.Err, a.Mark, a.Name+section("", a.Records))
	},
	"mx": func(s *stage, h *vnet.Host, args []string) string { // DOMAIN
		a := s.stubs[h.Name()].MX(dns.Question{Name: args[0], Role: trace.MTA})
		return result(a.Err, a.Mark, fmt.Sprint(a.Hosts)+flagged(" null", a.Null))
	},
	"addresses": func(s *stage, h *vnet.Host, args []string) string { // HOST
		a := s.stubs[h.Name()].Addresses(dns.Question{Name: args[0], Role: trace.MTA})
		return result(a.Err, a.Mark, a.Name+" "+fmt.Sprint(a.Addrs))
	},
	"txt": func(s *stage, h *vnet.Host, args []string) string { // NAME
		a := s.stubs[h.Name()].TXT(dns.Question{Name: args[0], Role: trace.MTA})
		for i := range a.Texts {
			a.Texts[i] = shorten(a.Texts[i])
		}
		return result(a.Err, a.Mark, fmt.Sprintf("%q", a.Texts))
	},
	"hostname": func(s *stage, h *vnet.Host, args []string) string { // ADDRESS
		a := s.stubs[h.Name()].HostName(netip.MustParseAddr(args[0]), dns.Question{Role: trace.MTA})
		return result(a.Err, a.Mark, a.Name+flagged(" confirmed", a.Confirmed))
	},
	"ask":      (*stage).ask,
	"down":     func(s *stage, h *vnet.Host, _ []string) string { h.Down(0); return "" },
	"up":       func(s *stage, h *vnet.Host, _ []string) string { h.Up(0); return "" },
	"filter":   func(s *stage, h *vnet.Host, _ []string) string { h.Filter(53); return "" },
	"unfilter": func(s *stage, h *vnet.Host, _ []string) string { h.Unfilter(53); return "" },
	"forget":   func(s *stage, h *vnet.Host, _ []string) string { s.servers[h.Name()].Forget(); return "" },
	"add": func(s *stage, h *vnet.Host, args []string) string { // ORIGIN NAME TTL TYPE DATA
		if err := s.servers[h.Name()].Zone(args[0]).Add(parseRecord(s.t, strings.Join(args[1:], " "))); err != nil {
			s.t.Error(err)
		}
		return ""
	},
	"fail": func(s *stage, h *vnet.Host, args []string) string { // ORIGIN broken|silent|sound
		s.servers[h.Name()].Zone(args[0]).Fail(faults[args[1]])
		return ""
	},
	"remove": func(s *stage, h *vnet.Host, args []string) string { // ORIGIN NAME TYPE
		if !s.servers[h.Name()].Zone(args[0]).Remove(args[1], args[2]) {
			s.t.Errorf("there is no %s to be removed", args[1:])
		}
		return ""
	},
}

// ask sends a question to a server with the library's own client, as somebody
// who is not one of us does: ask SERVER [OPTION...] TYPE NAME.
func (s *stage) ask(h *vnet.Host, args []string) string {
	server, options := netip.AddrPortFrom(netip.MustParseAddr(args[0]), 53), args[1:len(args)-2]
	m := new(codec.Msg).SetQuestion(codec.Fqdn(args[len(args)-1]), codec.StringToType[args[len(args)-2]])
	m.Id, m.RecursionDesired = 4711, false
	client := codec.Client{Timeout: 20 * time.Second}
	for _, o := range options {
		key, value, _ := strings.Cut(o, "=")
		var n int
		fmt.Sscan(value, &n)
		switch key {
		case "rd":
			m.RecursionDesired = true
		case "tcp":
			client.Net = "tcp"
		case "edns":
			m.SetEdns0(uint16(n), false)
		case "version":
			m.IsEdns0().SetVersion(uint8(n))
		case "class":
			m.Question[0].Qclass = codec.StringToClass[value]
		case "opcode":
			m.Opcode = codec.StringToOpcode[value]
		default:
			s.t.Errorf("there is no option %q", o)
		}
	}
	c := &codec.Conn{UDPSize: 512}
	var err error
	if client.Net == "tcp" {
		c.Conn, err = h.Dial(server, vnet.Dial{})
	} else {
		c.Conn, err = h.DialPacket(server, trace.MUA)
	}
	if err != nil {
		return err.Error()
	}
	defer c.Close()
	reply, _, err := client.ExchangeWithConn(m, c)
	if err != nil {
		return err.Error()
	}
	out := fmt.Sprint(codec.RcodeToString[reply.Rcode], flagged(" aa", reply.Authoritative), flagged(" tc", reply.Truncated),
		flagged(" ra", reply.RecursionAvailable), fmt.Sprintf(" %d+%d+%d records", len(reply.Answer), len(reply.Ns), len(reply.Extra)))
	if o := reply.IsEdns0(); o != nil {
		out += fmt.Sprintf(" edns=%d", o.UDPSize())
	}
	for _, rr := range reply.Answer {
		out += "\n\t  " + shorten(strings.Join(strings.Fields(rr.String()), " "))
	}
	return out
}

func result(err error, m trace.Mark, found string) string {
	if err != nil {
		found = "error: " + err.Error()
	}
	return fmt.Sprintf("%s <%d", found, m.Cause)
}
