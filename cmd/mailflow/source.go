package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"mailflow/scenarios"
	"mailflow/sim/scenario"
)

// open reads the scenario that an argument means: "-" is the standard input, a
// lesson's name is that lesson, and all else is a file. The settings are those
// of --set. Mistakes in the scenario are [scenario.Problems].
func open(arg string, in io.Reader, settings ...string) (*scenario.Scenario, error) {
	changes, err := changes("--set", settings)
	if err != nil {
		return nil, err
	}
	file, src, err := source(arg, in)
	if err != nil {
		return nil, err
	}
	return scenario.Parse(file, src, changes...)
}

// changes reads the settings of a flag.
func changes(flag string, settings []string) ([]scenario.Change, error) {
	list := make([]scenario.Change, len(settings))
	for i, text := range settings {
		var err error
		if list[i], err = scenario.NewChange(flag, text); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func source(arg string, in io.Reader) (file string, src []byte, err error) {
	if arg == "-" {
		src, err = readSome(in)
		return "stdin.yaml", src, err
	}
	if src, err = scenarios.Read(arg); err == nil {
		return arg + ".yaml", src, nil
	}
	f, err := os.Open(arg)
	if err != nil {
		return "", nil, notFound(arg, err)
	}
	defer f.Close()
	src, err = readSome(f)
	return arg, src, err
}

// readSome reads no more than tells that a scenario is too large.
func readSome(r io.Reader) ([]byte, error) {
	return io.ReadAll(io.LimitReader(r, scenario.MaxBytes+1))
}

// notFound is the error for a file that cannot be opened. What looks like the
// name of a lesson is answered as such.
func notFound(arg string, err error) error {
	if !errors.Is(err, fs.ErrNotExist) || strings.ContainsAny(arg, `/\.`) {
		return err
	}
	names := scenarios.Names()
	for _, name := range names { // "plain-flow" and "01" are shorter than what is near by letters
		if order, title, _ := strings.Cut(name, "-"); strings.EqualFold(arg, title) || arg == order || "0"+arg == order {
			return fmt.Errorf("there is no lesson called %q; did you mean %s?", arg, name)
		}
	}
	if best := scenario.Nearest(arg, names); best != "" {
		return fmt.Errorf("there is no lesson called %q; did you mean %s?", arg, best)
	}
	return fmt.Errorf("there is no lesson called %q, and no such file; mailflow list shows the lessons", arg)
}

// exists reports whether a word means a lesson or a file.
func exists(word string) bool {
	if _, err := scenarios.Read(word); err == nil {
		return true
	}
	_, err := os.Stat(word)
	return err == nil
}
