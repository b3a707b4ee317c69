package form

import (
	"reflect"
	"slices"
)

// New makes a struct with all boxes empty, that is, holding their defaults.
func New[T any](l *Language) *T {
	v := new(T)
	l.defaults(reflect.ValueOf(v).Elem(), ShapeOf(reflect.TypeFor[T]()), nil)
	return v
}

// defaults fills in the boxes of v, except those that were seen.
func (l *Language) defaults(v reflect.Value, s *Shape, seen []string) {
	for _, f := range s.Fields {
		if slices.Contains(seen, f.Key) {
			continue
		}
		field := v.Field(f.index)
		switch {
		case f.Default != "":
			field.Set(l.constant(f.Type, f.Default))
		case f.Type.Kind() == reflect.Struct && !l.known(f.Type):
			l.defaults(field, ShapeOf(f.Type), nil)
		}
	}
}

func (l *Language) known(t reflect.Type) bool {
	_, ok := l.Scalars[t]
	return ok
}
