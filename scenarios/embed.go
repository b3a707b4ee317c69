// Package scenarios holds the lessons: one YAML file each, NN-name.yaml, where
// NN gives their order in the course.
package scenarios

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
)

//go:embed *.yaml
var files embed.FS

// Names lists the lessons in the order of the course, such as "01-plain-flow".
func Names() []string {
	names, err := fs.Glob(files, "*.yaml") // sorted by name
	if err != nil {
		panic("scenarios: " + err.Error()) // the pattern is a constant
	}
	for i := range names {
		names[i] = strings.TrimSuffix(names[i], ".yaml")
	}
	return names
}

// Read returns the file of a lesson. The error is an [fs.ErrNotExist] if there
// is no lesson of that name.
func Read(name string) ([]byte, error) {
	src, err := files.ReadFile(name + ".yaml")
	if err != nil {
		return nil, fmt.Errorf("scenarios: there is no lesson %q: %w", name, fs.ErrNotExist)
	}
	return src, nil
}
