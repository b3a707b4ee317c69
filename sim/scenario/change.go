package scenario

import (
	"fmt"

	"mailflow/sim/scenario/internal/form"
)

// Change is a setting that is made to a scenario beside its file.
type Change struct {
	name        string
	path, value string
}

// NewChange reads a change of the form PATH=VALUE.
//
// The path leads to any key of the file, or to one that it leaves out:
// "network.loss", "script[3].send.subject",
// "sites[beta.example].hosts[mail].mta.retry". An entry of a list is chosen by
// its name or by its number, which counts from 1. The value is YAML.
//
// Problems are told as standing in name and path, as in "--set network.loss".
func NewChange(name, text string) (Change, error) {
	path, value, found := form.CutPath(text)
	if !found || path == "" {
		return Change{}, fmt.Errorf("%s wants PATH=VALUE, such as network.loss=0.1, not `%s`", name, form.Printable(text))
	}
	return Change{name: name + " " + path, path: path, value: value}, nil
}

func edits(changes []Change) []form.Edit {
	list := make([]form.Edit, len(changes))
	for i, c := range changes {
		list[i] = form.Edit{Name: form.Printable(c.name), Path: c.path, Value: c.value}
	}
	return list
}
