package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"

	"mailflow/sim/trail"
)

// headersCmd explains the way of a message.
type headersCmd struct {
	Message string   `arg:"" name:"file" help:"A message, or only its header; - is the standard input."`
	Mine    []string `help:"A domain or a network that is yours. May be said several times." placeholder:"DOMAIN" sep:"none"`
	Border  []string `help:"A host of yours that takes mail from strangers: all that stands below its line came with the message. May be said several times." placeholder:"HOST" sep:"none"`
	Format  string   `enum:"text,json" default:"text" help:"text is for reading; json is for other programs."`
}

// Help implements kong's HelpProvider.
func (headersCmd) Help() string {
	return `Every server that takes a message puts a Received line on top of its header. So the way of a message can be read from the bottom to the top. This command does so, for messages of any origin, and says for each line who wrote it, whom the message came from, and how long it had waited.

Four things to know when you read such lines:

  The name right behind "from" is often only what the client called itself. The address in brackets is what the server saw.

  A gap between two lines belongs to the lower one: a server stamps what it takes, so the message lay in the queue of the host that had taken it before.

  A line that is earlier than the one below it means that a clock is wrong, or that a line was forged.

  Only what your own hosts wrote is sound, down to the line of your border, which took the message from a stranger. All below came with the message, and whoever sent it could have written it. Say which hosts are yours with --mine or --border; otherwise the domain of the topmost line is taken for yours.

Nothing is looked up, and nothing leaves your computer.

Examples:
  mailflow headers letter.eml
  mailflow headers letter.eml --mine beta.example --mine 198.51.100.0/24
  mailflow headers - --border mx.beta.example --format json < letter.eml`
}

// Run implements the command.
func (c headersCmd) Run(std streams) error {
	own, err := trail.NewOwn(c.Border, c.Mine)
	if err != nil {
		return err
	}
	message, err := readMessage(c.Message, std.in)
	if err != nil {
		return err
	}
	if len(bytes.TrimSpace(message)) == 0 {
		return fmt.Errorf("%s is empty", c.Message)
	}
	t := trail.Read(string(message), own)
	if c.Format == "json" {
		return writeJSON(std.out, t)
	}
	width, color := terminal(std.out)
	return t.Write(std.out, trail.Options{Width: width, Color: color})
}

// readMessage reads no more than is looked at, and one octet by which that is
// noticed.
func readMessage(arg string, in io.Reader) ([]byte, error) {
	if arg != "-" {
		f, err := os.Open(arg)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	return io.ReadAll(io.LimitReader(in, trail.MaxOctets+1))
}

// writeJSON writes a value so that a terminal may show it: what it would obey
// or cannot show is escaped.
func writeJSON(out io.Writer, v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		return err
	}
	var safe bytes.Buffer
	for _, r := range b.String() {
		if r >= 0x7f && r <= 0x9f || r >= 0x200b && r <= 0x200f || r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0xfeff {
			fmt.Fprintf(&safe, `\u%04x`, r)
			continue
		}
		safe.WriteRune(r)
	}
	_, err := out.Write(safe.Bytes())
	return err
}
