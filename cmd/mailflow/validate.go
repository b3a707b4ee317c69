package main

import (
	"fmt"
	"io"

	"mailflow/sim/scenario"
)

// validateCmd checks scenarios.
type validateCmd struct {
	Scenarios []string `arg:"" name:"scenario" help:"A file, the name of a lesson, or - for the standard input."`
	Set       []string `help:"Change a setting of every scenario that is named, as for mailflow run, and check what comes out." placeholder:"PATH=VALUE" sep:"none"`
	Complete  bool     `help:"Print the scenario with every default written out, ready to be changed and run."`
}

// Help implements kong's HelpProvider.
func (validateCmd) Help() string {
	return `Nothing is run. Every mistake of every file is shown, one a line: the file, the line and the column, what is wrong there, and what is allowed.

A scenario needs to say little, because everything has a realistic default. --complete shows what the defaults are.

Examples:
  mailflow validate lessons/*.yaml
  mailflow validate --complete 01-plain-flow > my.yaml
  mailflow validate 01-plain-flow --set 'script[1].send.subject=Hi'`
}

// Run implements the command.
func (c validateCmd) Run(std streams) error {
	if c.Complete && len(c.Scenarios) > 1 {
		return fmt.Errorf("--complete shows one scenario at a time, and %d are named", len(c.Scenarios))
	}
	bad := 0
	for _, arg := range c.Scenarios {
		sc, err := open(arg, std.in, c.Set...)
		switch {
		case err != nil:
			exitCode(err, std.err)
			bad++
		case c.Complete:
			return write(std.out, sc)
		default:
			fmt.Fprintf(std.out, "%s: fine: %s, %s, %s\n", arg,
				count(len(sc.Sites), "site"), count(len(sc.Script), "step"), count(len(sc.Expect), "expectation"))
		}
	}
	switch {
	case bad == 0:
		return nil
	case len(c.Scenarios) == 1:
		return errTold
	}
	return fmt.Errorf("%d of %d scenarios need mending", bad, len(c.Scenarios))
}

func write(out io.Writer, sc *scenario.Scenario) error {
	_, err := out.Write(sc.Write())
	return err
}

// count writes a number of things.
func count(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
