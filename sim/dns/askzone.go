package dns

import (
	"net/netip"
	"slices"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// waits is how long a resolver waits for an answer, round by round. Within the
// sum lies searchTime.
var waits = [...]time.Duration{1500 * time.Millisecond, 3 * time.Second, 4500 * time.Millisecond}

// askZone asks the servers of a zone, one after the other and round by round,
// until one says something usable. Where none does, ok is false and the finding
// is a failure.
func (w *search) askZone(name string, typ uint16, zone string, servers []nameServer, why *trace.Reason) (f finding, ok bool) {
	q := codec.Question{Name: name, Qtype: typ, Qclass: codec.ClassINET}
	known, unknown := split(servers)
	panel := w.invite(nil, known, q)
	defer func() {
		for _, a := range panel {
			a.close()
		}
	}()
	problem := "none of them has an address that can be found"
	for round, wait := range waits {
		if round > 0 || len(panel) == 0 {
			addrs, failed := w.findServers(unknown)
			if w.over {
				return failed, false
			}
			if panel = w.invite(panel, addrs, q); len(panel) == 0 && failed.failed() {
				return failed, false
			}
			unknown = nil
		}
		for i := 0; i < len(panel); {
			left := w.deadline.Sub(w.host.Now())
			if left <= 0 || w.asked >= maxQuestions {
				return w.giveUp(problem, "the search for "+plain(name)+" takes too long", "RFC 1034 §5.3.3"), false
			}
			f, err := w.askServer(panel[i], min(wait, left), zone, why)
			switch err {
			case nil:
				return f, true
			case errOver:
				w.over = true
				return failure("", "", ""), false
			case errSilence:
				i++
			default:
				panel[i].close()
				panel = slices.Delete(panel, i, i+1)
			}
			problem, why = err.Error(), nil
		}
		if len(panel) == 0 && len(unknown) == 0 {
			break
		}
	}
	return w.giveUp(problem, "no name server of "+zoneTitle(zone)+" gave a usable answer about "+plain(name), "RFC 1034 §5.3.3"), false
}

// askServer asks one server and remembers what it says.
func (w *search) askServer(a *asking, wait time.Duration, zone string, why *trace.Reason) (finding, error) {
	w.asked++
	m, err := a.try(wait, &w.mark, why)
	if err != nil {
		return finding{}, err
	}
	f, err := classify(m, zone, a.query.Name, a.query.Qtype)
	if err == nil {
		if f.cut == "" {
			w.learn(&f, a.query.Name, a.query.Qtype)
		}
		return f, nil
	}
	why = nil
	if err == errLame || m.Rcode == codec.RcodeRefused {
		why = trace.Why("a lame delegation: "+a.peer+" is named as a server of "+zoneTitle(zone)+", and does not answer for it", "", "RFC 9499 §7")
	}
	a.fail(&w.mark, err.Error(), why)
	return finding{}, err
}

// split tells the servers whose addresses are known from the others.
func split(servers []nameServer) (known []netip.Addr, unknown []nameServer) {
	for _, s := range servers {
		known = append(known, s.addrs...)
		if len(s.addrs) == 0 {
			unknown = append(unknown, s)
		}
	}
	return known, unknown
}

// findServers looks up the addresses of servers that came without. What was
// found last tells why there are none.
func (w *search) findServers(servers []nameServer) (addrs []netip.Addr, last finding) {
	for _, s := range servers {
		for _, typ := range [...]uint16{codec.TypeA, codec.TypeAAAA} {
			if !w.over && w.hasFamily(typ) {
				last = w.resolve(s.name, typ)
				addrs = append(addrs, addresses(rrs(last.answer, 0))...)
			}
		}
	}
	return addrs, last
}

// hasFamily reports whether the host could use addresses of a type.
func (w *search) hasFamily(typ uint16) bool {
	if typ == codec.TypeA {
		return w.host.Addr(netip.IPv4Unspecified()).IsValid()
	}
	return w.host.Addr(netip.IPv6Unspecified()).IsValid()
}

// invite adds the addresses that the host can reach to those to be asked, in
// an order drawn by chance, so that no server has all the work (RFC 1035 §7.2).
func (w *search) invite(panel []*asking, addrs []netip.Addr, q codec.Question) []*asking {
	w.host.Rand().Shuffle(len(addrs), func(i, j int) { addrs[i], addrs[j] = addrs[j], addrs[i] })
	for _, addr := range addrs {
		if !w.host.Addr(addr).IsValid() {
			continue
		}
		if a, err := ask(w.host, trace.Resolver, addr, q, false); err == nil {
			panel = append(panel, a)
		}
	}
	return panel
}
