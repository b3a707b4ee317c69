package scenario

import (
	"fmt"
	"strings"
)

// Problem is one mistake in a scenario file, or in a change to one.
type Problem struct {
	File    string // or the change
	Line    int    // from 1; 0 if the mistake stands in a change
	Column  int    // from 1, in characters
	Message string
}

// String is the problem in the form that editors know, "file:line:column: …".
func (p Problem) String() string {
	if p.Line == 0 {
		return fmt.Sprintf("%s: %s", p.File, p.Message)
	}
	return fmt.Sprintf("%s:%d:%d: %s", p.File, p.Line, p.Column, p.Message)
}

// Problems is every mistake in a file, in the order of the file, and then in the
// changes to it. There is at least one.
type Problems []Problem

// Error implements error: one line for each problem.
func (ps Problems) Error() string {
	lines := make([]string, len(ps))
	for i, p := range ps {
		lines[i] = p.String()
	}
	return strings.Join(lines, "\n")
}
