package scenario

import (
	"cmp"
	"fmt"
	"path"
	"slices"
	"strings"

	"mailflow/sim/scenario/internal/form"
)

// MaxBytes is the size of the largest scenario file. The bounds of everything
// in it stand in the tags of the types.
const MaxBytes = 256 << 10

// Parse reads a scenario and completes it. The file is only named in errors and
// gives the scenario its name. The changes are made to a file that has no
// mistake without them. An error is always of type [Problems].
func Parse(file string, src []byte, changes ...Change) (*Scenario, error) {
	d, err := parse(file, src, language.Decode)
	if err == nil && len(changes) > 0 {
		base := d.Scenario
		d, err = parse(file, src, func(src []byte, v any) (form.Places, []form.Fault) {
			return language.Edited(src, v, base, edits(changes))
		})
	}
	if err != nil {
		return nil, err
	}
	return d.Scenario, nil
}

func parse(file string, src []byte, decode func(src []byte, v any) (form.Places, []form.Fault)) (*draft, error) {
	d := &draft{Scenario: &Scenario{Name: strings.TrimSuffix(path.Base(file), path.Ext(file))}}
	if len(src) > MaxBytes {
		d.faults = []form.Fault{{Place: form.Place{Line: 1, Column: 1},
			Message: fmt.Sprintf("the file has %d octets; at most %d are allowed", len(src), MaxBytes)}}
		return nil, d.problems(file)
	}
	d.places, d.faults = decode(src, d.Scenario)
	d.checkSites()
	d.checkPatterns()
	d.checkFacts()
	if d.sound() {
		d.completeWorld()
	}
	if d.sound() {
		d.resolveScript()
		d.resolveEvents()
	}
	if len(d.faults) > 0 {
		return nil, d.problems(file)
	}
	return d, nil
}

// Write is the scenario as YAML with everything written out. Parse makes an
// equal scenario of it, but for the line numbers.
func (s *Scenario) Write() []byte { return language.Encode(s) }

// draft is a scenario while it is checked and completed.
type draft struct {
	*Scenario
	places form.Places
	faults []form.Fault
	directory
}

// fault reports a mistake at the value that ptr points to.
func (d *draft) fault(ptr any, format string, args ...any) {
	place, ok := d.places[ptr]
	if !ok {
		place = form.Place{Line: 1, Column: 1}
	}
	d.faults = append(d.faults, form.Fault{Place: place, Message: form.Printable(fmt.Sprintf(format, args...))})
}

// worldFault is a fault after which nothing can be said about what the script
// means.
func (d *draft) worldFault(ptr any, format string, args ...any) {
	d.fault(ptr, format, args...)
	d.faults[len(d.faults)-1].Section = "sites"
}

// sound reports whether the sites hold together, so that what refers to them
// can be judged.
func (d *draft) sound() bool {
	return len(d.Sites) > 0 && !slices.ContainsFunc(d.faults, func(f form.Fault) bool { return f.Section == "sites" })
}

func (d *draft) problems(file string) Problems {
	slices.SortStableFunc(d.faults, func(a, b form.Fault) int {
		return cmp.Or(cmp.Compare(later(a), later(b)), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	ps := make(Problems, len(d.faults))
	for i, f := range d.faults {
		ps[i] = Problem{File: cmp.Or(f.Edit, file), Line: f.Line, Column: f.Column, Message: f.Message}
	}
	return ps
}

// later puts mistakes in changes after those in the file.
func later(f form.Fault) int {
	if f.Edit != "" {
		return 1
	}
	return 0
}
