package chart

import (
	"strconv"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Bars are numbers beside each other, the first on top.
type Bars struct {
	Top  int // of the axis
	Rows []Bar
}

// Bar is one number.
type Bar struct {
	Name string
	N    int
	Note string // stands after the bar; the number if it is empty
	Tone Tone
}

func (b Bars) height() vg.Length { return rowsUp(len(b.Rows)) }

func rowsUp(n int) vg.Length { return vg.Length(max(n, 1)*rowPitch + edges) }

func (b Bars) plot() *plot.Plot {
	labels := make(rows, len(b.Rows))
	for i, r := range b.Rows {
		labels[i] = r.Name
	}
	p := labels.sheet()
	p.X.Max = float64(max(b.Top, 1))
	p.X.Tick.Marker = counts{}
	p.Add(lines(true, false), b)
	return p
}

// rows are the names at the left of bars.
type rows []string

// sheet is a plot with rows.
func (r rows) sheet() *plot.Plot {
	p := sheet()
	p.Y.Min, p.Y.Max = -0.5, float64(len(r))-0.5
	p.Y.LineStyle.Width, p.Y.Tick.Length, p.Y.Tick.LineStyle.Width = 0, 0, 0
	p.Y.Tick.Marker = plot.ConstantTicks{}
	p.Add(r)
	return p
}

// Plot implements [plot.Plotter].
func (r rows) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	for i, name := range r {
		c.FillText(words(p, ink, text.XLeft), vg.Point{X: c.Min.X - r.room(p), Y: y(row(i, len(r)))}, name)
	}
}

// room is what the longest name needs.
func (r rows) room(p *plot.Plot) (room vg.Length) {
	for _, name := range r {
		room = max(room, width(p, name)+8)
	}
	return room
}

// GlyphBoxes implements [plot.GlyphBoxer].
func (r rows) GlyphBoxes(p *plot.Plot) []plot.GlyphBox {
	return []plot.GlyphBox{{X: 0, Y: 0.5, Rectangle: vg.Rectangle{Min: vg.Point{X: -r.room(p)}}}}
}

// row is where a row is on its axis, on which up is more.
func row(i, of int) float64 { return float64(of - 1 - i) }

// Plot implements [plot.Plotter].
func (b Bars) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, r := range b.Rows {
		mid, end := y(row(i, len(b.Rows))), x(float64(r.N))
		box(c, tones[r.Tone], x(0), end, mid)
		c.FillText(words(p, ink, text.XLeft), vg.Point{X: end + 6, Y: mid}, r.note())
	}
}

// GlyphBoxes implements [plot.GlyphBoxer]: the room that the numbers need.
func (b Bars) GlyphBoxes(p *plot.Plot) []plot.GlyphBox {
	boxes := make([]plot.GlyphBox, len(b.Rows))
	for i, r := range b.Rows {
		boxes[i] = plot.GlyphBox{X: p.X.Norm(float64(r.N)), Y: 0.5, Rectangle: vg.Rectangle{Max: vg.Point{X: 8 + width(p, r.note())}}}
	}
	return boxes
}

func (r Bar) note() string {
	if r.Note != "" {
		return r.Note
	}
	return strconv.Itoa(r.N)
}

// box fills a bar between two points of a row.
func box(c draw.Canvas, t tone, from, to, mid vg.Length) {
	c.FillPolygon(t.light, []vg.Point{
		{X: from, Y: mid - rowWide/2}, {X: to, Y: mid - rowWide/2}, {X: to, Y: mid + rowWide/2}, {X: from, Y: mid + rowWide/2},
	})
}

// Spans are times that begin and end, in rows.
type Spans struct {
	End  time.Duration // of the axis
	Rows []Span
}

// Span is one row.
type Span struct {
	Name   string
	Tone   Tone
	Pieces []Piece
}

// Piece is one time.
type Piece struct {
	From, To time.Duration
	Open     bool // it goes on when the axis ends
}

func (s Spans) height() vg.Length { return rowsUp(len(s.Rows)) }

func (s Spans) plot() *plot.Plot {
	labels := make(rows, len(s.Rows))
	for i, r := range s.Rows {
		labels[i] = r.Name
	}
	p := labels.sheet()
	p.X.Max = max(s.End, time.Millisecond).Seconds()
	p.X.Tick.Marker = instants{}
	p.Add(lines(true, false), s)
	return p
}

// Plot implements [plot.Plotter].
func (s Spans) Plot(c draw.Canvas, p *plot.Plot) {
	x, y := p.Transforms(&c)
	for i, r := range s.Rows {
		mid, t := y(row(i, len(s.Rows))), tones[r.Tone]
		for _, piece := range r.Pieces {
			from, to := x(piece.From.Seconds()), x(piece.To.Seconds())
			box(c, t, from, to, mid)
			note := Time(piece.To - piece.From)
			if piece.Open { // an arrow: nothing ended it
				c.FillPolygon(t.light, []vg.Point{{X: to, Y: mid - rowWide/2 - 3}, {X: to + 8, Y: mid}, {X: to, Y: mid + rowWide/2 + 3}})
				continue
			}
			c.FillText(words(p, ink, text.XLeft), vg.Point{X: to + 4, Y: mid}, note)
		}
	}
}

// GlyphBoxes implements [plot.GlyphBoxer]: the room for what stands at the end.
func (s Spans) GlyphBoxes(*plot.Plot) []plot.GlyphBox {
	return []plot.GlyphBox{{X: 1, Y: 0.5, Rectangle: vg.Rectangle{Max: vg.Point{X: 70}}}}
}
