// Package chart draws: curves over time, bars, and spans of time. It is told
// what to draw in plain numbers and knows nothing of mail.
//
// A drawing comes out as a picture (PNG), or as SVG that belongs in a page: its
// colours are the page's variables, so that it follows the reader's theme. What
// is told apart is never told apart by colour alone: each curve has a dash of
// its own and its name at its end, and each bar its name and its number.
//
// It is the only package that imports gonum/plot.
package chart

import (
	"bytes"
	"fmt"
	"html"
	"image/color"
	"image/png"
	"io"
	"strings"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
	"gonum.org/v1/plot/vg/vgimg"
	"gonum.org/v1/plot/vg/vgsvg"
)

// A Drawing is one of [Curves], [Bars] and [Spans].
type Drawing interface {
	height() vg.Length
	plot() *plot.Plot
}

// Width is how wide a drawing is, in points; its letters have a fixed size.
type Width int

// The widths for a drawing that stands alone and for one of two.
const (
	Whole Width = 860
	Half  Width = 560
)

// SVG draws for a page. The title and the description are for those who cannot
// see the drawing.
func SVG(d Drawing, w Width, title, description string) string {
	c := vgsvg.New(vg.Length(w), d.height())
	d.plot().Draw(draw.New(c))
	var b bytes.Buffer
	if _, err := c.WriteTo(&b); err != nil {
		panic("chart: " + err.Error()) // a buffer takes everything
	}
	drawn := b.String()
	begin := strings.Index(drawn, "<svg")
	drawn = drawn[begin:]
	inside := drawn[strings.Index(drawn, ">")+1:]
	head := fmt.Sprintf(`<svg viewBox="0 0 %d %g" role="img" xmlns="http://www.w3.org/2000/svg"><title>%s</title><desc>%s</desc>`,
		w, d.height().Points(), html.EscapeString(title), html.EscapeString(description))
	return head + themed.Replace(inside)
}

// PNG writes a picture, in the colours of daylight. The title stands above it,
// and below it what the axis there counts.
func PNG(out io.Writer, d Drawing, title, across string) error {
	p := d.plot()
	p.Title.Text, p.Title.Padding = title, titleGap
	p.Title.TextStyle.Font, p.Title.TextStyle.Color = writing(titleSize), ink
	p.X.Label.Text = across
	c := vgimg.NewWith(vgimg.UseWH(vg.Length(Whole)+2*margin, d.height()+labelRoom+2*margin), vgimg.UseDPI(144), vgimg.UseBackgroundColor(paper))
	p.Draw(draw.Crop(draw.New(c), margin, -margin, margin, -margin))
	return png.Encode(out, c.Image())
}

// Tone is the colour of one thing. Its other marks follow from it.
type Tone int

// The tones, which are those of the page.
const (
	Blue Tone = iota
	Amber
	Green
	Violet
	Red
	Grey
	Teal
)

type tone struct {
	variable string // in CSS
	light    color.RGBA
	dashes   []vg.Length
}

var tones = []tone{
	Blue:   {"--mua", color.RGBA{0x25, 0x63, 0xC9, 0xFF}, []vg.Length{2, 3}},
	Amber:  {"--mta", color.RGBA{0xA8, 0x55, 0x06, 0xFF}, []vg.Length{9, 3}},
	Green:  {"--mda", color.RGBA{0x2B, 0x74, 0x37, 0xFF}, nil},
	Violet: {"--dns", color.RGBA{0x6D, 0x4B, 0xC4, 0xFF}, []vg.Length{9, 3, 2, 3}},
	Red:    {"--bad", color.RGBA{0xC1, 0x26, 0x2F, 0xFF}, []vg.Length{5, 3}},
	Grey:   {"--soft", color.RGBA{0x58, 0x61, 0x72, 0xFF}, []vg.Length{2, 2, 6, 2}},
	Teal:   {"--msa", color.RGBA{0x08, 0x6F, 0x6F, 0xFF}, []vg.Length{12, 4}},
}

var (
	paper = color.RGBA{0xFF, 0xFF, 0xFF, 0xFF}
	ink   = color.RGBA{0x1D, 0x24, 0x33, 0xFF}
	soft  = color.RGBA{0x58, 0x61, 0x72, 0xFF}
	grid  = color.RGBA{0xE4, 0xDE, 0xD3, 0xFF}
)

// themed turns colours into the page's variables, and leaves the choice of the
// font to the page.
var themed = func() *strings.Replacer {
	pairs := []string{hex(ink), "var(--ink)", hex(grid), "var(--line)"}
	for _, t := range tones {
		pairs = append(pairs, hex(t.light), "var("+t.variable+")")
	}
	return strings.NewReplacer(append(pairs,
		"font-family:Liberation Sans;", "", "font-variant:normal;", "", "font-style:normal;", "", "\n\tstyle", " style")...)
}()

// Sizes of what only a picture has.
const (
	titleSize = 17
	titleGap  = 14
	margin    = 16
	labelRoom = titleSize + titleGap + letters + 6
)

func hex(c color.RGBA) string { return fmt.Sprintf("#%02X%02X%02X", c.R, c.G, c.B) }
