package form

import (
	"fmt"
	"reflect"

	"go.yaml.in/yaml/v4"
)

// Edit is a value that is put into a file before it is decoded, in place of
// what stands there or beside it.
type Edit struct {
	Name  string // how faults call it
	Path  string // the way to the value, such as sites[alpha.example].hosts[2].tls
	Value string // in YAML
}

// Edited is like Decode with the edits made before. The base is what the file
// says without them, complete: it tells which entries a list has that are not
// written in the file. The file itself must be sound.
func (l *Language) Edited(src []byte, v, base any, edits []Edit) (Places, []Fault) {
	root, fault := load(src)
	if fault != nil {
		return Places{}, []Fault{*fault}
	}
	e := &editor{lang: l, names: map[*yaml.Node]string{}}
	for _, edit := range edits {
		e.Edit = edit
		e.make(&cursor{node: root, typ: reflect.TypeOf(v), base: reflect.ValueOf(base)})
	}
	if len(e.faults) > 0 {
		return Places{}, e.faults
	}
	d := &decoder{lang: l, places: Places{}, end: end(src), edits: e.names}
	d.value(root, reflect.ValueOf(v).Elem(), "the file", Field{})
	return d.places, d.faults
}

// editor changes the nodes of a file.
type editor struct {
	Edit   // the one that is being made
	lang   *Language
	names  map[*yaml.Node]string // of the edits that brought nodes in or changed them
	faults []Fault
}

func (e *editor) fault(format string, args ...any) {
	e.faults = append(e.faults, Fault{Place: Place{Edit: e.Name}, Message: Printable(fmt.Sprintf(format, args...))})
}

// cursor is a place in the file on the way to the one that is edited.
type cursor struct {
	node *yaml.Node    // its Kind is 0 where the file says nothing yet
	typ  reflect.Type  // of the value
	base reflect.Value // the value without edits; invalid if there is none
	path string        // the way to here
}

func (e *editor) make(c *cursor) {
	steps, problem := parsePath(e.Path)
	if problem != "" {
		e.fault("%s", problem)
		return
	}
	for _, s := range steps {
		c.base = deref(c.base)
		if c.typ.Kind() == reflect.Pointer {
			c.typ = c.typ.Elem()
		}
		if s.entry != "" && !e.choose(c, s.entry) || s.entry == "" && !e.enter(c, s.key) {
			return
		}
		c.path = s.path
	}
	e.put(c)
}

func deref(v reflect.Value) reflect.Value {
	if v.IsValid() && v.Kind() == reflect.Pointer {
		return v.Elem() // invalid if it is nil
	}
	return v
}

// enter goes to a box of a mapping.
func (e *editor) enter(c *cursor, key string) bool {
	switch {
	case c.typ.Kind() == reflect.Slice && !e.lang.known(c.typ):
		e.fault("`%s` is a list; say which entry, as in `%s[1].%s`; %s", c.path, c.path, key, e.rollOf(c))
		return false
	case c.typ.Kind() != reflect.Struct || e.lang.known(c.typ):
		e.fault("`%s` is a single value; `.%s` cannot stand after it", c.path, key)
		return false
	}
	s := ShapeOf(c.typ)
	f := s.Field(key)
	if f == nil && !s.Open() {
		e.fault("unknown key `%s`%s", key, Suggest(key, s.Keys()))
		return false
	}
	e.unfold(c.node, s)
	c.node = e.value(c.node, key)
	if f == nil {
		c.typ, c.base = reflect.TypeFor[string](), reflect.Value{}
		return true
	}
	c.typ = f.Type
	if c.base.IsValid() {
		c.base = c.base.Field(f.index)
	}
	return true
}

// unfold makes a mapping of a node that is none: of nothing, or of the scalar
// that stood in place of the mapping.
func (e *editor) unfold(n *yaml.Node, s *Shape) {
	switch {
	case n.Kind == 0:
		n.Kind = yaml.MappingNode
	case n.Kind == yaml.ScalarNode && s.Short != nil:
		short := *n
		*n = yaml.Node{Kind: yaml.MappingNode, Line: n.Line, Column: n.Column, Content: []*yaml.Node{e.mark(text(s.Short.Key)), &short}}
		if name, ok := e.names[n]; ok {
			e.names[&short] = name
		}
	}
}

// value finds the value of a key in a mapping, or adds an empty one.
func (e *editor) value(mapping *yaml.Node, key string) *yaml.Node {
	for i := 0; i+1 < len(mapping.Content); i += 2 {
		if mapping.Content[i].Value == key {
			return mapping.Content[i+1]
		}
	}
	value := e.mark(&yaml.Node{})
	mapping.Content = append(mapping.Content, e.mark(text(key)), value)
	return value
}

// mark notes that a node came with this edit.
func (e *editor) mark(n *yaml.Node) *yaml.Node {
	e.names[n] = e.Name
	return n
}

// put writes the edit's value over what stands at the cursor.
func (e *editor) put(c *cursor) {
	if e.Value == "" {
		e.fault("a value is missing after the `=`; an empty text is written \"\"")
		return
	}
	value, fault := load([]byte(e.Value))
	switch {
	case fault != nil:
		e.fault("%s", fault.Message)
	case commented(value):
		e.fault("a `#` after a space begins a comment, and what stands behind it would be lost; put quotes around the text")
	case value.Kind == yaml.MappingNode && c.typ.Kind() == reflect.String:
		e.fault("`%s` must be text, and a colon with a space behind it makes a mapping; put quotes around the text", c.path)
	default:
		e.adopt(value)
		*c.node = *value
		e.mark(c.node)
	}
}

// adopt marks a value and all that is in it. It stands in no line of the file.
func (e *editor) adopt(n *yaml.Node) {
	e.mark(n).Line = 0
	for _, inner := range n.Content {
		e.adopt(inner)
	}
}

func commented(n *yaml.Node) bool {
	if n.HeadComment != "" || n.LineComment != "" || n.FootComment != "" {
		return true
	}
	for _, inner := range n.Content {
		if commented(inner) {
			return true
		}
	}
	return false
}
