package main

import (
	"context"
	"fmt"
	"net"
	"time"

	"github.com/cli/browser"

	"mailflow/ui"
	"mailflow/ui/course"
)

// serveCmd serves the page.
type serveCmd struct {
	Listen string `default:"127.0.0.1:8025" help:"The address and port to listen on. Anything but this machine's own loopback lets others in your network see your lessons." placeholder:"ADDRESS:PORT"`
	Open   bool   `help:"Open the page in the browser."`
}

// Help implements kong's HelpProvider.
func (serveCmd) Help() string {
	return "The server talks to browsers only. The mail that they see stays inside the program: there is no way from it to a real network."
}

// Run implements the command.
func (c serveCmd) Run(ctx context.Context, io streams) error {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return fmt.Errorf("--listen %s: %w", c.Listen, err)
	}
	lessons, err := course.New()
	if err != nil {
		return err
	}
	server, err := ui.New(ui.Config{Simulator: lessons, Version: version, Hosts: []string{host}})
	if err != nil {
		return err
	}
	l, err := new(net.ListenConfig).Listen(ctx, "tcp", c.Listen)
	if err != nil {
		return fmt.Errorf("%w; is another mailflow running? Choose another port with --listen 127.0.0.1:8026", err)
	}
	url := "http://" + l.Addr().String() + "/"
	fmt.Fprintf(io.out, "Mailflow is at %s (stop with Ctrl-C)\n", url)
	if !server.Built() {
		fmt.Fprintln(io.err, "The page has not been built; with Node and npm installed, make build builds it.")
	}
	if c.Open {
		go func() {
			time.Sleep(100 * time.Millisecond) // until the server answers
			if err := browser.OpenURL(url); err != nil {
				fmt.Fprintf(io.err, "mailflow: the browser did not open: %v\n", err)
			}
		}()
	}
	return server.Serve(ctx, l)
}
