package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"mailflow/sim/report/chart"
)

// File is one file of a report.
type File struct {
	Name    string
	Content []byte
}

// Files makes all files of a report: the page, and for each chart a picture of
// each run and a table of all.
func (r *Report) Files() []File {
	files := []File{{"index.html", r.page()}}
	for _, f := range r.figures {
		for i, p := range f.panels {
			if p.drawing != nil {
				files = append(files, File{r.fileName(f.name, i), picture(p.drawing, r.titleOf(f, i), f.across)})
			}
		}
		files = append(files, File{f.name + ".csv", r.sheet(f)})
	}
	return files
}

// fileName is the name of the picture of a run.
func (r *Report) fileName(figure string, run int) string {
	if len(r.runs) == 1 {
		return figure + ".png"
	}
	return fmt.Sprintf("%s-%d.png", figure, run+1)
}

// titleOf is the title of the drawing of a run.
func (r *Report) titleOf(f figure, run int) string {
	if len(r.runs) == 1 {
		return f.title
	}
	return f.title + ": " + r.runs[run].name
}

func picture(d chart.Drawing, title, across string) []byte {
	var b bytes.Buffer
	if err := chart.PNG(&b, d, title, across); err != nil {
		panic("report: " + err.Error()) // a buffer takes everything
	}
	return b.Bytes()
}

// sheet is the table of a figure for spreadsheets. Two runs stand below each
// other, since they may have different columns.
func (r *Report) sheet(f figure) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	write := func(cells []string) {
		safe := make([]string, len(cells))
		for i, c := range cells {
			safe[i] = cell(c)
		}
		w.Write(safe) // a buffer takes everything
	}
	for i, p := range f.panels {
		if len(r.runs) == 1 {
			write(p.head)
			for _, row := range p.rows {
				write(row)
			}
			continue
		}
		write(append([]string{"run"}, p.head...))
		for _, row := range p.rows {
			write(append([]string{r.runs[i].name}, row...))
		}
	}
	w.Flush()
	return b.Bytes()
}

// cell keeps a spreadsheet from taking a text for a formula: whoever can choose
// an address or the name of a host could otherwise have one calculated.
func cell(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r\n", rune(s[0])) {
		return "'" + s
	}
	return s
}
