package form

import "reflect"

// Language is what a form cannot learn from Go types alone: how values of some
// types are written.
type Language struct {
	Scalars map[reflect.Type]Scalar
}

// Scalar is a type whose values are written as one word.
type Scalar struct {
	// What says what is allowed, to stand after "must be": "a duration, such as
	// 90s or 5d".
	What string

	// Choices lists all values, if they can be listed.
	Choices []string

	// Pattern is a regular expression for the JSON Schema, or empty.
	Pattern string

	// Parse reads a value. Its error is shown instead of What, if it has a text.
	Parse func(text string) (any, error)

	// Format writes a value so that Parse reads it again. The zero value may be
	// written as "", which means that it is left out.
	Format func(v any) string
}

// Choice makes the Scalar of a string type with a fixed list of values.
func Choice[T ~string](values []T) Scalar {
	choices := make([]string, len(values))
	for i, v := range values {
		choices[i] = string(v)
	}
	what := List(choices)
	if len(choices) > 1 {
		what = "one of " + what
	}
	return Scalar{
		What:    what,
		Choices: choices,
		Format:  func(v any) string { return string(v.(T)) },
	}
}

// Place is a position in a file, or an edit that was made to it. Line and column
// count from 1; a column is a character.
type Place struct {
	Line, Column int
	Edit         string // the name of an edit; then there is no position
}

// Before reports whether p stands before q.
func (p Place) Before(q Place) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Column < q.Column
}

// Fault is one mistake in a file.
type Fault struct {
	Place
	Section string // the key of the outermost mapping under which it stands
	Message string
}

// Places remembers where the values of a decoded struct were written. A value
// is named by a pointer to it: to a field, a member of a list, or a struct.
type Places map[any]Place

// Given reports whether the value stands in the file, rather than being a
// default.
func (p Places) Given(ptr any) bool {
	_, ok := p[ptr]
	return ok
}
