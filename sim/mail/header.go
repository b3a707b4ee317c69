package mail

import "strings"

// Header is the fields of a message from top to bottom. Treat it as read-only:
// messages share it.
type Header []Field

// Has reports whether there is a field of that name.
func (h Header) Has(name string) bool {
	_, ok := h.First(name)
	return ok
}

// First is the topmost field of that name.
func (h Header) First(name string) (Field, bool) {
	for _, f := range h {
		if f.Is(name) {
			return f, true
		}
	}
	return Field{}, false
}

// Get is the unfolded value of the topmost field of that name, or nothing.
func (h Header) Get(name string) string {
	f, _ := h.First(name)
	return f.Value()
}

// Values is the unfolded values of all fields of that name, from the top.
func (h Header) Values(name string) []string {
	var values []string
	for _, f := range h {
		if f.Is(name) {
			values = append(values, f.Value())
		}
	}
	return values
}

// Count counts the fields of that name, as a server does with Received to
// notice a loop (RFC 5321 §6.3).
func (h Header) Count(name string) int {
	n := 0
	for _, f := range h {
		if f.Is(name) {
			n++
		}
	}
	return n
}

// String is the header as written, without the empty line after it.
func (h Header) String() string {
	var b strings.Builder
	for _, f := range h {
		b.WriteString(f.raw)
	}
	return b.String()
}

// Len is the length of the header in octets.
func (h Header) Len() int {
	n := 0
	for _, f := range h {
		n += len(f.raw)
	}
	return n
}
