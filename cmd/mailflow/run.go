package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
	"mailflow/sim/transcript"
)

// runCmd runs a scenario.
type runCmd struct {
	Scenario  string      `arg:"" help:"A file, the name of a lesson, or - for the standard input."`
	Level     trace.Level `enum:"story,hop,wire" default:"hop" help:"How closely to look: story (what happens to the message), hop (lookups, connections and decisions too) or wire (every line that is said)."`
	Format    string      `enum:"text,jsonl" default:"text" help:"text is for reading; jsonl has one event a line, for other programs."`
	Seed      *uint64     `help:"The number from which all chance is drawn. Left out, the scenario's own." placeholder:"N"`
	Set       []string    `help:"Change a setting of the scenario: any key of its file, or one that the file leaves out. May be said several times." placeholder:"PATH=VALUE" sep:"none"`
	Until     virtual     `help:"Stop after so much virtual time, such as 90s, 15m or 5d. Left out, run until nothing more happens." placeholder:"DURATION"`
	Mailboxes string      `help:"Write every mailbox, as it is at the end, into this folder: mbox files, which other mail programs open." placeholder:"DIR" type:"path"`
}

// Help implements kong's HelpProvider.
func (runCmd) Help() string {
	return `The same scenario with the same seed gives the same run, down to the last octet. Time is virtual: five days of retries take no longer than one letter.

The exit code is 0 if all is well, 1 if something that the lesson promises did not happen, and 2 if the input is wrong or the run could not be finished.

--set changes what the file says without touching the file. The path names keys with dots between them; an entry of a list is chosen in brackets, by its name or by its number, which counts from 1. mailflow validate --complete shows every setting that there is.

Examples:
  mailflow run 01-plain-flow
  mailflow run 01-plain-flow --level story
  mailflow run my.yaml --seed 7 --level wire --format jsonl | jq .kind
  mailflow run 01-plain-flow --set network.loss=0.2
  mailflow run 11-receiver-down --set 'sites[alpha.example].hosts[mail].mta.retry=sendmail'`
}

// Run implements the command.
func (c runCmd) Run(ctx context.Context, std streams) error {
	sc, err := open(c.Scenario, std.in, c.Set...)
	if err != nil {
		return err
	}
	log := record.New(record.Options{Level: c.keep(sc)})
	broken := sim.Run(ctx, sc, log, sim.Options{Seed: c.Seed, Until: c.Until.duration})
	if err := c.tell(std.out, log); err != nil {
		return err
	}
	if broken != nil { // which the trace shows, as far as it goes
		return broken
	}
	if c.Mailboxes != "" {
		if err := writeMailboxes(c.Mailboxes, sc, log); err != nil {
			return err
		}
	}
	return verdict(log)
}

// keep is the deepest level of events that anybody will look at. Of a large
// campaign those on the wire take most of the memory.
func (c runCmd) keep(sc *scenario.Scenario) trace.Level {
	level := trace.Deeper(c.Level, sc.Depth())
	if c.Format == "text" || c.Mailboxes != "" { // the end of the text says where each letter lies
		level = trace.Deeper(level, trace.Hop)
	}
	return level
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

// verdict is the run in one error: nothing, a missed expectation, or a run that
// did not come to its end.
func verdict(log *record.Log) error {
	var missed error
	for e := range log.All() {
		switch b := e.Body.(type) {
		case trace.ExpectationMissed:
			missed = errMissed
		case trace.RunEnded:
			if b.Outcome != trace.Quiet && b.Outcome != trace.UntilReached {
				return unfinished(b)
			}
		}
	}
	return missed
}

func unfinished(end trace.RunEnded) error {
	if end.Detail == "" {
		return fmt.Errorf("the run was not finished: %s", end.Outcome)
	}
	return fmt.Errorf("the run was not finished: %s (%s)", end.Outcome, end.Detail)
}
