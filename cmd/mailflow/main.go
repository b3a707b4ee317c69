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
	"syscall"

	"github.com/alecthomas/kong"
)

// version is set by the linker.
var version = "dev"

// Exit codes.
const (
	exitFine   = 0
	exitMissed = 1 // an expectation of a lesson was not met
	exitBad    = 2 // the input, or the way the program was called, is wrong
)

// errMissed says that a run did not keep what its lesson promises. What was
// missed has been told by then.
var errMissed = errors.New("an expectation was missed")

// commands is the command line. The fields are the commands, their doc comments
// stand in their Help methods.
type commands struct {
	Serve    serveCmd         `cmd:"" default:"withargs" help:"Show the lessons in a browser. This is also what mailflow alone does."`
	Run      runCmd           `cmd:"" help:"Run a lesson or a scenario file, and tell what happens."`
	List     listCmd          `cmd:"" help:"List the lessons in the order of the course."`
	Validate validateCmd      `cmd:"" help:"Check scenario files, and show every mistake with its line and column."`
	Schema   schemaCmd        `cmd:"" help:"Print the JSON Schema of scenario files, for editors."`
	Version  kong.VersionFlag `help:"Print the version and exit."`
}

// streams is where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(execute(ctx, os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// execute runs one command line and returns the exit code.
func execute(ctx context.Context, args []string, io streams) int {
	code := -1
	parser := kong.Must(new(commands),
		kong.Name("mailflow"),
		kong.Description("Mailflow shows how electronic mail flows: real mail programs and servers on a virtual network, where nothing can reach the real Internet."),
		kong.Vars{"version": version},
		kong.Writers(io.out, io.err),
		kong.Exit(func(c int) { code = c }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true}),
		kong.UsageOnError(),
	)
	k, err := parser.Parse(args)
	if code >= 0 { // help or version was asked for, and given
		return code
	}
	if err != nil {
		fmt.Fprintf(io.err, "mailflow: %v\nTry: mailflow --help\n", err)
		return exitBad
	}
	k.BindTo(ctx, (*context.Context)(nil))
	switch err := k.Run(io); {
	case errors.Is(err, errMissed):
		return exitMissed
	case err != nil:
		fmt.Fprintf(io.err, "mailflow: %v\n", err)
		return exitBad
	}
	return exitFine
}
