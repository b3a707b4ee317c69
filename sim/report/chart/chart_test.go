package chart

import (
	"bytes"
	"fmt"
	"image/png"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"gonum.org/v1/plot/vg"
)

func TestTime(t *testing.T) {
	for _, c := range []struct {
		d    time.Duration
		want string
	}{
		{0, "0"}, {300 * time.Microsecond, "300 µs"}, {1500 * time.Microsecond, "1.5 ms"}, {1200 * time.Millisecond, "1.2 s"}, {time.Minute, "1 min"}, {90 * time.Second, "1 min 30 s"},
		{90 * time.Minute, "1 h 30 min"}, {36 * time.Hour, "1 d 12 h"}, {5 * day, "5 d"}, {5*day + time.Minute, "5 d"},
	} {
		if got := Time(c.d); got != c.want {
			t.Errorf("%v: %s, want %s", c.d, got, c.want)
		}
	}
}

// Whatever the length of a run, its axis has a few marks with round names.
func TestInstants(t *testing.T) {
	for _, end := range []time.Duration{1, time.Millisecond, 1700 * time.Millisecond, 90 * time.Second, 3 * time.Hour, 5*day + 7*time.Hour, 400 * day, 9000 * day} {
		ticks := instants{}.Ticks(0, end.Seconds())
		if len(ticks) < 1 || len(ticks) > 11 || ticks[0].Label != "0" {
			t.Errorf("%v: %v", end, ticks)
		}
		if end > time.Millisecond && end < 400*day && (len(ticks) < 3 || len(ticks) > 8) {
			t.Errorf("%v has %d marks", end, len(ticks))
		}
		for _, tick := range ticks {
			if len(tick.Label) > len("1 min 30 s") {
				t.Errorf("%v: %s", end, tick.Label)
			}
		}
	}
}

func TestCounts(t *testing.T) {
	for _, c := range []struct {
		most float64
		want string
	}{{1, "0 1"}, {6, "0 1 2 3 4 5 6"}, {7, "0 2 4 6"}, {95, "0 20 40 60 80"}, {20000, "0 5000 10000 15000 20000"}} {
		var labels []string
		for _, tick := range (counts{}).Ticks(0, c.most) {
			labels = append(labels, tick.Label)
		}
		if got := strings.Join(labels, " "); got != c.want {
			t.Errorf("%v: %s, want %s", c.most, got, c.want)
		}
	}
}

// No two tones are told apart by their colour alone.
func TestTonesHaveDashes(t *testing.T) {
	for i, a := range tones {
		for _, b := range tones[:i] {
			if slices.Equal(a.dashes, b.dashes) {
				t.Errorf("%s and %s have the same dashes", a.variable, b.variable)
			}
		}
	}
}

var textAt = regexp.MustCompile(`<text x="([0-9.e-]+)" y="([0-9.e-]+)"[^>]*>([^<]*: [0-9]+)</text>`)

// The names at the ends of curves do not lie on each other, and stay on the
// drawing, even if all curves end at one height.
func TestNamesKeepApart(t *testing.T) {
	for _, height := range []int{0, 50, 100} {
		c := Curves{End: time.Hour, Top: 100}
		for i := range 6 {
			c.Lines = append(c.Lines, Curve{Name: fmt.Sprint("curve ", i), Tone: Tone(i), Points: []Point{{At: 0, N: height}}})
		}
		var at []float64
		for _, m := range textAt.FindAllStringSubmatch(SVG(c, Half, "title", "description"), -1) {
			y, err := strconv.ParseFloat(m[2], 64)
			if err != nil {
				t.Fatal(err)
			}
			at = append(at, -y)
		}
		slices.Sort(at)
		if len(at) != 6 || at[0] < 0 || vg.Length(at[5]) > c.height() {
			t.Fatalf("at height %d names stand at %v", height, at)
		}
		for i := 1; i < len(at); i++ {
			if at[i]-at[i-1] < letters {
				t.Errorf("at height %d names stand at %v", height, at)
			}
		}
	}
}

func TestPicture(t *testing.T) {
	for _, d := range []Drawing{
		Curves{}, Bars{}, Spans{},
		Curves{End: time.Hour, Top: 2, Lines: []Curve{{Name: "a", Points: []Point{{At: time.Minute, N: 2}}}}},
		Bars{Top: 3, Rows: []Bar{{Name: "a", N: 3}, {Name: "b", N: 0, Note: "none"}}},
		Spans{End: time.Hour, Rows: []Span{{Name: "a", Pieces: []Piece{{From: time.Minute, To: time.Hour, Open: true}}}}},
	} {
		var first, second bytes.Buffer
		for _, b := range []*bytes.Buffer{&first, &second} {
			if err := PNG(b, d, "title", "across"); err != nil {
				t.Fatal(err)
			}
		}
		if !bytes.Equal(first.Bytes(), second.Bytes()) {
			t.Errorf("%T: two pictures differ", d)
		}
		if _, err := png.Decode(&first); err != nil {
			t.Errorf("%T: %v", d, err)
		}
		if a, b := SVG(d, Whole, "t", "d"), SVG(d, Whole, "t", "d"); a != b {
			t.Errorf("%T: two drawings differ", d)
		}
	}
}
