// Command mailflow runs lessons about electronic mail: in the terminal, or in a
// browser.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"syscall"

	"github.com/alecthomas/kong"

	"mailflow/sim/scenario"
)

// Exit codes.
const (
	exitFine   = 0
	exitMissed = 1 // an expectation of a lesson was not met
	exitBad    = 2 // wrong input, a wrong call, or a run that could not be finished
)

// Errors that have been told in full before they are returned.
var (
	errMissed = errors.New("an expectation was missed")
	errTold   = errors.New("what is wrong has been told")
)

// commands is the command line: a field for each command.
type commands struct {
	Serve    serveCmd         `cmd:"" default:"withargs" help:"Show the lessons in a browser. This is also what mailflow alone does."`
	Run      runCmd           `cmd:"" help:"Run a lesson or a scenario file, and tell what happens."`
	Report   reportCmd        `cmd:"" help:"Run a scenario, and tell it in numbers: a page with charts, pictures and tables. Two runs can stand side by side."`
	List     listCmd          `cmd:"" help:"List the lessons in the order of the course."`
	Validate validateCmd      `cmd:"" help:"Check scenario files, and show every mistake with its line and column."`
	Headers  headersCmd       `cmd:"" help:"Explain the way of a message, from its Received lines."`
	Schema   schemaCmd        `cmd:"" help:"Print the JSON Schema of scenario files, for editors."`
	Version  kong.VersionFlag `help:"Print the version and exit."`
}

// streams is where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// The garbage collector may let the heap grow to nine times what is in use, as
// the trace of a run only grows; towards a gigabyte it becomes thrifty.
const (
	gcPercent   = 800
	memoryLimit = 900 << 20
)

func main() {
	debug.SetGCPercent(gcPercent)
	debug.SetMemoryLimit(memoryLimit)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(execute(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// execute runs one command line and returns the exit code.
func execute(ctx context.Context, args []string, std streams) int {
	asked := false // for help or the version, which have been given by then
	parser := kong.Must(new(commands),
		kong.Name("mailflow"),
		kong.Description("Mailflow shows how electronic mail flows: real mail programs and servers on a virtual network, from which nothing can reach the real Internet."),
		kong.Vars{"version": version()},
		kong.Writers(std.out, std.err),
		kong.Exit(func(int) { asked = true }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
	)
	args = helpFirst(args)
	if err := unknownCommand(parser, args); err != nil {
		fmt.Fprintf(std.err, "mailflow: %v\n", err)
		return exitBad
	}
	k, err := parser.Parse(args)
	switch {
	case asked:
		return exitFine
	case err != nil:
		fmt.Fprintf(std.err, "mailflow: %v\nTry: %s --help\n", err, called(err))
		return exitBad
	}
	k.BindTo(ctx, (*context.Context)(nil))
	return exitCode(k.Run(std), std.err)
}

// exitCode tells what went wrong, unless that was done already.
func exitCode(err error, out io.Writer) int {
	var faults scenario.Problems
	switch {
	case err == nil:
		return exitFine
	case errors.Is(err, errMissed):
		return exitMissed
	case errors.Is(err, errTold):
	case errors.As(err, &faults): // each line begins with a place, for editors to find
		fmt.Fprintln(out, faults)
	default:
		fmt.Fprintf(out, "mailflow: %v\n", err)
	}
	return exitBad
}

// version is what the Go toolchain noted of this program when it was built.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "mailflow (unknown version)"
	}
	return "mailflow " + info.Main.Version
}
