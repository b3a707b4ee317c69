package gen

import (
	"fmt"
	"reflect"
	"strings"

	"mailflow/sim/scenario/internal/form"
)

// Manual is the reference of a language in Markdown: a section for each type,
// in the order in which they appear, each with its example and its keys.
func (g *Generator) Manual(t reflect.Type) string {
	var b strings.Builder
	for _, t := range g.Types(t) {
		g.section(&b, t)
	}
	return b.String()
}

// Types lists a struct type and those within it, each once, in the order in
// which they appear.
func (g *Generator) Types(t reflect.Type) []reflect.Type { return g.order(t, nil) }

func (g *Generator) order(t reflect.Type, seen []reflect.Type) []reflect.Type {
	for t.Kind() == reflect.Pointer || t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if _, scalar := g.Lang.Scalars[t]; scalar || t.Kind() != reflect.Struct {
		return seen
	}
	for _, s := range seen {
		if s == t {
			return seen
		}
	}
	seen = append(seen, t)
	for _, f := range form.ShapeOf(t).Fields {
		seen = g.order(f.Type, seen)
	}
	return seen
}

func (g *Generator) section(b *strings.Builder, t reflect.Type) {
	name := t.Name()
	fmt.Fprintf(b, "## %s\n\n%s\n\n", name, unlink(g.Comments.Prose(name)))
	if example := g.Comments.Example(name); example != "" {
		fmt.Fprintf(b, "```yaml\n%s```\n\n", example)
	}
	s := form.ShapeOf(t)
	if s.Short != nil {
		fmt.Fprintf(b, "A single value in its place is its `%s`.\n\n", s.Short.Key)
	}
	b.WriteString("| key | value | default | meaning |\n| --- | --- | --- | --- |\n")
	for _, f := range s.Fields {
		fmt.Fprintf(b, "| `%s` | %s | %s | %s |\n", f.Key, cell(g.what(f.Type, f)), standard(f), cell(g.Comments[name+"."+f.Name]))
	}
	b.WriteString("\n")
}

// what says in words what a key holds.
func (g *Generator) what(t reflect.Type, f form.Field) string {
	if s, ok := g.Lang.Scalars[t]; ok {
		return s.What
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.what(t.Elem(), f)
	case reflect.Slice:
		return "list: " + g.what(t.Elem(), form.Field{})
	case reflect.Struct:
		return fmt.Sprintf("[%s](#%s)", t.Name(), strings.ToLower(t.Name()))
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Uint64:
		return "whole number" + between(f)
	case reflect.Float64:
		return "number" + between(f)
	}
	return "text"
}

func between(f form.Field) string {
	if f.Min == "" || f.Max == "" {
		return ""
	}
	return fmt.Sprintf(", %s to %s", f.Min, f.Max)
}

func standard(f form.Field) string {
	switch {
	case f.Required:
		return "**required**"
	case f.Default != "":
		return "`" + f.Default + "`"
	}
	return ""
}

// unlink takes the brackets of doc links away.
func unlink(text string) string { return strings.NewReplacer("[", "`", "]", "`").Replace(text) }

func cell(text string) string { return strings.ReplaceAll(text, "|", "\\|") }
