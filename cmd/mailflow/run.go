package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"golang.org/x/term"

	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/trace"
	"mailflow/sim/transcript"
)

// runCmd runs a scenario.
type runCmd struct {
	Scenario  string        `arg:"" help:"A file, the name of a lesson, or - for the standard input."`
	Seed      *uint64       `help:"The number from which all chance is drawn. Left out, the scenario's own." placeholder:"N"`
	Level     trace.Level   `enum:"story,hop,wire" default:"hop" help:"How closely to look: story (what happens to the message), hop (lookups, connections, decisions too), wire (every line)."`
	Format    string        `enum:"text,jsonl" default:"text" help:"text is for reading; jsonl has one event a line."`
	Until     time.Duration `help:"Stop after so much virtual time, such as 90m. Left out, run until nothing more happens." placeholder:"DURATION"`
	Mailboxes string        `help:"Write every mailbox at the end into this folder, as mbox files that other mail programs open." placeholder:"DIR" type:"path"`
}

// Help implements kong's HelpProvider.
func (runCmd) Help() string {
	return `The same scenario with the same seed gives the same run, down to the last octet.

Time is virtual: five days of retries take no longer than one letter.

The exit code is 0 if all is well, 1 if the lesson promises something that did not happen, and 2 if the input is wrong.

Examples:
  mailflow run 01-plain-flow
  mailflow run 11-receiver-down --level story
  mailflow run my.yaml --level wire --format jsonl | jq .kind`
}

// Run implements the command.
func (c runCmd) Run(ctx context.Context, io streams) error {
	if c.Until < 0 {
		return fmt.Errorf("--until %v lies in the past", c.Until)
	}
	sc, err := open(c.Scenario, io.in)
	if err != nil {
		return err
	}
	log := record.New(record.Options{})
	if err := sim.Run(ctx, sc, log, sim.Options{Seed: c.Seed, Until: c.Until}); err != nil {
		return err
	}
	if err := c.tell(io.out, log); err != nil {
		return err
	}
	if c.Mailboxes != "" {
		if err := writeMailboxes(c.Mailboxes, sc, log); err != nil {
			return err
		}
	}
	return verdict(log)
}

// tell writes the run.
func (c runCmd) tell(out io.Writer, log *record.Log) error {
	w := bufio.NewWriterSize(out, 64<<10)
	var err error
	if c.Format == "jsonl" {
		err = record.WriteJSONL(w, func(yield func(trace.Event) bool) {
			for e := range log.All() {
				if c.Level.Shows(e.Level()) && !yield(e) {
					return
				}
			}
		})
	} else {
		width, color := terminal(out)
		err = transcript.Write(w, transcript.Options{Level: c.Level, Color: color, Width: width, Answers: true}, log.All())
	}
	return errors.Join(err, w.Flush())
}

// terminal says how wide the terminal is that we write to, and whether colours
// are welcome there (https://no-color.org). Elsewhere the width is fixed.
func terminal(out io.Writer) (width int, color bool) {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil {
		width = min(max(w, 60), 140)
	}
	return width, os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}

// verdict is the run in one error: nothing, a missed expectation, or a run that
// did not come to its end.
func verdict(log *record.Log) error {
	var missed error
	for e := range log.All() {
		switch b := e.Body.(type) {
		case trace.ExpectationMissed:
			missed = errMissed
		case trace.RunEnded:
			switch b.Outcome {
			case trace.Quiet, trace.UntilReached:
			default:
				return fmt.Errorf("the run was stopped: %s %s", b.Outcome, b.Detail)
			}
		}
	}
	return missed
}
