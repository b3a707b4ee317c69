package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/alecthomas/kong"

	"mailflow/sim/scenario"
)

// unknownCommand is the mistake in a command line whose first word is no
// command. The parser would take that word for an argument of the default
// command and say little that helps.
func unknownCommand(parser *kong.Kong, args []string) error {
	if len(args) == 0 || strings.HasPrefix(args[0], "-") {
		return nil
	}
	word, known := args[0], []string{}
	for _, c := range parser.Model.Children {
		known = append(known, c.Name)
	}
	switch best := scenario.Nearest(word, known); {
	case best == word:
		return nil
	case best != "":
		return fmt.Errorf("there is no command %q; did you mean %s?", word, best)
	case exists(word):
		return fmt.Errorf("there is no command %q; to run this scenario, write: mailflow run %s", word, word)
	}
	return fmt.Errorf("there is no command %q; mailflow --help lists the commands", word)
}

// helpFirst lets "mailflow help run" be "mailflow run --help".
func helpFirst(args []string) []string {
	if len(args) > 0 && args[0] == "help" {
		return append(slices.Clone(args[1:]), "--help")
	}
	return args
}

// called is the command that was called when a mistake was found in its
// arguments, as a person would type it.
func called(err error) string {
	var p *kong.ParseError
	if errors.As(err, &p) && p.Context != nil {
		if c := p.Context.Selected(); c != nil {
			return "mailflow " + c.Name
		}
	}
	return "mailflow"
}
