package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"syscall"

	"github.com/cli/browser"

	"mailflow/ui"
	"mailflow/ui/course"
)

// serveCmd serves the page.
type serveCmd struct {
	Listen string `default:"127.0.0.1:8025" help:"The address and port to listen on. 0.0.0.0:8025 lets the others in your network see your lessons, and run their own."`
	Open   bool   `help:"Open the page in the browser."`
}

// Help implements kong's HelpProvider.
func (serveCmd) Help() string {
	return `The server talks to browsers only. The mail that they see stays inside the program: there is no way from it to a real network.

Examples:
  mailflow
  mailflow serve --open
  mailflow serve --listen 0.0.0.0:8025`
}

// Run implements the command.
func (c serveCmd) Run(ctx context.Context, std streams) error {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return fmt.Errorf("--listen wants an address and a port, such as 127.0.0.1:8025: %w", err)
	}
	lessons, err := course.New()
	if err != nil {
		return err
	}
	names := namesOf(host)
	server, err := ui.New(ui.Config{Simulator: lessons, Version: version(), Hosts: names})
	if err != nil {
		return err
	}
	l, err := listen(ctx, c.Listen)
	if err != nil {
		return err
	}
	urls := addresses(names, l.Addr())
	fmt.Fprintf(std.out, "Mailflow is at %s (stop it with Ctrl-C).\n", urls[0])
	for _, url := range urls[1:] {
		fmt.Fprintf(std.out, "From other machines it is at %s\n", url)
	}
	if !server.Built() {
		fmt.Fprintln(std.err, "mailflow: the page is not in this program; with Node and npm installed, make build puts it there.")
	}
	if c.Open { // the browser can connect from here on; it may stay in the foreground
		go func() {
			if err := browser.OpenURL(urls[0]); err != nil {
				fmt.Fprintf(std.err, "mailflow: the browser did not open: %v\n", err)
			}
		}()
	}
	return server.Serve(ctx, l)
}

func listen(ctx context.Context, address string) (net.Listener, error) {
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("something listens at %s already, perhaps another mailflow; choose another port with --listen 127.0.0.1:8026", address)
	}
	return l, err
}
