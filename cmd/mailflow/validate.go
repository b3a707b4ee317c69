package main

import (
	"errors"
	"fmt"

	"mailflow/sim/scenario"
)

// validateCmd checks scenarios.
type validateCmd struct {
	Scenarios []string `arg:"" name:"scenario" help:"A file, the name of a lesson, or - for the standard input."`
}

// Help implements kong's HelpProvider.
func (validateCmd) Help() string {
	return "Every mistake of every file is shown, one a line, as file:line:column: what is wrong and what is allowed. Nothing is run."
}

// Run implements the command.
func (c validateCmd) Run(io streams) error {
	bad := 0
	for _, arg := range c.Scenarios {
		sc, err := open(arg, io.in)
		var faults scenario.Problems
		switch {
		case errors.As(err, &faults):
			fmt.Fprintln(io.err, faults.Error())
			bad++
		case err != nil:
			return err
		default:
			fmt.Fprintf(io.out, "%s: fine, %d sites, %d steps, %d expectations\n", arg, len(sc.Sites), len(sc.Script), len(sc.Expect))
		}
	}
	if bad > 0 {
		return fmt.Errorf("%d of %d need mending", bad, len(c.Scenarios))
	}
	return nil
}
