package main

import (
	"fmt"
	"reflect"
	"strings"

	"mailflow/sim/trace"
	"mailflow/ui/wire"
)

// writer writes TypeScript declarations, each named type once, in the order in
// which they were first asked for.
type writer struct {
	text     strings.Builder
	comments Comments
	declared map[reflect.Type]bool // structures asked for, and every set of words
	pending  []reflect.Type        // structures asked for and not yet written
	err      error
}

// named are the types with a TypeScript name of their own that is not a
// structure.
var named = map[reflect.Type]string{
	reflect.TypeFor[trace.Seq]():    "Seq",
	reflect.TypeFor[trace.Octets](): "Octets",
	reflect.TypeFor[trace.Event]():  "TraceEvent",
	reflect.TypeFor[trace.Kind]():   "Kind",
}

// renamed are the types whose Go names mean something else in TypeScript.
var renamed = map[reflect.Type]string{
	reflect.TypeFor[trace.Record](): "DNSRecord",
	reflect.TypeFor[wire.Map]():     "WorldMap",
	reflect.TypeFor[wire.Check]():   "CheckSource", // a guard's check is another thing
}

func nameOf(t reflect.Type) string {
	if name, ok := renamed[t]; ok {
		return name
	}
	return t.Name()
}

// reference returns the TypeScript name of a Go type, and sees to it that the
// type gets declared.
func (w *writer) reference(t reflect.Type) string {
	if name, ok := named[t]; ok {
		return name
	}
	switch t.Kind() {
	case reflect.String:
		return w.word(t)
	case reflect.Bool:
		return "boolean"
	case reflect.Int, reflect.Int64, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return "number"
	case reflect.Pointer:
		return w.reference(t.Elem())
	case reflect.Slice:
		return w.reference(t.Elem()) + "[]"
	case reflect.Struct:
		if !w.declared[t] {
			w.declared[t] = true
			w.pending = append(w.pending, t)
		}
		return nameOf(t)
	}
	w.err = fmt.Errorf("no TypeScript for the Go type %s", t)
	return "unknown"
}

// word is the name of a set of words, or "string" for a plain one. A named
// string type that is neither is forgotten in enums.go.
func (w *writer) word(t reflect.Type) string {
	if t == reflect.TypeFor[string]() {
		return "string"
	}
	if !w.declared[t] {
		w.err = fmt.Errorf("enums.go does not list the members of %s", t)
	}
	return t.Name()
}

// flush declares the structures that were referred to since the last flush,
// and those that they refer to.
func (w *writer) flush() {
	for len(w.pending) > 0 {
		t := w.pending[0]
		w.pending = w.pending[1:]
		w.structure(t)
	}
}

func (w *writer) structure(t reflect.Type) {
	w.doc("", t.Name())
	if t.NumField() == 0 {
		w.printf("export type %s = Record<string, never>\n\n", nameOf(t))
		return
	}
	w.printf("export interface %s {\n", nameOf(t))
	for i := range t.NumField() {
		w.field(t, t.Field(i))
	}
	w.printf("}\n\n")
}

func (w *writer) field(owner reflect.Type, f reflect.StructField) {
	name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
	if name == "" {
		w.err = fmt.Errorf("%s.%s has no JSON name", owner, f.Name)
	}
	typ := w.reference(f.Type)
	if frame, ok := frameType(owner); ok && name == "type" {
		typ = frame
	} else {
		w.doc("  ", owner.Name()+"."+f.Name)
	}
	optional := ""
	if strings.Contains(options, "omitempty") {
		optional = "?"
	}
	w.printf("  %s%s: %s\n", name, optional, typ)
}

func (w *writer) doc(indent, name string) {
	if text := w.comments[name]; text != "" {
		w.printf("%s/** %s */\n", indent, text)
	}
}

func (w *writer) printf(format string, args ...any) { fmt.Fprintf(&w.text, format, args...) }
