package form

import (
	"reflect"
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"
)

// Entry is a key and a value of which the form knows nothing. The field with
// the option rest is a list of structs that implement it by pointer.
type Entry interface {
	SetEntry(key, value string)
	Entry() (key, value string)
}

// mapping fills in a struct from its keys.
func (d *decoder) mapping(n *yaml.Node, v reflect.Value, label string) {
	s := ShapeOf(v.Type())
	if s.line >= 0 {
		v.Field(s.line).SetInt(int64(n.Line))
	}
	switch {
	case n.Kind == yaml.ScalarNode && s.Short != nil:
		d.value(n, v.Field(s.Short.index), label, *s.Short)
		d.lang.defaults(v, s, []string{s.Short.Key})
	case n.Kind != yaml.MappingNode:
		d.fault(n, "%s must be a mapping with the keys %s, not %s", label, strings.Join(s.Keys(), ", "), what(n))
	default:
		d.depth++
		d.keys(n, v, s, label)
		d.depth--
	}
}

func (d *decoder) keys(n *yaml.Node, v reflect.Value, s *Shape, label string) {
	m := &filling{d: d, shape: s, node: n, label: label, first: map[string]*yaml.Node{}}
	var rest []*yaml.Node
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if d.depth == 1 {
			d.section = key.Value
		}
		if !m.once(key) {
			continue
		}
		if f := s.Field(key.Value); f != nil {
			d.value(value, v.Field(f.index), "`"+f.Key+"`", *f)
		} else if s.Open() {
			rest = append(rest, key, value)
		} else {
			m.unknown(key)
		}
	}
	if s.Open() {
		d.rest(rest, v.Field(s.rest))
	}
	d.lang.defaults(v, s, m.seen)
	m.missing()
	m.groups()
}

// rest takes the keys that are no boxes. Their values must be scalars; an entry
// whose value is not has no place.
func (d *decoder) rest(nodes []*yaml.Node, v reflect.Value) {
	if len(nodes) == 0 {
		return
	}
	v.Set(reflect.MakeSlice(v.Type(), len(nodes)/2, len(nodes)/2))
	for i := range v.Len() {
		key, value := nodes[2*i], nodes[2*i+1]
		entry := v.Index(i).Addr().Interface()
		var text string
		before := len(d.faults)
		d.value(value, reflect.ValueOf(&text).Elem(), "`"+key.Value+"`", Field{})
		delete(d.places, &text)
		entry.(Entry).SetEntry(key.Value, text)
		if len(d.faults) == before {
			d.places[entry] = d.place(key)
		}
	}
}

// filling is one mapping while it is read.
type filling struct {
	d        *decoder
	shape    *Shape
	node     *yaml.Node
	label    string
	seen     []string     // known keys
	nodes    []*yaml.Node // every key
	first    map[string]*yaml.Node
	supposed []string // known keys that an unknown one was probably meant to be
}

// once notes a key and reports whether it can be looked at further.
func (m *filling) once(key *yaml.Node) bool {
	if key.Kind != yaml.ScalarNode || key.Anchor != "" || key.Style&yaml.TaggedStyle != 0 {
		m.d.fault(key, "a key must be a plain word")
		return false
	}
	if k := m.first[key.Value]; k != nil {
		m.d.fault(key, "`%s` stands here twice; the first is in line %d", key.Value, k.Line)
		return false
	}
	m.first[key.Value] = key
	m.nodes = append(m.nodes, key)
	if m.shape.Field(key.Value) != nil {
		m.seen = append(m.seen, key.Value)
	}
	return true
}

func (m *filling) unknown(key *yaml.Node) {
	m.supposed = append(m.supposed, Nearest(key.Value, m.shape.Keys()))
	m.d.fault(key, "unknown key `%s`%s", key.Value, Suggest(key.Value, m.shape.Keys()))
}

// missing faults what is required and neither there nor misspelt.
func (m *filling) missing() {
	for _, f := range m.shape.Fields {
		if f.Required && !slices.Contains(m.seen, f.Key) && !slices.Contains(m.supposed, f.Key) {
			m.d.fault(m.node, "%s needs the key `%s`", m.label, f.Key)
		}
	}
}

// groups faults boxes that exclude, or need, each other.
func (m *filling) groups() {
	for _, g := range m.shape.Groups {
		var filled []*yaml.Node
		for _, k := range m.nodes {
			if slices.Contains(g.Keys, k.Value) {
				filled = append(filled, k)
			}
		}
		for i := 1; i < len(filled); i++ {
			m.d.fault(filled[i], "`%s` cannot stand beside `%s`; only one of %s can", filled[i].Value, filled[0].Value, List(g.Keys))
		}
		meant := func(k string) bool { return slices.Contains(m.supposed, k) }
		if g.Required && len(filled) == 0 && !slices.ContainsFunc(g.Keys, meant) {
			m.d.fault(m.node, "%s needs one of the keys %s", m.label, List(g.Keys))
		}
	}
	for _, k := range m.nodes {
		f := m.shape.Field(k.Value)
		if f != nil && f.With != "" && !slices.Contains(m.seen, f.With) {
			m.d.fault(k, "`%s` makes sense only beside `%s`", f.Key, f.With)
		}
	}
}
