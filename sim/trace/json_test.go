package trace

import (
	"encoding/json"
	"reflect"
	"testing"
	"time"
)

// fill sets every field below v to something that is not its zero value, so
// that a field which does not survive the round trip is noticed.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("x<é>\xff"[:5])
		if v.Type() == reflect.TypeOf(Octets("")) {
			v.SetString("a\xffb\r\n")
		}
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(9)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	default:
		panic("a body has a field of kind " + v.Kind().String())
	}
}

func TestEveryKindSurvivesJSON(t *testing.T) {
	for _, spec := range Kinds {
		body := reflect.New(reflect.TypeOf(spec.Body)).Elem()
		fill(body)
		want := Event{
			Seq: 3, At: 5 * time.Second, Node: "mx.beta.example",
			About: About{Role: MTA, Peer: "p", Conn: "c1", Message: "m1", Cause: 2, Reason: Why("t", "s", "RFC 5321 §4.4")},
			Body:  body.Interface().(Body),
		}
		b, err := json.Marshal(want)
		if err != nil {
			t.Fatalf("%s: %v", spec.Kind, err)
		}
		var got Event
		if err := json.Unmarshal(b, &got); err != nil {
			t.Fatalf("%s: %v\n%s", spec.Kind, err, b)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s:\n got %#v\nwant %#v", spec.Kind, got, want)
		}
	}
}

func TestTheTableNamesEachBodyOnce(t *testing.T) {
	seen := map[Kind]bool{}
	for _, spec := range Kinds {
		if spec.Body.Kind() != spec.Kind {
			t.Errorf("the table calls %T %q, the body calls itself %q", spec.Body, spec.Kind, spec.Body.Kind())
		}
		if seen[spec.Kind] {
			t.Errorf("%q stands in the table twice", spec.Kind)
		}
		seen[spec.Kind] = true
		if spec.Doc == "" || spec.Doc[len(spec.Doc)-1] != '.' {
			t.Errorf("%q needs a whole sentence", spec.Kind)
		}
	}
}

func TestUnknownFieldsAndKindsAreErrors(t *testing.T) {
	for _, in := range []string{
		`{"seq":1,"at":0,"level":"story","kind":"no.such","body":{}}`,
		`{"seq":1,"at":0,"level":"story","kind":"node.down","body":{"x":1}}`,
		`{"seq":1,"at":0,"level":"story","kind":"node.down","body":{},"y":2}`,
	} {
		var e Event
		if err := json.Unmarshal([]byte(in), &e); err == nil {
			t.Errorf("accepted %s", in)
		}
	}
}
