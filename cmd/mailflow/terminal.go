package main

import (
	"io"
	"os"

	"golang.org/x/term"
)

// terminal says how wide the terminal is that we write to, and whether colours
// are welcome there (https://no-color.org). Elsewhere the width is the
// transcript's own, so that a file does not depend on who wrote it.
func terminal(out io.Writer) (width int, color bool) {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return 0, false
	}
	if w, _, err := term.GetSize(int(f.Fd())); err == nil && w > 0 {
		width = min(max(w, 60), 140)
	}
	return width, os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
}
