package main

import "mailflow/sim/scenario"

// schemaCmd prints the JSON Schema.
type schemaCmd struct{}

// Help implements kong's HelpProvider.
func (schemaCmd) Help() string {
	return `Editors that know JSON Schema complete the keys of a scenario and show mistakes while you type. Keep the schema in a file, and name that file in the first line of your scenario:

  mailflow schema > mailflow.schema.json
  # yaml-language-server: $schema=mailflow.schema.json

The schema knows the structure of a scenario. What its names mean only mailflow validate knows.`
}

// Run implements the command.
func (schemaCmd) Run(std streams) error {
	_, err := std.out.Write(scenario.Schema())
	return err
}
