package form

import (
	"fmt"
	"reflect"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Encode writes a struct so that Decode reads it again. Boxes that hold nothing
// (no list, no text, no struct) are left out; all others are written.
func (l *Language) Encode(v any) []byte {
	out, err := yaml.Dump(l.node(reflect.ValueOf(v)), yaml.WithIndent(2), yaml.WithLineWidth(-1))
	if err != nil {
		panic("form: " + err.Error()) // the nodes are ours, so the mistake is too
	}
	return out
}

// Line writes a struct on one line; "" if it holds nothing.
func (l *Language) Line(v any) string {
	n := l.node(reflect.ValueOf(v))
	if n == nil {
		return ""
	}
	n.Style = yaml.FlowStyle
	out, err := yaml.Dump(n, yaml.WithLineWidth(-1))
	if err != nil {
		panic("form: " + err.Error())
	}
	return strings.TrimSuffix(strings.TrimPrefix(string(out), "{"), "}\n")
}

// node makes the YAML of a value, or nil if the value is nothing.
func (l *Language) node(v reflect.Value) *yaml.Node {
	if s, ok := l.Scalars[v.Type()]; ok {
		return word(s.Format(v.Interface()))
	}
	switch v.Kind() {
	case reflect.Pointer:
		if v.IsNil() {
			return nil
		}
		return l.node(v.Elem())
	case reflect.Struct:
		return l.structNode(v)
	case reflect.Slice:
		return l.listNode(v)
	case reflect.String:
		return word(v.String())
	case reflect.Bool:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(v.Bool())}
	case reflect.Float64:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: strconv.FormatFloat(v.Float(), 'g', -1, 64)}
	case reflect.Int, reflect.Uint64:
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!int", Value: fmt.Sprint(v.Interface())}
	}
	panic(fmt.Sprintf("form: %s has no YAML form", v.Type()))
}

func (l *Language) structNode(v reflect.Value) *yaml.Node {
	s := ShapeOf(v.Type())
	n := &yaml.Node{Kind: yaml.MappingNode}
	for _, f := range s.Fields {
		field := v.Field(f.index)
		if f.OmitZero && field.IsZero() {
			continue
		}
		if value := l.node(field); value != nil {
			n.Content = append(n.Content, word(f.Key), value)
		}
	}
	if s.Open() {
		rest := v.Field(s.rest)
		for i := range rest.Len() {
			key, value := rest.Index(i).Addr().Interface().(Entry).Entry()
			n.Content = append(n.Content, text(key), text(value))
		}
	}
	if len(n.Content) == 0 {
		return nil
	}
	return n
}

func (l *Language) listNode(v reflect.Value) *yaml.Node {
	if v.IsNil() {
		return nil
	}
	n := &yaml.Node{Kind: yaml.SequenceNode}
	if v.Len() == 0 {
		n.Style = yaml.FlowStyle
	}
	for i := range v.Len() {
		n.Content = append(n.Content, l.node(v.Index(i)))
	}
	return n
}

// word is a text, or nothing if it is empty.
func word(s string) *yaml.Node {
	if s == "" {
		return nil
	}
	return text(s)
}

func text(s string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s}
	if strings.Contains(s, "\n") {
		n.Style = yaml.LiteralStyle
	}
	return n
}
