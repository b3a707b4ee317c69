package scenario

import (
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/trace"
)

// envelope lists what a pattern can ask of every event.
var envelope = []string{"node", "role", "peer", "conn", "message", "reason", "rfc"}

// BodyField finds a field of the body of a kind of event by its JSON name.
func BodyField(k trace.Kind, name string) (reflect.StructField, bool) {
	if spec, ok := trace.Lookup(k); ok {
		for f := range reflect.TypeOf(spec.Body).Fields() {
			if jsonName(f) == name {
				return f, true
			}
		}
	}
	return reflect.StructField{}, false
}

func jsonName(f reflect.StructField) string {
	name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
	return name
}

// Fields lists what a pattern for a kind can ask for: the fields of its body,
// then what every event has.
func Fields(k trace.Kind) []string {
	var names []string
	if spec, ok := trace.Lookup(k); ok {
		for f := range reflect.TypeOf(spec.Body).Fields() {
			names = append(names, jsonName(f))
		}
	}
	for _, name := range envelope {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// patterns calls do for every pattern of the scenario.
func (d *draft) patterns(do func(*Pattern)) {
	for _, n := range d.Say {
		do(&n.When)
	}
	for _, q := range d.Ask {
		do(&q.Before)
	}
	for _, m := range d.Misconceptions {
		do(&m.Event)
	}
	d.facts(func(e *Expectation) {
		if e.Event != nil {
			do(e.Event)
		}
		for i := range e.Order {
			do(&e.Order[i])
		}
	})
}

// checkPatterns checks that the events a pattern picks have the fields that it
// asks for, and that these can have such values.
func (d *draft) checkPatterns() {
	d.patterns(func(p *Pattern) {
		for i := range p.Where {
			if c := &p.Where[i]; d.places.Given(c) && p.Kind != "" {
				d.checkCondition(p.Kind, c)
			}
		}
	})
}

func (d *draft) checkCondition(k trace.Kind, c *Condition) {
	if known := Fields(k); !slices.Contains(known, c.Field) {
		d.fault(c, "events of kind %s have no field `%s`%s", k, c.Field, form.Suggest(c.Field, known))
		return
	}
	if expr, ok := strings.CutPrefix(c.Want, "~"); ok {
		var err error
		if c.Expr, err = regexp.Compile(expr); err != nil {
			d.fault(c, "`%s` is no regular expression: %s", expr, strings.TrimPrefix(err.Error(), "error parsing regexp: "))
		}
		return
	}
	if problem := valueProblem(k, c); problem != "" {
		d.fault(c, "`%s` must be %s, not `%s`", c.Field, problem, c.Want)
	}
}

// valueProblem says what a field must be if it can never be what the condition
// wants.
func valueProblem(k trace.Kind, c *Condition) string {
	if f, ok := BodyField(k, c.Field); ok {
		return leafProblem(f.Type, c.Want)
	}
	if c.Field == "role" {
		return leafProblem(reflect.TypeFor[trace.Role](), c.Want)
	}
	return ""
}

func leafProblem(t reflect.Type, want string) string {
	if words := vocabulary[t]; words != nil && !slices.Contains(words, want) {
		return "one of " + form.List(words)
	}
	switch t.Kind() {
	case reflect.Slice:
		return leafProblem(t.Elem(), want)
	case reflect.Bool:
		if want != "true" && want != "false" {
			return "true or false"
		}
	case reflect.Int, reflect.Int64, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		if _, err := strconv.ParseInt(want, 10, 64); err != nil {
			return "a whole number"
		}
	}
	return ""
}

// vocabulary holds the words of those types that have few.
var vocabulary = map[reflect.Type][]string{
	reflect.TypeFor[trace.Role]():      words(trace.Roles),
	reflect.TypeFor[trace.Stage]():     words(trace.Stages),
	reflect.TypeFor[trace.Route]():     words(trace.Routes),
	reflect.TypeFor[trace.Check]():     words(trace.Checks),
	reflect.TypeFor[trace.Change]():    words(trace.Changes),
	reflect.TypeFor[trace.Ground]():    words(trace.Grounds),
	reflect.TypeFor[trace.Outcome]():   words(trace.Outcomes),
	reflect.TypeFor[trace.Protocol]():  {"smtp", "lmtp", "imap", "pop3"},
	reflect.TypeFor[trace.Transport](): {"tcp", "udp"},
}

func words[T ~string](values []T) []string {
	out := make([]string, len(values))
	for i, v := range values {
		out[i] = string(v)
	}
	return out
}
