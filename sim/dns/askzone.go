package dns

import (
	"errors"
	"time"

	codec "github.com/miekg/dns"

	"mailflow/sim/trace"
)

// waits is how long a resolver waits for an answer, round by round. Together
// they are searchTime.
var waits = [...]time.Duration{1500 * time.Millisecond, 3 * time.Second, 4500 * time.Millisecond}

// askZone asks the servers of a zone, one after the other and round by round,
// until one says something usable. Where none does, the finding is a failure.
func (w *search) askZone(name string, typ uint16, zone string, servers []nameServer, why *trace.Reason) finding {
	p := w.convene(zone, servers, codec.Question{Name: name, Qtype: typ, Qclass: codec.ClassINET})
	defer p.close()
	for round, wait := range waits {
		if round > 0 || len(p.members) == 0 {
			if f := w.findServers(p); f.failed() {
				return f
			}
		}
		if f, done := w.askRound(p, wait, why); done {
			return f
		}
		if why = nil; len(p.members)+len(p.unknown) == 0 {
			break
		}
	}
	return w.giveUp(p.problem.Error(), "No name server of "+zoneTitle(zone)+" gave a usable answer about "+plain(name)+".", "RFC 1034 §5.3.3")
}

// askRound asks each member of a panel once. Those whose answer is of no use
// are not asked again; silence may mean that a datagram got lost.
func (w *search) askRound(p *panel, wait time.Duration, why *trace.Reason) (f finding, done bool) {
	for i := 0; i < len(p.members); {
		left := w.deadline.Sub(w.host.Now())
		if left <= 0 || w.asked >= maxQuestions {
			return w.giveUp(p.problem.Error(), "The search for "+plain(p.query.Name)+" takes too long.", "RFC 1034 §5.3.3"), true
		}
		f, p.problem = w.askServer(p.members[i], min(wait, left), p.zone, why)
		why = nil
		switch {
		case p.problem == nil:
			return f, true
		case errors.Is(p.problem, errOver):
			w.over = true
			return failure("The world is over.", "", ""), true
		case errors.Is(p.problem, errSilence):
			i++
		default:
			p.dismiss(i)
		}
	}
	return finding{}, false
}

// askServer asks one server and remembers what it says.
func (w *search) askServer(a *asking, wait time.Duration, zone string, why *trace.Reason) (finding, error) {
	w.asked++
	r, err := a.try(wait, &w.mark, why)
	if err != nil {
		return finding{}, err
	}
	f, err := classify(r, zone, a.query.Name, a.query.Qtype)
	if err == nil {
		if f.cut == "" {
			w.learn(&f, a.query.Name, a.query.Qtype)
		}
		return f, nil
	}
	var lame *trace.Reason
	if errors.Is(err, errLame) || r.code == codec.RcodeRefused {
		lame = trace.Why("A lame delegation: "+a.peer+" is named as a server of "+zoneTitle(zone)+", and does not answer for it.", "", "RFC 9499 §7")
	}
	a.fail(&w.mark, err.Error(), lame)
	return finding{}, err
}
