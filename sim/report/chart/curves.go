package chart

import (
	"fmt"
	"slices"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Curves are numbers that change as time passes.
type Curves struct {
	End   time.Duration // of the axis
	Top   int           // of the other axis
	Lines []Curve
}

// Curve is one number. It keeps its value until the next point.
type Curve struct {
	Name   string
	Tone   Tone
	Points []Point
}

// Point is a number from an instant on.
type Point struct {
	At time.Duration
	N  int
}

func (c Curves) height() vg.Length { return curvesUp }

func (c Curves) plot() *plot.Plot {
	p := sheet()
	p.X.Max, p.Y.Max = max(c.End, time.Millisecond).Seconds(), float64(max(c.Top, 1))
	p.X.Tick.Marker, p.Y.Tick.Marker = instants{}, counts{}
	p.Y.LineStyle.Width, p.Y.Tick.LineStyle.Width = 0, 0
	p.Add(lines(false, true))
	for _, l := range c.Lines {
		p.Add(c.line(l))
	}
	p.Add(names{c})
	return p
}

// line is a curve as steps.
func (c Curves) line(l Curve) *plotter.Line {
	xys := make(plotter.XYs, 0, len(l.Points)+1)
	for _, pt := range l.Points {
		xys = append(xys, plotter.XY{X: pt.At.Seconds(), Y: float64(pt.N)})
	}
	xys = append(xys, plotter.XY{X: c.End.Seconds(), Y: float64(l.last())})
	line := &plotter.Line{XYs: xys, StepStyle: plotter.PostStep}
	line.LineStyle = draw.LineStyle{Color: tones[l.Tone].light, Width: 2, Dashes: tones[l.Tone].dashes}
	return line
}

func (l Curve) last() int {
	if len(l.Points) == 0 {
		return 0
	}
	return l.Points[len(l.Points)-1].N
}

func (l Curve) label() string { return fmt.Sprintf("%s: %d", l.Name, l.last()) }

// names writes the name of each curve at its end, and keeps them apart.
type names struct{ Curves }

// The room between a curve and its name, and from name to name.
const (
	nameGap   = 8
	namePitch = letters + 3
)

// Plot implements [plot.Plotter].
func (n names) Plot(c draw.Canvas, p *plot.Plot) {
	_, y := p.Transforms(&c)
	order := slices.Clone(n.Lines)
	slices.SortStableFunc(order, func(a, b Curve) int { return b.last() - a.last() })
	at := make([]vg.Length, len(order))
	for i, l := range order { // downwards, none on another
		at[i] = y(float64(l.last()))
		if i > 0 {
			at[i] = min(at[i], at[i-1]-namePitch)
		}
	}
	low := c.Min.Y
	for i := len(at) - 1; i >= 0; i-- { // and up again, where they left the ground
		at[i] = max(at[i], low)
		low = at[i] + namePitch
	}
	for i, l := range order {
		t := tones[l.Tone]
		from := vg.Point{X: c.Max.X, Y: y(float64(l.last()))}
		to := vg.Point{X: c.Max.X + nameGap, Y: at[i]}
		c.StrokeLine2(draw.LineStyle{Color: t.light, Width: 1}, from.X, from.Y, to.X, to.Y)
		c.FillText(words(p, t.light, text.XLeft), vg.Point{X: to.X + 3, Y: to.Y}, l.label())
	}
}

// GlyphBoxes implements [plot.GlyphBoxer]: the room that the names need.
func (n names) GlyphBoxes(p *plot.Plot) []plot.GlyphBox {
	boxes := []plot.GlyphBox{{X: 0.5, Y: 1, Rectangle: vg.Rectangle{Max: vg.Point{Y: letters}}}}
	for _, l := range n.Lines {
		boxes = append(boxes, plot.GlyphBox{X: 1, Y: 0.5, Rectangle: vg.Rectangle{Max: vg.Point{X: nameGap + 4 + width(p, l.label())}}})
	}
	return boxes
}
