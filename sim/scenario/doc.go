// Package scenario is the language in which lessons are written: a file of
// plain YAML goes in, a complete [Scenario] comes out, or every mistake of the
// file at its line and column.
//
// [Parse] works in four steps: decode (strictly, see internal/form), check
// (check_*.go: what can be judged of each part by itself), complete
// (complete_*.go: every default is filled in, so that a reader of a Scenario
// never guesses) and resolve (resolve_*.go: whom and what the script means).
// A Scenario is plain data. Nothing here runs anything.
package scenario
