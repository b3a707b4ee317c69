package main

import "mailflow/sim/scenario"

// schemaCmd prints the JSON Schema.
type schemaCmd struct{}

// Help implements kong's HelpProvider.
func (schemaCmd) Help() string {
	return "Editors that know JSON Schema complete keys and show mistakes while you type. In VS Code with the YAML extension: mailflow schema > mailflow.schema.json, and name that file in the setting yaml.schemas."
}

// Run implements the command.
func (schemaCmd) Run(io streams) error {
	_, err := io.out.Write(scenario.Schema())
	return err
}
