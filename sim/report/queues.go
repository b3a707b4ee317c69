package report

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"mailflow/sim/report/chart"
	"mailflow/sim/trace"
)

// queues counts what lies in the queue of each server.
type queues struct {
	open  map[entry]int // recipients without an end
	hosts map[string]*queue
	order []string // of the hosts, as their queues were first used
}

type entry struct{ node, id string }

type queue struct {
	n      int
	series series
}

func (q *queues) add(e trace.Event) {
	switch b := e.Body.(type) {
	case trace.MessageQueued:
		q.enter(e, b.ID, len(b.Recipients))
	case trace.MessageRelayed:
		q.leave(e, b.ID, len(b.Recipients))
	case trace.MessageDelivered:
		q.leave(e, b.ID, 1)
	case trace.MessageBounced:
		q.leave(e, b.ID, len(b.Recipients))
	case trace.MessageDiscarded:
		q.leave(e, b.ID, len(b.Recipients))
	}
}

func (q *queues) enter(e trace.Event, id string, recipients int) {
	if q.open == nil {
		q.open, q.hosts = map[entry]int{}, map[string]*queue{}
	}
	at := entry{e.Node, id}
	if q.open[at] > 0 || recipients == 0 {
		return
	}
	q.open[at] = recipients
	h := q.hosts[e.Node]
	if h == nil {
		h = &queue{}
		q.hosts[e.Node] = h
		q.order = append(q.order, e.Node)
	}
	h.n++
	h.series.set(e.At, h.n)
}

// leave notes that recipients of a queued message have found their end. The
// message leaves with the last of them.
func (q *queues) leave(e trace.Event, id string, recipients int) {
	at := entry{e.Node, id}
	left, ok := q.open[at]
	switch {
	case !ok:
	case left > recipients:
		q.open[at] = left - recipients
	default:
		delete(q.open, at)
		h := q.hosts[e.Node]
		h.n--
		h.series.set(e.At, h.n)
	}
}

// The curves of the busiest hosts, and the tones that they get.
var hostTones = []chart.Tone{chart.Blue, chart.Amber, chart.Violet, chart.Teal, chart.Grey, chart.Green}

func queuesFigure(runs []*run) figure {
	f := figure{name: "queues", title: "How long the queues are", across: "virtual time",
		about: "Messages that wait in the queue of each server: those that it has promised to deliver and has not delivered yet. Where much happens in a short time, the curve shows the most that there were."}
	end, most, busy := endOf(runs), map[string]int{}, []string(nil)
	for _, r := range runs {
		for _, host := range r.queues.order {
			if _, seen := most[host]; !seen {
				busy = append(busy, host)
			}
			most[host] = max(most[host], r.queues.hosts[host].series.most())
		}
	}
	slices.SortStableFunc(busy, func(a, b string) int { return cmp.Or(cmp.Compare(most[b], most[a]), cmp.Compare(a, b)) })
	top := 0
	if len(busy) > 0 {
		top = most[busy[0]]
	}
	for _, r := range runs {
		f.panels = append(f.panels, r.queues.panel(busy, end, top))
	}
	return f
}

func (q *queues) panel(busy []string, end time.Duration, top int) panel {
	p := panel{head: []string{"time", "seconds"}}
	if len(q.order) == 0 {
		p.says = "No server had anything in its queue in this run."
		return p
	}
	c := chart.Curves{End: end, Top: top}
	var all []series
	for i, host := range busy {
		h := q.hosts[host]
		if h == nil {
			continue
		}
		p.head = append(p.head, plain(host))
		all = append(all, h.series)
		if i < len(hostTones) {
			c.Lines = append(c.Lines, chart.Curve{Name: plain(host), Tone: hostTones[i], Points: h.series.thin(end)})
		}
	}
	longest := q.longest()
	p.says = fmt.Sprintf("The longest was that of %s, with %s at once.", plain(longest), count(q.hosts[longest].series.most(), "message"))
	if more := len(busy) - len(hostTones); more > 0 {
		p.says += fmt.Sprintf(" The %d longest are drawn; the table has them all.", len(hostTones))
	}
	p.drawing, p.rows = c, table(all)
	return p
}

func (q *queues) longest() (host string) {
	most := -1
	for _, h := range q.order {
		if n := q.hosts[h].series.most(); n > most {
			host, most = h, n
		}
	}
	return host
}
