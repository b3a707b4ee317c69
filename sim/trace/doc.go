// Package trace is the vocabulary of events: what can happen in a world and
// the words we use for it, in Go, JSON, TypeScript and the docs alike.
//
// It holds types and their JSON form and nothing that acts. Everybody speaks
// it and it imports nobody. An [Event] is the envelope (when, where, which
// message, because of what); its [Body] is one typed struct per [Kind]. The
// table in kind.go lists every kind with its level and its meaning.
package trace
