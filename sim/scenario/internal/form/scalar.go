package form

import (
	"math"
	"reflect"
	"strconv"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// MaxText is the length, in characters, of a text that has no bound of its own.
const MaxText = 1000

// scalar decodes a single value.
func (d *decoder) scalar(n *yaml.Node, v reflect.Value, label string, f Field) {
	if s, ok := d.lang.Scalars[v.Type()]; ok {
		d.word(n, v, label, s, f.Bounds)
		return
	}
	if n.Kind != yaml.ScalarNode {
		d.fault(n, "%s must be %s, not %s", label, nameOf(v.Kind()), what(n))
		return
	}
	if v.Kind() == reflect.String {
		if f.Max == "" {
			f.Max = strconv.Itoa(MaxText)
		}
		if f.Required && n.Value == "" {
			d.fault(n, "%s is empty; give it a value", label)
			return
		}
		if d.length(n, utf8.RuneCountInString(n.Value), label, f.Bounds, "characters") {
			v.SetString(n.Value)
		}
		return
	}
	number, ok := parse(v.Type(), n.ShortTag(), n.Value)
	if !ok {
		d.fault(n, "%s must be %s, not %s%s", label, nameOf(v.Kind()), what(n), hint(n, v.Kind()))
		return
	}
	if v.Kind() == reflect.Bool || d.between(n, number, label, f.Bounds, d.lang) {
		v.Set(number)
	}
}

// word decodes a value of a type that the language describes.
func (d *decoder) word(n *yaml.Node, v reflect.Value, label string, s Scalar, b Bounds) {
	if n.Kind != yaml.ScalarNode {
		d.fault(n, "%s must be %s, not %s", label, s.What, what(n))
		return
	}
	value, problem := s.read(v.Type(), n.Value)
	if problem != "" {
		d.fault(n, "%s must be %s, not %s%s", label, problem, what(n), near(n.Value, s.Choices))
		return
	}
	if d.between(n, value, label, b, d.lang) {
		v.Set(value)
	}
}

// read reads a word, or says what it must be.
func (s Scalar) read(t reflect.Type, text string) (v reflect.Value, problem string) {
	if s.Choices != nil {
		for _, c := range s.Choices {
			if c == text {
				return reflect.ValueOf(c).Convert(t), ""
			}
		}
		return v, s.What
	}
	value, err := s.Parse(text)
	switch {
	case err == nil:
		return reflect.ValueOf(value), ""
	case err.Error() != "":
		return v, err.Error()
	}
	return v, s.What
}

func near(word string, choices []string) string {
	if best := Nearest(word, choices); best != "" {
		return "; did you mean `" + best + "`?"
	}
	return ""
}

// parse reads a bool or a number as YAML writes them.
func parse(t reflect.Type, tag, text string) (reflect.Value, bool) {
	var value any
	var err error
	switch kind := t.Kind(); {
	case kind == reflect.Bool && tag == "!!bool":
		value, err = strconv.ParseBool(text)
	case kind == reflect.Int && tag == "!!int":
		value, err = strconv.ParseInt(text, 0, 0)
	case kind == reflect.Uint64 && tag == "!!int":
		value, err = strconv.ParseUint(text, 0, 64)
	case kind == reflect.Float64 && (tag == "!!int" || tag == "!!float"):
		var f float64
		f, err = strconv.ParseFloat(text, 64)
		value = f
		if math.IsNaN(f) || math.IsInf(f, 0) {
			return reflect.Value{}, false
		}
	default:
		return reflect.Value{}, false
	}
	if err != nil {
		return reflect.Value{}, false
	}
	return reflect.ValueOf(value).Convert(t), true
}

func nameOf(k reflect.Kind) string {
	switch k {
	case reflect.Bool:
		return "true or false"
	case reflect.Int, reflect.Uint64:
		return "a whole number"
	case reflect.Float64:
		return "a number"
	}
	return "text"
}

// hint helps with values that look right and are not.
func hint(n *yaml.Node, k reflect.Kind) string {
	quoted := n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
	switch {
	case quoted && k != reflect.String:
		return " in quotes"
	case k == reflect.Uint64 && n.ShortTag() == "!!int":
		return "; it must be 0 or more and less than 2^64"
	}
	return ""
}
