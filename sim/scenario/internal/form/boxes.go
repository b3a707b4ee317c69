package form

import (
	"fmt"
	"reflect"
	"strings"
)

// Box is one value of a form, with the way to it and what stands in it.
type Box struct {
	Path  string // as "mta.retry.expire"
	Value string
	Place Place // where it was written; zero if it was not
}

// mostEntries is how many structs of a list are written out; a longer list is
// only counted.
const mostEntries = 20

// Boxes lists what is in a struct that Decode has filled in, in the order of
// its type. Places say what of it stood in the file. Boxes that hold nothing are
// left out, as are those whose keys are skipped.
func (l *Language) Boxes(v any, places Places, skip ...string) []Box {
	w := &boxer{lang: l, places: places, skip: map[string]bool{}}
	for _, key := range skip {
		w.skip[key] = true
	}
	w.value(reflect.ValueOf(v).Elem(), "")
	return w.boxes
}

type boxer struct {
	lang   *Language
	places Places
	skip   map[string]bool // paths
	boxes  []Box
}

func (w *boxer) value(v reflect.Value, path string) {
	switch {
	case w.skip[path]:
	case w.lang.known(v.Type()):
		w.scalar(v, path)
	case v.Kind() == reflect.Pointer:
		if !v.IsNil() {
			w.value(v.Elem(), path)
		}
	case v.Kind() == reflect.Struct:
		for _, f := range ShapeOf(v.Type()).Fields {
			if field := v.Field(f.index); !f.OmitZero || !field.IsZero() {
				w.value(field, strings.TrimPrefix(path+"."+f.Key, "."))
			}
		}
	case v.Kind() == reflect.Slice:
		w.list(v, path)
	default:
		w.scalar(v, path)
	}
}

func (w *boxer) scalar(v reflect.Value, path string) {
	if n := w.lang.node(v); n != nil {
		w.add(v, path, n.Value)
	}
}

// list puts plain values side by side, and gives each struct boxes of its own.
func (w *boxer) list(v reflect.Value, path string) {
	elem := v.Type().Elem()
	structs := elem.Kind() == reflect.Pointer && !w.lang.known(elem)
	switch {
	case v.IsNil():
	case v.Len() == 0:
		w.add(v, path, "none")
	case structs && v.Len() > mostEntries:
		w.add(v, path, fmt.Sprintf("%d entries", v.Len()))
	case structs:
		for i := range v.Len() {
			w.value(v.Index(i), fmt.Sprintf("%s[%d]", path, i+1))
		}
	default:
		words := make([]string, v.Len())
		for i := range words {
			words[i] = w.lang.node(v.Index(i)).Value
		}
		w.add(v, path, strings.Join(words, ", "))
	}
}

func (w *boxer) add(v reflect.Value, path, value string) {
	w.boxes = append(w.boxes, Box{path, value, w.places[v.Addr().Interface()]})
}
