package pop3

import (
	"maps"
	"slices"
)

// Verbs is every command that the server knows.
func Verbs() []string { return slices.Sorted(maps.Keys(commands)) }
