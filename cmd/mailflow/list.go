package main

import (
	"fmt"
	"text/tabwriter"

	"mailflow/scenarios"
)

// listCmd lists the lessons.
type listCmd struct{}

// Help implements kong's HelpProvider.
func (listCmd) Help() string {
	return "Each line has the lesson's name, which is what mailflow run wants, its level, about how long a class spends on it, and the one concept that it teaches."
}

// Run implements the command.
func (listCmd) Run(io streams) error {
	w := tabwriter.NewWriter(io.out, 0, 8, 2, ' ', 0)
	for _, name := range scenarios.Names() {
		sc, err := open(name, nil)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%s\t%s\t%d min\t%s: %s\n", name, sc.Level, sc.Minutes, sc.Title, sc.Teaches)
	}
	return w.Flush()
}
