package gen

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strconv"

	"mailflow/sim/scenario/internal/form"
)

// Generator knows a language and what is said about it.
type Generator struct {
	Lang     *form.Language
	Comments Comments

	// Rest describes the further keys that the open form of a type takes, as
	// JSON Schema keywords.
	Rest func(t reflect.Type) map[string]any
}

type object = map[string]any

// Schema is the JSON Schema (draft 2020-12) of the files that fill in the form
// of type t.
func (g *Generator) Schema(t reflect.Type) []byte {
	defs := object{}
	g.define(t, defs)
	schema := object{
		"$schema":     "https://json-schema.org/draft/2020-12/schema",
		"title":       "Mailflow scenario",
		"description": oneLine(g.Comments.Prose(t.Name())),
		"$ref":        "#/$defs/" + t.Name(),
		"$defs":       defs,
	}
	var buf bytes.Buffer
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(schema); err != nil {
		panic(err) // maps of strings can always be written
	}
	return buf.Bytes()
}

// define adds the definitions of a struct type and of those within it.
func (g *Generator) define(t reflect.Type, defs object) {
	if defs[t.Name()] != nil {
		return
	}
	s := form.ShapeOf(t)
	def := object{"type": "object", "description": oneLine(g.Comments.Prose(t.Name()))}
	defs[t.Name()] = def
	properties, needed, together := object{}, []string{}, object{}
	for _, f := range s.Fields {
		property := g.value(f.Type, f, defs)
		property["description"] = g.Comments[t.Name()+"."+f.Name]
		if f.Default != "" {
			property["default"] = literal(f)
		}
		properties[f.Key] = property
		if f.Required {
			needed = append(needed, f.Key)
		}
		if f.With != "" {
			together[f.Key] = []string{f.With}
		}
	}
	def["properties"] = properties
	if s.Open() {
		for k, v := range g.Rest(t) {
			def[k] = v
		}
	} else {
		def["additionalProperties"] = false
	}
	if len(needed) > 0 {
		def["required"] = needed
	}
	if len(together) > 0 {
		def["dependentRequired"] = together
	}
	groups(def, s)
}

// groups says which keys exclude each other.
func groups(def object, s *form.Shape) {
	var all []any
	for _, g := range s.Groups {
		var one []any
		for i, k := range g.Keys {
			one = append(one, object{"required": []string{k}})
			for _, other := range g.Keys[:i] {
				if !g.Required {
					all = append(all, object{"not": object{"required": []string{other, k}}})
				}
			}
		}
		if g.Required {
			def["oneOf"] = one
		}
	}
	if all != nil {
		def["allOf"] = all
	}
}

// value is the schema of one value.
func (g *Generator) value(t reflect.Type, f form.Field, defs object) object {
	if s, ok := g.Lang.Scalars[t]; ok {
		return word(s)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return g.value(t.Elem(), f, defs)
	case reflect.Slice:
		return g.list(t, f, defs)
	case reflect.Struct:
		g.define(t, defs)
		ref := object{"$ref": "#/$defs/" + t.Name()}
		if short := form.ShapeOf(t).Short; short != nil {
			return object{"anyOf": []any{g.value(short.Type, *short, defs), ref}}
		}
		return ref
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Uint64, reflect.Float64:
		return number(t, f)
	}
	text := object{"type": []string{"string", "number", "boolean"}, "maxLength": form.MaxText}
	if most, err := strconv.Atoi(f.Max); err == nil {
		text["maxLength"] = most
	}
	if f.Required {
		text["minLength"] = 1
	}
	return text
}

func word(s form.Scalar) object {
	switch {
	case s.Choices != nil:
		return object{"enum": s.Choices}
	case s.Pattern != "":
		return object{"type": "string", "pattern": s.Pattern}
	}
	return object{"type": "string"}
}

func number(t reflect.Type, f form.Field) object {
	n := object{"type": "integer"}
	if t.Kind() == reflect.Float64 {
		n["type"] = "number"
	}
	if t.Kind() == reflect.Uint64 {
		n["minimum"] = 0
	}
	if f.Min != "" {
		n["minimum"] = json.Number(f.Min)
	}
	if f.Max != "" {
		n["maximum"] = json.Number(f.Max)
	}
	return n
}

// list is the schema of a list, whose brackets may be left out around one
// member.
func (g *Generator) list(t reflect.Type, f form.Field, defs object) object {
	member := g.value(t.Elem(), form.Field{Bounds: f.Each}, defs)
	list := object{"type": "array", "items": member}
	least, _ := strconv.Atoi(f.Min)
	if least > 0 {
		list["minItems"] = least
	}
	if f.Max != "" {
		list["maxItems"] = json.Number(f.Max)
	}
	if least > 1 {
		return list
	}
	return object{"anyOf": []any{member, list}}
}

// literal is a default as JSON.
func literal(f form.Field) any {
	switch f.Type.Kind() {
	case reflect.Bool:
		return f.Default == "true"
	case reflect.Int, reflect.Uint64, reflect.Float64:
		if _, err := strconv.ParseFloat(f.Default, 64); err == nil {
			return json.Number(f.Default)
		}
	}
	return f.Default
}
