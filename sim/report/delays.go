package report

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"mailflow/sim/report/chart"
)

// classes are the delays that people tell apart.
var classes = []struct {
	name  string
	below time.Duration
}{
	{"less than a second", time.Second}, {"1 to 10 seconds", 10 * time.Second}, {"10 to 60 seconds", time.Minute},
	{"1 to 10 minutes", 10 * time.Minute}, {"10 to 60 minutes", time.Hour}, {"1 to 6 hours", 6 * time.Hour},
	{"6 to 24 hours", 24 * time.Hour}, {"1 to 5 days", 5 * 24 * time.Hour}, {"5 days or more", 1<<63 - 1},
}

func delaysFigure(runs []*run) figure {
	f := figure{name: "delays", title: "How long they took", across: "letters",
		about: "Letters that arrived, by the time from the first that was heard of them until they lay in a mailbox."}
	first, last, top := len(classes), -1, 0
	for _, r := range runs {
		for i, n := range r.fates.classes() {
			if n > 0 {
				first, last, top = min(first, i), max(last, i), max(top, n)
			}
		}
	}
	for _, r := range runs {
		f.panels = append(f.panels, r.fates.delayPanel(first, last, top))
	}
	return f
}

func (f *fates) classes() []int {
	n := make([]int, len(classes))
	for _, d := range f.delays {
		i := 0
		for d >= classes[i].below {
			i++
		}
		n[i]++
	}
	return n
}

// delayPanel draws the classes from first to last, those that any run has.
func (f *fates) delayPanel(first, last, top int) panel {
	p := panel{head: []string{"from writing to mailbox", "letters"}}
	n := f.classes()
	for i, c := range classes {
		p.rows = append(p.rows, []string{c.name, strconv.Itoa(n[i])})
	}
	if len(f.delays) == 0 {
		p.says, p.rows = "No letter reached a mailbox in this run.", nil
		return p
	}
	bars := chart.Bars{Top: top}
	for i := first; i <= last; i++ {
		bars.Rows = append(bars.Rows, chart.Bar{Name: classes[i].name, N: n[i], Tone: chart.Green})
	}
	sorted := slices.Sorted(slices.Values(f.delays))
	p.says = fmt.Sprintf("%s arrived; one in the middle took %s, the slowest %s.",
		count(len(sorted), "letter"), chart.Time(sorted[len(sorted)/2]), chart.Time(sorted[len(sorted)-1]))
	p.drawing = bars
	return p
}
