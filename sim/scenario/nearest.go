package scenario

import "mailflow/sim/scenario/internal/form"

// Nearest finds the known word that a misspelt one most likely stands for, by
// the same measure as the suggestions in a [Problem]; "" if none is like it.
func Nearest(word string, known []string) string { return form.Nearest(word, known) }
