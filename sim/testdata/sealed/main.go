// Sealed runs the first lesson and nothing else, so that a test can see what
// the linker needs for that.
package main

import (
	"context"
	"fmt"

	"mailflow/scenarios"
	"mailflow/sim"
	"mailflow/sim/record"
	"mailflow/sim/scenario"
)

func main() {
	name := scenarios.Names()[0]
	src, err := scenarios.Read(name)
	if err != nil {
		panic(err)
	}
	sc, err := scenario.Parse(name, src)
	if err != nil {
		panic(err)
	}
	log := record.New(record.Options{})
	if err := sim.Run(context.Background(), sc, log, sim.Options{}); err != nil {
		panic(err)
	}
	for e := range log.All() {
		fmt.Println(e.Seq, e.At, e.Node, e.Kind())
	}
}
