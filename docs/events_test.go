// Package docs holds what is written about Mailflow, and the tests that keep it
// true: pages that are made from the source are fresh, links lead somewhere, and
// files that are named exist.
package docs

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"mailflow/sim/trace"
)

//go:generate go test -run TestEventsPage -update .

var update = flag.Bool("update", false, "rewrite what is made from the source")

const eventsPage = "events.md"

func TestEventsPage(t *testing.T) {
	want := page(readSource(t))
	if *update {
		if err := os.WriteFile(eventsPage, want, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(eventsPage)
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is stale; run go generate ./docs (%v)", eventsPage, err)
	}
}

// Every kind has one example.
func TestEventsExamples(t *testing.T) {
	for _, spec := range trace.Kinds {
		var shown []trace.Body
		for _, b := range examples {
			if b.Kind() == spec.Kind {
				shown = append(shown, b)
			}
		}
		if len(shown) != 1 {
			t.Errorf("%s has %d examples", spec.Kind, len(shown))
		}
	}
	if len(examples) != len(trace.Kinds) {
		t.Errorf("%d examples, %d kinds", len(examples), len(trace.Kinds))
	}
}

// page is the whole page.
func page(src source) []byte {
	var b bytes.Buffer
	b.WriteString(strings.NewReplacer(
		"{{envelope}}", block(envelope(trace.MessageRelayed{ID: "0C87D6CC37E", Recipients: []string{"bob@beta.example"}, Reply: "250 2.0.0 Ok: queued as AD15BEB3D24"})),
		"{{roles}}", src.words["Role"], "{{levels}}", src.words["Level"],
	).Replace(introduction))
	family := ""
	for _, spec := range trace.Kinds {
		if f, _, _ := strings.Cut(string(spec.Kind), "."); f != family {
			family = f
			fmt.Fprintf(&b, "\n## %s\n", families[f])
		}
		writeKind(&b, src, spec)
	}
	return b.Bytes()
}

func writeKind(b *bytes.Buffer, src source, spec trace.Spec) {
	t := reflect.TypeOf(spec.Body)
	fmt.Fprintf(b, "\n### `%s`\n\n%s\n\n", spec.Kind,
		strings.TrimSpace(fmt.Sprintf("%s Told at level **%s**. %s", spec.Doc, spec.Level, src.more[t.Name()])))
	if t.NumField() == 0 {
		b.WriteString("Its body is empty.\n")
		return
	}
	b.WriteString("| field | value | meaning |\n| --- | --- | --- |\n")
	writeFields(b, src, t, "")
	fmt.Fprintf(b, "\n%s", block(bodyOf(spec.Kind)))
}

// writeFields writes a line for each field, and for those of records within.
func writeFields(b *bytes.Buffer, src source, t reflect.Type, within string) {
	for f := range t.Fields() {
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		what := src.what(f.Type)
		if options == "omitempty" {
			what += ", or left out"
		}
		fmt.Fprintf(b, "| `%s%s` | %s | %s |\n", within, name, what, src.fields[t.Name()+"."+f.Name])
		inner := f.Type
		if inner.Kind() == reflect.Slice {
			inner = inner.Elem()
		}
		if inner.Kind() == reflect.Struct {
			writeFields(b, src, inner, within+name+".")
		}
	}
}

func bodyOf(k trace.Kind) any {
	for _, b := range examples {
		if b.Kind() == k {
			return b
		}
	}
	return nil
}

// envelope is an event around a body.
func envelope(b trace.Body) trace.Event {
	return trace.Event{
		Seq: 78, At: 1730 * time.Millisecond, Node: "mail.alpha.example",
		About: trace.About{Role: trace.MTA, Peer: "mail.beta.example", Conn: "c2", Message: "m1", Cause: 77, Reason: trace.Why(
			"The other server answered 250 after the final dot: the message is its duty now, and ours no more.", "", "RFC 5321 §4.2.5, §6.1")},
		Body: b,
	}
}

// block sets a value as JSON.
func block(v any) string {
	var b strings.Builder
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(v); err != nil {
		panic(err) // every kind of event has a JSON form
	}
	return "```json\n" + b.String() + "```\n"
}
