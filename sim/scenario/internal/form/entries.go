package form

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"
)

// member is an entry of a list that an edit may choose. Some stand in the file
// and in the base, some in one of them only.
type member struct {
	name string        // as it is written, or "" if entries of this list have no names
	full string        // as the base has completed it
	node *yaml.Node    // nil if it is not written in the file
	base reflect.Value // invalid if the base has no such entry
}

// choose goes to an entry of a list: by its number, which counts from 1, or by
// its name. One that is not written in the file is written there first.
func (e *editor) choose(c *cursor, entry string) bool {
	switch {
	case c.path == "":
		e.fault("a path begins with a key, not with `[%s]`", entry)
		return false
	case c.typ.Kind() != reflect.Slice || e.lang.known(c.typ):
		e.fault("`%s` is no list; `[%s]` cannot stand after it", c.path, entry)
		return false
	}
	all := e.entries(c)
	at, ok := e.find(c, all, entry)
	if !ok {
		return false
	}
	e.write(c, all[:at+1])
	c.node, c.typ, c.base = all[at].node, c.typ.Elem(), all[at].base
	return true
}

// find finds an entry of a list.
func (e *editor) find(c *cursor, all []*member, entry string) (at int, ok bool) {
	switch found := called(all, entry); {
	case len(found) == 1:
		return found[0], true
	case len(found) > 1:
		e.fault("`%s` has more than one entry `%s`; choose by number: %s", c.path, entry, roll(all, found))
		return 0, false
	}
	if n, err := strconv.Atoi(entry); err == nil {
		if n >= 1 && n <= len(all) {
			return n - 1, true
		}
		e.fault("`%s` has no entry %d; %s", c.path, n, e.rollOf(c))
		return 0, false
	}
	var names []string
	for _, o := range all {
		first, _, _ := strings.Cut(o.full, ".")
		names = append(names, o.full, o.name, first)
	}
	e.fault("`%s` has no entry `%s`%s; %s", c.path, entry, near(entry, names), e.rollOf(c))
	return 0, false
}

// called finds the entries of a name. A host may be called by the first part of
// its name, as in the file, unless another has all of that for its name.
func called(all []*member, name string) []int {
	var exact, begun []int
	for i, o := range all {
		switch {
		case o.name == name || o.full == name:
			exact = append(exact, i)
		case strings.HasPrefix(o.full, name+"."):
			begun = append(begun, i)
		}
	}
	if len(exact) > 0 {
		return exact
	}
	return begun
}

// entries lists what is in a list: first what the file says, then what the base
// has besides.
func (e *editor) entries(c *cursor) []*member {
	spread(c.node)
	key, named := nameKey(e.lang, c.typ.Elem())
	var all []*member
	for _, n := range c.node.Content {
		name := nameOfNode(n, key)
		all = append(all, &member{name: name, full: name, node: n})
	}
	if !c.base.IsValid() {
		return all
	}
	for i := range c.base.Len() {
		v := c.base.Index(i)
		if !named { // entries without names are in the order of the file
			if i < len(all) {
				all[i].base = v
			}
			continue
		}
		full := e.nameOfValue(v, key)
		if o := unpaired(all, full); o != nil {
			o.full, o.base = full, v
		} else {
			all = append(all, &member{name: full, full: full, base: v})
		}
	}
	return all
}

// unpaired finds the first written entry that the base calls by a full name.
func unpaired(all []*member, full string) *member {
	for _, o := range all {
		if !o.base.IsValid() && (o.name == full || strings.HasPrefix(full, o.name+".")) {
			return o
		}
	}
	return nil
}

// spread makes a list of a node that is none: of nothing, or of one thing
// without brackets.
func spread(n *yaml.Node) {
	switch n.Kind {
	case 0:
		n.Kind = yaml.SequenceNode
	case yaml.SequenceNode:
	default:
		only := *n
		*n = yaml.Node{Kind: yaml.SequenceNode, Line: n.Line, Column: n.Column, Content: []*yaml.Node{&only}}
	}
}

// write writes entries that the file leaves out, so that they can be edited.
func (e *editor) write(c *cursor, all []*member) {
	for _, o := range all {
		if o.node == nil {
			o.node = e.mark(e.stub(c.typ.Elem(), o))
			c.node.Content = append(c.node.Content, o.node)
		}
	}
}

// stub is the least that says which entry is meant. All else is left to be
// completed as before.
func (e *editor) stub(t reflect.Type, o *member) *yaml.Node {
	key, _ := nameKey(e.lang, t)
	if key == "" {
		return e.lang.node(o.base)
	}
	v, n := deref(o.base), &yaml.Node{Kind: yaml.MappingNode}
	for _, f := range ShapeOf(v.Type()).Fields {
		box := v.Field(f.index)
		if f.Key != key && (f.Default == "" || box.Equal(e.lang.constant(f.Type, f.Default))) {
			continue
		}
		if value := e.lang.node(box); value != nil {
			n.Content = append(n.Content, e.mark(text(f.Key)), e.mark(value))
		}
	}
	return n
}

// nameKey is the box that holds the name of an entry: the one that may stand
// for all of it, or the first text that it needs. Single values are their own
// names, and have no such box.
func nameKey(l *Language, t reflect.Type) (key string, named bool) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct || l.known(t) {
		return "", true
	}
	s := ShapeOf(t)
	plain := func(f Field) bool { return f.Type.Kind() == reflect.String && !l.known(f.Type) }
	if s.Short != nil && plain(*s.Short) {
		return s.Short.Key, true
	}
	i := slices.IndexFunc(s.Fields, func(f Field) bool { return f.Required && plain(f) })
	if i < 0 {
		return "", false
	}
	return s.Fields[i].Key, true
}

func nameOfNode(n *yaml.Node, key string) string {
	if n.Kind != yaml.MappingNode {
		return n.Value
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i+1].Value
		}
	}
	return ""
}

func (e *editor) nameOfValue(v reflect.Value, key string) string {
	if v = deref(v); key != "" {
		return v.Field(ShapeOf(v.Type()).Field(key).index).String()
	}
	if n := e.lang.node(v); n != nil {
		return n.Value
	}
	return ""
}

// rollOf says what is in a list, to end a message.
func (e *editor) rollOf(c *cursor) string {
	all := e.entries(c)
	if len(all) == 0 {
		return "it is empty"
	}
	if _, named := nameKey(e.lang, c.typ.Elem()); !named {
		return fmt.Sprintf("they are numbered from 1 to %d", len(all))
	}
	every := make([]int, len(all))
	for i := range every {
		every[i] = i
	}
	return "there are: " + roll(all, every)
}

// longRoll is how many entries a message lists.
const longRoll = 24

func roll(all []*member, some []int) string {
	var b strings.Builder
	for i, at := range some {
		if i == longRoll {
			b.WriteString(", …")
			break
		}
		if i > 0 {
			b.WriteString(", ")
		}
		fmt.Fprintf(&b, "%d `%s`", at+1, all[at].name)
	}
	return b.String()
}
