package form

import (
	"fmt"
	"reflect"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// length checks the length of a text or a list.
func (d *decoder) length(n *yaml.Node, got int, label string, b Bounds, unit string) bool {
	if least, ok := atoi(b.Min); ok && got < least {
		d.fault(n, "%s must have at least %d %s", label, least, unit)
		return false
	}
	if most, ok := atoi(b.Max); ok && got > most {
		d.fault(n, "%s has %d %s; at most %d are allowed", label, got, unit, most)
		return false
	}
	return true
}

func atoi(s string) (int, bool) {
	if s == "" {
		return 0, false
	}
	n, err := strconv.Atoi(s)
	if err != nil {
		panic(fmt.Sprintf("form: a bound is no number: %q", s))
	}
	return n, true
}

// between checks the size of a number, or of a word that stands for one.
func (d *decoder) between(n *yaml.Node, v reflect.Value, label string, b Bounds, l *Language) bool {
	if b.Min != "" && less(v, l.constant(v.Type(), b.Min)) {
		d.fault(n, "%s must be at least %s, not %s", label, b.Min, what(n))
		return false
	}
	if b.Max != "" && less(l.constant(v.Type(), b.Max), v) {
		d.fault(n, "%s must be at most %s, not %s", label, b.Max, what(n))
		return false
	}
	return true
}

func less(a, b reflect.Value) bool {
	switch {
	case a.CanInt():
		return a.Int() < b.Int()
	case a.CanUint():
		return a.Uint() < b.Uint()
	default:
		return a.Float() < b.Float()
	}
}

// constant reads a value out of a tag. A tag that cannot be read is a mistake
// in the program.
func (l *Language) constant(t reflect.Type, text string) reflect.Value {
	if s, ok := l.Scalars[t]; ok {
		v, problem := s.read(t, text)
		if problem != "" {
			panic(fmt.Sprintf("form: %q is no %s: it must be %s", text, t, problem))
		}
		return v
	}
	if t.Kind() == reflect.String {
		return reflect.ValueOf(text).Convert(t)
	}
	for _, tag := range []string{"!!bool", "!!int", "!!float"} {
		if v, ok := parse(t, tag, text); ok {
			return v
		}
	}
	panic(fmt.Sprintf("form: %q is no %s", text, t))
}
