package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/report"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// reportCmd tells a run in numbers.
type reportCmd struct {
	Scenario string   `arg:"" help:"A file, the name of a lesson, or - for the standard input."`
	Out      string   `required:"" help:"The folder for the report. Older files of the same names in it are replaced." placeholder:"DIR" type:"path"`
	Set      []string `help:"Change a setting of the scenario, as for mailflow run. May be said several times." placeholder:"PATH=VALUE" sep:"none"`
	Against  []string `help:"Run the scenario a second time, with this setting changed, and show both runs side by side. Said several times, it changes several settings of that one run." placeholder:"PATH=VALUE" sep:"none"`
	Seed     *uint64  `help:"The number from which all chance is drawn. Left out, the scenario's own." placeholder:"N"`
	Until    virtual  `help:"Stop after so much virtual time, such as 90s, 15m or 5d. Left out, run until nothing more happens." placeholder:"DURATION"`
}

// Help implements kong's HelpProvider.
func (reportCmd) Help() string {
	return `Into the folder go index.html, a page that needs nothing else, and for each chart a picture (PNG) and a table (CSV): what became of the letters, who was refused and why, how long the queues were, how long letters took, what relays made of one transaction, and who stood on a blocklist when.

With --against there are two runs: one as the file and --set say, and one with those settings as well. They are drawn on the same axes.

The exit code is 0 if all is well, 1 if something that the lesson promises did not happen in the first run, and 2 if the input is wrong or a run could not be finished.

Examples:
  mailflow report 11-receiver-down --out report
  mailflow report my.yaml --out report --against network.loss=0.2
  mailflow report my.yaml --out report --against 'sites[alpha.example].hosts[mail].mta.retry=sendmail'`
}

// Run implements the command.
func (c reportCmd) Run(ctx context.Context, std streams) error {
	first, second, err := c.scenarios(std.in)
	if err != nil {
		return err
	}
	played, missed, err := c.play(ctx, first)
	if err != nil {
		return err
	}
	runs := []report.Run{{Name: "The run", Changes: c.Set, Events: played.All()}}
	if second != nil {
		other, _, err := c.play(ctx, second) // what the lesson promises need not hold there
		if err != nil {
			return err
		}
		runs[0].Name = "First run"
		runs = append(runs, report.Run{Name: "Second run", Changes: append(c.Set[:len(c.Set):len(c.Set)], c.Against...), Events: other.All()})
	}
	if err := writeReport(c.Out, report.New(runs...)); err != nil {
		return err
	}
	fmt.Fprintf(std.out, "The report is in %s.\n", filepath.Join(c.Out, "index.html"))
	return missed
}

// scenarios reads the scenario of the run, and that of a second one if there is
// to be one.
func (c reportCmd) scenarios(in io.Reader) (first, second *scenario.Scenario, err error) {
	set, err := changes("--set", c.Set)
	if err != nil {
		return nil, nil, err
	}
	against, err := changes("--against", c.Against)
	if err != nil {
		return nil, nil, err
	}
	file, src, err := source(c.Scenario, in)
	if err != nil {
		return nil, nil, err
	}
	if first, err = scenario.Parse(file, src, set...); err != nil || len(against) == 0 {
		return first, nil, err
	}
	second, err = scenario.Parse(file, src, append(set, against...)...)
	return first, second, err
}

// play runs a scenario to its end. A promise that was missed does not spoil a
// run, and is told beside it.
func (c reportCmd) play(ctx context.Context, sc *scenario.Scenario) (log *record.Log, missed, err error) {
	log = record.New(record.Options{Level: trace.Deeper(trace.Hop, sc.Depth())})
	if err := sim.Run(ctx, sc, log, sim.Options{Seed: c.Seed, Until: c.Until.duration}); err != nil {
		return nil, nil, err
	}
	told := verdict(log)
	if told == nil || errors.Is(told, errMissed) {
		return log, told, nil
	}
	return nil, nil, told
}

func writeReport(dir string, r *report.Report) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	for _, f := range r.Files() {
		if err := os.WriteFile(filepath.Join(dir, f.Name), f.Content, 0o644); err != nil {
			return err
		}
	}
	return nil
}
