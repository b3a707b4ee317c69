// Package gen writes the two descriptions of the scenario language that are
// made from its Go types: the JSON Schema for editors and the manual for people.
// Only tests import it, so it is no part of the program.
package gen
