package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"mailflow/sim/report/chart"
	"mailflow/sim/trace"
)

// relays counts what servers took in and what they passed on to others. One
// transaction may name many recipients: whoever finds a server that relays for
// strangers has it do the work.
type relays struct {
	hosts map[string]*relay
}

type relay struct {
	in  int // transactions
	out int // recipients passed on
}

func (f *relays) add(e trace.Event) {
	switch b := e.Body.(type) {
	case trace.MessageAccepted:
		if b.Protocol == trace.SMTP && e.Role != trace.MDA {
			f.host(e.Node).in++
		}
	case trace.MessageRelayed:
		f.host(e.Node).out += len(b.Recipients)
	}
}

func (f *relays) host(name string) *relay {
	if f.hosts == nil {
		f.hosts = map[string]*relay{}
	}
	h := f.hosts[name]
	if h == nil {
		h = &relay{}
		f.hosts[name] = h
	}
	return h
}

func (r *relay) factor() float64 { return float64(r.out) / float64(max(r.in, 1)) }

func (r *relay) times() string { return "× " + strconv.FormatFloat(r.factor(), 'f', 1, 64) }

func relaysFigure(runs []*run) figure {
	f := figure{name: "amplification", title: "What relays make of it", across: "transactions and deliveries",
		about: "For each server that passed mail on to another: the transactions in which it took mail, and the deliveries that it made of them. Many more out than in is how a relay is abused: the sender's work is small, the relay's is not."}
	most := map[string]int{}
	top := 0
	for _, r := range runs {
		for host, h := range r.relays.hosts { // a maximum does not depend on the order
			if h.out > 0 {
				most[host] = max(most[host], h.out)
			}
		}
	}
	names := make([]string, 0, len(most))
	for host := range most {
		names = append(names, host)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(most[b], most[a]), cmp.Compare(a, b)) })
	drawn := names[:min(len(names), topRows/2)]
	for _, r := range runs {
		for _, host := range drawn {
			h := r.relays.host(host)
			top = max(top, h.in, h.out)
		}
	}
	for _, r := range runs {
		f.panels = append(f.panels, r.relays.panel(names, drawn, top))
	}
	return f
}

func (f *relays) panel(names, drawn []string, top int) panel {
	p := panel{head: []string{"server", "transactions in", "deliveries out", "deliveries for each transaction"}}
	bars, most := chart.Bars{Top: top}, ""
	for i, host := range names {
		h := f.host(host)
		p.rows = append(p.rows, []string{plain(host), strconv.Itoa(h.in), strconv.Itoa(h.out), strconv.FormatFloat(h.factor(), 'f', 2, 64)})
		if i < len(drawn) {
			bars.Rows = append(bars.Rows,
				chart.Bar{Name: plain(host) + ": in", N: h.in, Tone: chart.Blue},
				chart.Bar{Name: plain(host) + ": out", N: h.out, Note: fmt.Sprintf("%d (%s)", h.out, h.times()), Tone: chart.Amber})
		}
		if h.out > 0 && (most == "" || h.factor() > f.host(most).factor()) {
			most = host
		}
	}
	if most == "" {
		p.says = "No server passed mail on to another in this run."
		return p
	}
	h := f.host(most)
	p.says = fmt.Sprintf("%s made the most of it: %s in, %s out.", plain(most), count(h.in, "transaction"), deliveries(h.out))
	p.drawing = bars
	return p
}

func deliveries(n int) string {
	if n == 1 {
		return "1 delivery"
	}
	return fmt.Sprintf("%d deliveries", n)
}
