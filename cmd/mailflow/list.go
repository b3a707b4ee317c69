package main

import (
	"bufio"
	"fmt"

	"mailflow/scenarios"
)

// listCmd lists the lessons.
type listCmd struct{}

// Help implements kong's HelpProvider.
func (listCmd) Help() string {
	return "Each line has the lesson's name, which is what mailflow run wants, about how long a class spends on it, its title, and the one concept that it teaches. Lessons that belong together stand under one heading."
}

// Run implements the command.
func (listCmd) Run(std streams) error {
	w := bufio.NewWriter(std.out)
	group, width := "", 0
	for _, name := range scenarios.Names() {
		width = max(width, len(name))
	}
	for i, name := range scenarios.Names() {
		sc, err := open(name, nil)
		if err != nil {
			return err
		}
		if sc.Course != nil && sc.Course.Group != group {
			group = sc.Course.Group
			if i > 0 {
				fmt.Fprintln(w)
			}
			fmt.Fprintln(w, group)
		}
		fmt.Fprintf(w, "  %-*s  %3d min  %s: %s\n", width, name, sc.Minutes, sc.Title, sc.Teaches)
	}
	return w.Flush()
}
