package form

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"
)

// Shape is the form that a struct type describes.
type Shape struct {
	Type   reflect.Type
	Fields []Field
	Short  *Field  // the box that a scalar fills, or nil
	Groups []Group // in the order of their first field
	rest   int     // index of the field that gets the other keys, or -1
	line   int     // index of the field that gets the line, or -1
}

// Field is one box.
type Field struct {
	Key     string // in YAML
	Name    string // in Go
	Type    reflect.Type
	Default string // empty for the zero value, or for what the language decides
	Bounds
	Each     Bounds // for the members of a list
	With     string // the key without which this one makes no sense
	Required bool
	OmitZero bool

	group string
	index int
}

// Bounds are the least and the greatest value of a number or a duration, or
// length of a text or a list. Empty means no bound.
type Bounds struct{ Min, Max string }

// Group is a set of boxes that exclude each other.
type Group struct {
	Name     string
	Keys     []string
	Required bool // one of them must be filled in
}

// Open reports whether the form takes keys of which it knows nothing.
func (s *Shape) Open() bool { return s.rest >= 0 }

// Keys lists the names of all boxes.
func (s *Shape) Keys() []string {
	keys := make([]string, len(s.Fields))
	for i, f := range s.Fields {
		keys[i] = f.Key
	}
	return keys
}

// Field finds a box by its key, or nil.
func (s *Shape) Field(key string) *Field {
	for i := range s.Fields {
		if s.Fields[i].Key == key {
			return &s.Fields[i]
		}
	}
	return nil
}

// shapes remembers what ShapeOf has read.
var shapes sync.Map

// ShapeOf reads the form from a struct type. It panics if a tag is wrong.
func ShapeOf(t reflect.Type) *Shape {
	if s, ok := shapes.Load(t); ok {
		return s.(*Shape)
	}
	s, _ := shapes.LoadOrStore(t, shapeOf(t))
	return s.(*Shape)
}

func shapeOf(t reflect.Type) *Shape {
	s := &Shape{Type: t, rest: -1, line: -1}
	short := -1
	for i := range t.NumField() {
		sf := t.Field(i)
		options := options(sf)
		switch {
		case slices.Contains(options, "rest"):
			s.rest = i
			continue
		case slices.Contains(options, "line"):
			s.line = i
			continue
		case sf.Tag.Get("yaml") == "" || sf.Tag.Get("yaml") == "-":
			continue
		}
		f := Field{Key: sf.Tag.Get("yaml"), Name: sf.Name, Type: sf.Type, Default: sf.Tag.Get("default"), index: i}
		for _, o := range options {
			if o == "short" {
				short = len(s.Fields)
			} else {
				s.option(&f, o)
			}
		}
		s.Fields = append(s.Fields, f)
	}
	if short >= 0 {
		s.Short = &s.Fields[short]
	}
	return s
}

func options(sf reflect.StructField) []string {
	if tag := sf.Tag.Get("form"); tag != "" {
		return strings.Split(tag, ",")
	}
	return nil
}

func (s *Shape) option(f *Field, o string) {
	name, value, _ := strings.Cut(o, "=")
	switch name {
	case "required":
		f.Required = true
	case "omitzero":
		f.OmitZero = true
	case "min":
		f.Min = value
	case "max":
		f.Max = value
	case "each.min":
		f.Each.Min = value
	case "each.max":
		f.Each.Max = value
	case "with":
		f.With = value
	case "one", "some":
		s.join(f, value, name == "one")
	default:
		panic(fmt.Sprintf("form: %s.%s has an unknown option %q", s.Type, f.Name, o))
	}
}

func (s *Shape) join(f *Field, group string, required bool) {
	f.group = group
	for i := range s.Groups {
		if s.Groups[i].Name == group {
			s.Groups[i].Keys = append(s.Groups[i].Keys, f.Key)
			return
		}
	}
	s.Groups = append(s.Groups, Group{Name: group, Keys: []string{f.Key}, Required: required})
}
