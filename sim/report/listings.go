package report

import (
	"fmt"
	"time"

	"mailflow/sim/report/chart"
	"mailflow/sim/trace"
)

// listings follows who stands on which blocklist.
type listings struct {
	rows []*listing // in the order in which they were first listed
}

type listing struct {
	list, address string
	pieces        []chart.Piece
}

func (f *listings) add(e trace.Event) {
	switch b := e.Body.(type) {
	case trace.BlocklistListed:
		l := f.find(b.List, b.Address)
		if n := len(l.pieces); n == 0 || !l.pieces[n-1].Open {
			l.pieces = append(l.pieces, chart.Piece{From: e.At, Open: true})
		}
	case trace.BlocklistDelisted:
		l := f.find(b.List, b.Address)
		if n := len(l.pieces); n > 0 && l.pieces[n-1].Open {
			l.pieces[n-1].To, l.pieces[n-1].Open = e.At, false
		}
	}
}

func (f *listings) find(list, address string) *listing {
	for _, l := range f.rows {
		if l.list == list && l.address == address {
			return l
		}
	}
	l := &listing{list: list, address: address}
	f.rows = append(f.rows, l)
	return l
}

func listingsFigure(runs []*run) figure {
	f := figure{name: "listings", title: "Who stood on a blocklist, and when", across: "virtual time",
		about: "Addresses that the operator of a blocklist lists, until they are taken off again. An arrow at the end means that the address was still listed when the run ended."}
	end := endOf(runs)
	for _, r := range runs {
		f.panels = append(f.panels, r.listings.panel(end, r.end))
	}
	return f
}

func (f *listings) panel(axis, end time.Duration) panel {
	p := panel{head: []string{"address", "list", "listed at", "taken off at"}}
	if len(f.rows) == 0 {
		p.says = "Nobody was put on a blocklist in this run."
		return p
	}
	spans, still := chart.Spans{End: axis}, 0
	for _, l := range f.rows {
		row := chart.Span{Name: plain(l.address) + " on " + plain(l.list), Tone: chart.Red}
		for _, piece := range l.pieces {
			off := "still listed"
			if piece.Open {
				piece.To = end
				still++
			} else {
				off = chart.Time(piece.To)
			}
			row.Pieces = append(row.Pieces, piece)
			p.rows = append(p.rows, []string{plain(l.address), plain(l.list), chart.Time(piece.From), off})
		}
		if len(spans.Rows) < topRows {
			spans.Rows = append(spans.Rows, row)
		}
	}
	p.says = were(len(f.rows)) + " put on a list; "
	switch still {
	case 0:
		p.says += "none is on it any more when the run ends."
	case len(f.rows):
		p.says += "all are on it still when the run ends."
	default:
		p.says += fmt.Sprintf("%d of them are on it still when the run ends.", still)
	}
	p.drawing = spans
	return p
}

func were(n int) string {
	if n == 1 {
		return "1 address was"
	}
	return fmt.Sprintf("%d addresses were", n)
}
