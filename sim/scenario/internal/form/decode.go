package form

import (
	"fmt"
	"reflect"

	"go.yaml.in/yaml/v4"
)

// Decode fills in the struct that v points to from a file. The Places name
// what stood there. What is faulty is left as it was.
func (l *Language) Decode(src []byte, v any) (Places, []Fault) {
	d := &decoder{lang: l, places: Places{}, end: end(src)}
	root, fault := load(src)
	if fault != nil {
		return d.places, []Fault{*fault}
	}
	d.value(root, reflect.ValueOf(v).Elem(), "the file", Field{})
	return d.places, d.faults
}

type decoder struct {
	lang   *Language
	places Places
	faults []Fault
	end    Place                 // of the file
	edits  map[*yaml.Node]string // what nodes are called that do not stand in the file

	depth   int    // of mappings
	section string // see Fault
}

func (d *decoder) fault(n *yaml.Node, format string, args ...any) {
	d.faults = append(d.faults, Fault{d.place(n), d.section, Printable(fmt.Sprintf(format, args...))})
}

// place is where a node stands. An empty one can stand behind the file's end.
func (d *decoder) place(n *yaml.Node) Place {
	if name, ok := d.edits[n]; ok {
		return Place{Edit: name}
	}
	if p := (Place{Line: n.Line, Column: n.Column}); p.Before(d.end) {
		return p
	}
	return d.end
}

// value decodes a node into v. The label names the value in messages; f has its
// bounds.
func (d *decoder) value(n *yaml.Node, v reflect.Value, label string, f Field) {
	switch {
	case n.Kind == yaml.AliasNode || n.Anchor != "":
		d.fault(n, "%s uses an anchor or an alias (& or *); write the value out", label)
	case n.Style&yaml.TaggedStyle != 0:
		d.fault(n, "%s has a tag (!); leave it out", label)
	case n.ShortTag() == "!!null":
		d.fault(n, "%s is empty; give it a value or leave it out", label)
	default:
		d.places[v.Addr().Interface()] = d.place(n)
		d.filled(n, v, label, f)
	}
}

func (d *decoder) filled(n *yaml.Node, v reflect.Value, label string, f Field) {
	if _, ok := d.lang.Scalars[v.Type()]; ok {
		d.scalar(n, v, label, f)
		return
	}
	switch v.Kind() {
	case reflect.Pointer:
		p := reflect.New(v.Type().Elem())
		v.Set(p)
		d.places[p.Interface()] = d.place(n)
		d.filled(n, p.Elem(), label, f)
	case reflect.Struct:
		d.mapping(n, v, label)
	case reflect.Slice:
		d.list(n, v, label, f)
	default:
		d.scalar(n, v, label, f)
	}
}

func (d *decoder) list(n *yaml.Node, v reflect.Value, label string, f Field) {
	members, member := n.Content, "an entry of "+label
	if n.Kind != yaml.SequenceNode {
		members, member = []*yaml.Node{n}, label
	}
	if !d.length(n, len(members), label, f.Bounds, "entries") {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(members), len(members)))
	for i, m := range members {
		if v.Type().Elem().Kind() == reflect.Pointer { // so that no member is nil, whatever is wrong with it
			v.Index(i).Set(reflect.New(v.Type().Elem().Elem()))
		}
		if m.Kind == yaml.SequenceNode {
			d.fault(m, "%s cannot be a list", member)
			continue
		}
		d.value(m, v.Index(i), member, Field{Bounds: f.Each})
	}
}

// what says what a node is, to stand after "not".
func what(n *yaml.Node) string {
	switch n.Kind {
	case yaml.MappingNode:
		return "a mapping"
	case yaml.SequenceNode:
		return "a list"
	}
	text := n.Value
	if r := []rune(text); len(r) > 40 {
		text = string(r[:40]) + "…"
	}
	return fmt.Sprintf("`%s`", text)
}
