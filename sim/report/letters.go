package report

import (
	"fmt"
	"strconv"
	"time"

	"mailflow/sim/report/chart"
	"mailflow/sim/trace"
)

// fate is what was last heard of a letter for one recipient.
type fate int

const (
	unknown  fate = iota
	underway      // some server has it
	waiting       // it waits for another attempt
	filed         // it lies in a mailbox
	returned      // given up, and reported to the sender
	refused       // a server said no, and nobody has it
	dropped       // discarded without a report
	fateCount
)

// told is how fates are called and drawn.
var told = [fateCount]struct {
	name string
	tone chart.Tone
}{
	underway: {"under way", chart.Blue}, waiting: {"waiting", chart.Amber}, filed: {"in a mailbox", chart.Green},
	returned: {"sent back", chart.Violet}, refused: {"refused", chart.Red}, dropped: {"dropped", chart.Grey},
}

// fates counts letters by their fate. One letter to three people counts three
// times, since each copy has a fate of its own.
type fates struct {
	of     map[letter]fate
	born   map[string]time.Duration // when a message was first heard of
	counts [fateCount]int
	series [fateCount]series
	delays []time.Duration // from birth to mailbox, in the order of arrival
}

type letter struct{ message, recipient string }

func (f *fates) add(e trace.Event) {
	if e.Message == "" {
		return
	}
	if f.of == nil {
		f.of, f.born = map[letter]fate{}, map[string]time.Duration{}
	}
	switch b := e.Body.(type) {
	case trace.MessageComposed:
		f.bear(e)
	case trace.MessageAccepted:
		f.bear(e)
		f.hear(e, underway, b.Recipients...)
		f.forget(e)
	case trace.MessageRefused:
		f.bear(e)
		f.hear(e, refused, b.Recipient)
	case trace.MessageDeferred:
		f.hear(e, waiting, b.Recipients...)
	case trace.MessageAttempted:
		f.hear(e, underway, b.Recipients...)
	case trace.MessageFiled:
		f.bear(e)
		f.delays = append(f.delays, e.At-f.born[e.Message])
		f.hear(e, filed, b.Recipient)
	case trace.MessageBounced:
		f.hear(e, returned, b.Recipients...)
	case trace.MessageDiscarded:
		f.hear(e, dropped, b.Recipients...)
	case trace.MessageHeld:
		f.hear(e, waiting, b.Recipients...)
	}
}

func (f *fates) bear(e trace.Event) {
	if _, ok := f.born[e.Message]; !ok {
		f.born[e.Message] = e.At
	}
}

// hear notes the latest. A letter that lies in a mailbox stays there, whatever
// the servers that sent it still have to say.
func (f *fates) hear(e trace.Event, now fate, recipients ...string) {
	for _, r := range recipients {
		l := letter{e.Message, r}
		was := f.of[l]
		if was == now || was == filed {
			continue
		}
		f.of[l] = now
		f.move(e.At, was, now)
	}
}

// forget drops the refusal of a whole message, which named no recipient, once
// another server has taken it.
func (f *fates) forget(e trace.Event) {
	l := letter{e.Message, ""}
	if was, ok := f.of[l]; ok {
		delete(f.of, l)
		f.move(e.At, was, unknown)
	}
}

func (f *fates) move(at time.Duration, from, to fate) {
	for _, c := range []struct {
		fate fate
		by   int
	}{{from, -1}, {to, 1}} {
		if c.fate != unknown {
			f.counts[c.fate] += c.by
			f.series[c.fate].set(at, f.counts[c.fate])
		}
	}
}

func lettersFigure(runs []*run) figure {
	end, top := endOf(runs), 0
	for _, r := range runs {
		for _, s := range r.fates.series {
			top = max(top, s.most())
		}
	}
	f := figure{name: "letters", title: "What becomes of the letters", across: "virtual time",
		about: "Letters by their fate, as time passes. A letter to three people counts three times, for each of its copies has a fate of its own; a bounce is a letter too."}
	for _, r := range runs {
		f.panels = append(f.panels, r.fates.panel(end, top))
	}
	return f
}

func (f *fates) panel(end time.Duration, top int) panel {
	p := panel{head: []string{"time", "seconds"}}
	c := chart.Curves{End: end, Top: top}
	var shown []fate
	for now := underway; now < fateCount; now++ {
		if s := f.series[now]; len(s) > 0 {
			shown = append(shown, now)
			c.Lines = append(c.Lines, chart.Curve{Name: told[now].name, Tone: told[now].tone, Points: s.thin(end)})
			p.head = append(p.head, told[now].name)
		}
	}
	if len(shown) == 0 {
		p.says = "Nobody sent a letter in this run."
		return p
	}
	p.says = fmt.Sprintf("At the end: %d in a mailbox, %d sent back, %d refused, %d dropped, %d on their way or waiting.",
		f.counts[filed], f.counts[returned], f.counts[refused], f.counts[dropped], f.counts[underway]+f.counts[waiting])
	p.drawing = c
	var all []series
	for _, now := range shown {
		all = append(all, f.series[now])
	}
	p.rows = table(all)
	return p
}

// table sets series beside each other: a row for each instant at which one of
// them changes.
func table(all []series) (rows [][]string) {
	next := make([]int, len(all))
	for {
		at, any := time.Duration(0), false
		for i, s := range all {
			if next[i] < len(s) && (!any || s[next[i]].At < at) {
				at, any = s[next[i]].At, true
			}
		}
		if !any {
			return rows
		}
		row := []string{chart.Time(at), seconds(at)}
		for i, s := range all {
			if next[i] < len(s) && s[next[i]].At == at {
				next[i]++
			}
			n := 0
			if next[i] > 0 {
				n = s[next[i]-1].N
			}
			row = append(row, strconv.Itoa(n))
		}
		rows = append(rows, row)
	}
}

// seconds writes an instant for a spreadsheet.
func seconds(d time.Duration) string { return strconv.FormatFloat(d.Seconds(), 'f', 3, 64) }
