// Package form reads YAML into Go structs as one reads a form that somebody
// filled in: it knows every box, takes nothing that belongs in no box, and
// hands back all mistakes at once, each with its line and column.
//
// The structs and their tags are the form. `yaml:"key"` names a box, and
// `default:"value"` says what an empty one holds. `form:"…"` holds any of
// required, short (a scalar in place of the whole mapping goes here), min=N,
// max=N, each.min=N, each.max=N, one=GROUP (exactly one box of the group is
// filled in), some=GROUP (at most one is), with=KEY (only beside that box),
// omitzero, rest (gets all keys that are no boxes) and line (gets the line).
// Where a list holds one thing, its brackets may be left out.
//
// Edits fill in boxes of a form that somebody has filled in already; what they
// say is read in the same way.
//
// It knows nothing of mail, and it is the only package of the program that
// imports a YAML library.
package form
