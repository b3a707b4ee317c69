package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"

	"mailflow/sim/report/chart"
	"mailflow/sim/trace"
	"mailflow/sim/transcript"
)

// refusals counts the noes of servers by what caused them.
type refusals struct {
	n       map[cause]int
	example map[cause]string // the reason that the first of them gave
	total   int
}

// cause is why a server says no: what ruled, and the words of the protocol for
// it.
type cause struct{ rule, code string }

func (f *refusals) add(e trace.Event) {
	b, ok := e.Body.(trace.MessageRefused)
	if !ok {
		return
	}
	if f.n == nil {
		f.n, f.example = map[cause]int{}, map[cause]string{}
	}
	c := cause{rule: "at " + string(b.Stage), code: strconv.Itoa(b.Code)}
	if b.Enhanced != "" {
		c.code += " " + b.Enhanced
	}
	if e.Reason != nil && e.Reason.Setting != "" {
		c.rule = e.Reason.Setting
	}
	if f.n[c]++; f.n[c] == 1 && e.Reason != nil {
		f.example[c] = e.Reason.Text
	}
	f.total++
}

func (c cause) String() string { return plain(c.rule) + " (" + plain(c.code) + ")" }

// ranking lists the causes, the commonest first.
func (f *refusals) ranking() []cause {
	list := make([]cause, 0, len(f.n))
	for c := range f.n {
		list = append(list, c)
	}
	slices.SortFunc(list, func(a, b cause) int {
		return cmp.Or(cmp.Compare(f.n[b], f.n[a]), cmp.Compare(a.rule, b.rule), cmp.Compare(a.code, b.code))
	})
	return list
}

// topRows is how many bars a chart has at most. The table has them all.
const topRows = 12

func refusalsFigure(runs []*run) figure {
	f := figure{name: "refusals", title: "Who was told no, and why", across: "refusals",
		about: "Refusals by cause: the setting that decided, and the reply that the client got. A code that begins with 4 means not now, one that begins with 5 means never."}
	both := refusals{n: map[cause]int{}}
	for _, r := range runs {
		for c, n := range r.refusals.n { // a sum does not depend on the order
			both.n[c] += n
		}
	}
	list, top := both.ranking(), 0
	for _, r := range runs {
		for _, c := range list[:min(len(list), topRows)] {
			top = max(top, r.refusals.n[c])
		}
	}
	for _, r := range runs {
		f.panels = append(f.panels, r.refusals.panel(list, top))
	}
	return f
}

func (f *refusals) panel(list []cause, top int) panel {
	p := panel{head: []string{"cause", "refusals", "reason, the first time"}}
	if f.total == 0 {
		p.says = "Nobody was refused anything in this run."
	}
	if len(list) == 0 {
		return p
	}
	bars := chart.Bars{Top: top}
	for i, c := range list {
		p.rows = append(p.rows, []string{c.String(), strconv.Itoa(f.n[c]), transcript.Clean(f.example[c])})
		if i < topRows {
			bars.Rows = append(bars.Rows, chart.Bar{Name: c.String(), N: f.n[c], Tone: toneOf(c)})
		}
	}
	if f.total > 0 {
		first := f.ranking()[0]
		p.says = fmt.Sprintf("%s; the commonest cause, %s, made %d.", count(f.total, "refusal"), first, f.n[first])
		p.drawing = bars
	}
	return p
}

// toneOf is amber for not now, and red for never. The reply before the bar says
// the same.
func toneOf(c cause) chart.Tone {
	if c.code[0] == '4' {
		return chart.Amber
	}
	return chart.Red
}

func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
