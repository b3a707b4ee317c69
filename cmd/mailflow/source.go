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
// lesson's name is that lesson, and all else is a file.
func open(arg string, in io.Reader) (*scenario.Scenario, error) {
	file, src, err := source(arg, in)
	if err != nil {
		return nil, err
	}
	sc, err := scenario.Parse(file, src)
	if err != nil {
		return nil, faulty{err}
	}
	return sc, nil
}

// faulty is a scenario with mistakes. They already say in which file they are.
type faulty struct{ error }

func (f faulty) Unwrap() error { return f.error }

func source(arg string, in io.Reader) (file string, src []byte, err error) {
	if arg == "-" {
		src, err = io.ReadAll(io.LimitReader(in, scenario.MaxBytes+1))
		return "stdin.yaml", src, err
	}
	if src, err = scenarios.Read(arg); err == nil {
		return arg + ".yaml", src, nil
	}
	if src, err = readFile(arg); err == nil {
		return arg, src, nil
	}
	if errors.Is(err, fs.ErrNotExist) && !strings.ContainsAny(arg, `/\.`) {
		return "", nil, fmt.Errorf("there is no lesson called %q, and no such file; mailflow list shows the lessons", arg)
	}
	return "", nil, err
}

// readFile reads no more of a file than a scenario may have.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, scenario.MaxBytes+1))
}
