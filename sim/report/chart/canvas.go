package chart

import (
	"image/color"
	"math"
	"strconv"
	"time"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/font"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/text"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Sizes, in points.
const (
	letters  = 12  // the height of writing
	rowPitch = 26  // from bar to bar
	rowWide  = 15  // the thickness of a bar
	edges    = 44  // what the axis below takes
	curvesUp = 300 // the height of curves
)

// sheet is an empty plot in our style: no frame, thin lines, quiet numbers.
func sheet() *plot.Plot {
	p := plot.New()
	p.BackgroundColor = nil
	for _, a := range []*plot.Axis{&p.X, &p.Y} {
		a.Padding = 4
		a.LineStyle = draw.LineStyle{Color: grid, Width: 1}
		a.Tick.LineStyle = draw.LineStyle{Color: grid, Width: 1}
		a.Tick.Length = 4
		a.Tick.Label.Font, a.Tick.Label.Color = writing(letters), soft
		a.Label.TextStyle.Font, a.Label.TextStyle.Color = writing(letters), soft
	}
	p.X.Min, p.Y.Min = 0, 0
	return p
}

func writing(size vg.Length) font.Font {
	return font.Font{Typeface: "Liberation", Variant: "Sans", Size: size}
}

// words is how text is written on a plot.
func words(p *plot.Plot, c color.Color, x text.XAlignment) text.Style {
	return text.Style{Color: c, Font: writing(letters), XAlign: x, YAlign: text.YCenter, Handler: p.TextHandler}
}

// width is the room for a text. The page may write with a font that is wider
// than ours.
func width(p *plot.Plot, s string) vg.Length {
	style := words(p, soft, text.XLeft)
	return style.Width(s) * 1.2
}

// lines draws a thin line at every number of an axis.
func lines(vertical, horizontal bool) *plotter.Grid {
	g := plotter.NewGrid()
	g.Vertical, g.Horizontal = draw.LineStyle{}, draw.LineStyle{}
	thin := draw.LineStyle{Color: grid, Width: 0.75}
	if vertical {
		g.Vertical = thin
	}
	if horizontal {
		g.Horizontal = thin
	}
	return g
}

// counts marks an axis with whole numbers.
type counts struct{}

// Ticks implements [plot.Ticker].
func (counts) Ticks(_, most float64) (ticks []plot.Tick) {
	step := 1.0
	for decade := 1.0; most/step > 6; decade *= 10 {
		for _, n := range []float64{1, 2, 5} {
			if step = n * decade; most/step <= 6 {
				break
			}
		}
	}
	for at := 0.0; at <= most; at += step {
		ticks = append(ticks, plot.Tick{Value: at, Label: strconv.FormatFloat(at, 'f', -1, 64)})
	}
	return ticks
}

// instants marks an axis of virtual time, which counts in seconds.
type instants struct{}

// steps are the distances between marks that people find easy to read.
var steps = []time.Duration{
	time.Millisecond, 2 * time.Millisecond, 5 * time.Millisecond, 10 * time.Millisecond, 20 * time.Millisecond, 50 * time.Millisecond,
	100 * time.Millisecond, 200 * time.Millisecond, 500 * time.Millisecond,
	time.Second, 2 * time.Second, 5 * time.Second, 10 * time.Second, 15 * time.Second, 30 * time.Second,
	time.Minute, 2 * time.Minute, 5 * time.Minute, 10 * time.Minute, 15 * time.Minute, 30 * time.Minute,
	time.Hour, 2 * time.Hour, 3 * time.Hour, 6 * time.Hour, 12 * time.Hour,
	day, 2 * day, 5 * day, 10 * day, 30 * day, 100 * day,
}

const day = 24 * time.Hour

// Ticks implements [plot.Ticker].
func (instants) Ticks(_, most float64) (ticks []plot.Tick) {
	span := time.Duration(most * float64(time.Second))
	step := steps[len(steps)-1]
	for _, s := range steps {
		if span/s <= 6 {
			step = s
			break
		}
	}
	step = max(step, span/10) // for runs of many years
	for at := time.Duration(0); at <= span; at += step {
		ticks = append(ticks, plot.Tick{Value: at.Seconds(), Label: Time(at)})
	}
	return ticks
}

// Time writes a span of virtual time with its two largest units: "1 d 12 h".
func Time(d time.Duration) string {
	units := []struct {
		size time.Duration
		name string
	}{{day, " d"}, {time.Hour, " h"}, {time.Minute, " min"}, {time.Second, " s"}, {time.Millisecond, " ms"}, {time.Microsecond, " µs"}}
	for i, u := range units {
		if d < u.size {
			continue
		}
		if u.size <= time.Second { // 1.5 s
			tenths := math.Round(float64(d)/float64(u.size)*10) / 10
			return strconv.FormatFloat(tenths, 'f', -1, 64) + u.name
		}
		next := units[i+1]
		text := strconv.FormatInt(int64(d/u.size), 10) + u.name
		if rest := d % u.size / next.size; rest > 0 {
			text += " " + strconv.FormatInt(int64(rest), 10) + next.name
		}
		return text
	}
	return "0"
}
