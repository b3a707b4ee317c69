package report

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strconv"

	"mailflow/sim/report/chart"
	"mailflow/sim/transcript"
)

//go:embed page.html
var pageText string

// page is the template of the page. It escapes what it is given, by the place
// where it stands.
var page = template.Must(template.New("page").Parse(pageText))

// view is what the page shows.
type view struct {
	Title, Scenario string
	Two             bool
	Runs            []runView
	Numbers         []numberView
	Figures         []figureView
}

type runView struct {
	Name, Seed, Outcome, Length string
	Changes                     []string
}

// numberView is one number of every run.
type numberView struct {
	Name   string
	Values []string
}

type figureView struct {
	ID, Title, About string
	Panels           []panelView
}

type panelView struct {
	Run, Says, Across string
	Drawing           template.HTML // empty if there is nothing to draw
	Head              []string
	Rows              [][]string
	Left              int // rows that only the other file has
	Sheet             string
}

// page makes the page.
func (r *Report) page() []byte {
	first := r.runs[0].started
	v := view{Title: transcript.Clean(first.Title), Scenario: transcript.Clean(first.Scenario), Two: len(r.runs) > 1, Numbers: r.numbers()}
	for _, run := range r.runs {
		v.Runs = append(v.Runs, runView{
			Name: run.name, Changes: run.changes, Seed: strconv.FormatUint(run.started.Seed, 10), Outcome: run.outcome, Length: chart.Time(run.end),
		})
	}
	for _, f := range r.figures {
		v.Figures = append(v.Figures, r.figureView(f))
	}
	var b bytes.Buffer
	if err := page.Execute(&b, v); err != nil {
		panic("report: " + err.Error()) // the template is ours, so the mistake is too
	}
	return b.Bytes()
}

func (r *Report) figureView(f figure) figureView {
	v := figureView{ID: f.name, Title: f.title, About: f.about}
	width := chart.Whole
	if len(r.runs) > 1 {
		width = chart.Half
	}
	for i, p := range f.panels {
		pv := panelView{Run: r.runs[i].name, Says: p.says, Across: f.across, Head: p.head, Sheet: f.name + ".csv"}
		if p.drawing != nil {
			pv.Drawing = template.HTML(chart.SVG(p.drawing, width, r.titleOf(f, i), p.says)) // its texts are escaped
			pv.Rows, pv.Left = some(p.rows)
		}
		v.Panels = append(v.Panels, pv)
	}
	return v
}

// pageRows is how many rows of a table the page shows.
const pageRows = 30

// some takes rows out of a long table, evenly, with the first and the last.
func some(rows [][]string) (taken [][]string, left int) {
	if len(rows) <= pageRows {
		return rows, 0
	}
	for i := range pageRows {
		taken = append(taken, rows[i*(len(rows)-1)/(pageRows-1)])
	}
	return taken, len(rows) - pageRows
}

// numbers are the runs in a few numbers.
func (r *Report) numbers() []numberView {
	var list []numberView
	for _, n := range []struct {
		name string
		of   func(*run) string
	}{
		{"Letters and reports", func(r *run) string { return strconv.Itoa(len(r.fates.born)) }},
		{"Copies, one for each recipient", func(r *run) string { return strconv.Itoa(len(r.fates.of)) }},
		{"In a mailbox", func(r *run) string { return strconv.Itoa(r.fates.counts[filed]) }},
		{"Sent back", func(r *run) string { return strconv.Itoa(r.fates.counts[returned]) }},
		{"Refused by all", func(r *run) string { return strconv.Itoa(r.fates.counts[refused]) }},
		{"Dropped", func(r *run) string { return strconv.Itoa(r.fates.counts[dropped]) }},
		{"Still on their way or waiting", func(r *run) string { return strconv.Itoa(r.fates.counts[underway] + r.fates.counts[waiting]) }},
		{"Times a server said no", func(r *run) string { return strconv.Itoa(r.refusals.total) }},
		{"Promises of the lesson that hold", func(r *run) string { return fmt.Sprintf("%d of %d", r.kept, r.promised) }},
	} {
		v := numberView{Name: n.name}
		for _, run := range r.runs {
			v.Values = append(v.Values, n.of(run))
		}
		list = append(list, v)
	}
	return list
}
