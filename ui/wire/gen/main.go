// Command gen writes ui/app/src/wire/gen.ts: the TypeScript types of
// everything that server and browser say to each other. It reads the shapes
// from the Go types by reflection, and their comments from the source.
//
// Run it in the root of the module:
//
//	go run ./ui/wire/gen
package main

//go:generate go -C ../../.. run ./ui/wire/gen

import (
	"fmt"
	"os"
)

const target = "ui/app/src/wire/gen.ts"

// sources are the folders whose comments become comments in TypeScript.
var sources = []string{"sim/trace", "ui/wire"}

func main() {
	if err := run("."); err != nil {
		fmt.Fprintln(os.Stderr, "gen:", err)
		os.Exit(1)
	}
}

func run(root string) error {
	text, err := Module(root)
	if err != nil {
		return err
	}
	return os.WriteFile(root+"/"+target, []byte(text), 0o644)
}
