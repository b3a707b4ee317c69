package scenario

import (
	"flag"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	"mailflow/sim/scenario/internal/form"
	"mailflow/sim/scenario/internal/gen"
	"mailflow/sim/trace"
)

var update = flag.Bool("update", false, "rewrite what is generated")

// generator knows the scenario language and its documentation.
func generator(t *testing.T) *gen.Generator {
	comments, err := gen.ReadComments(".")
	if err != nil {
		t.Fatal(err)
	}
	return &gen.Generator{Lang: language, Comments: comments, Rest: restSchema}
}

// restSchema describes the keys of a pattern, which depend on its kind.
func restSchema(reflect.Type) map[string]any {
	var kinds []any
	for _, spec := range trace.Kinds {
		names := append([]string{"kind"}, Fields(spec.Kind)...)
		kinds = append(kinds, map[string]any{
			"if":   map[string]any{"required": []string{"kind"}, "properties": map[string]any{"kind": map[string]any{"const": spec.Kind}}},
			"then": map[string]any{"propertyNames": map[string]any{"enum": names}},
		})
	}
	scalar := map[string]any{"type": []string{"string", "number", "boolean"}, "maxLength": form.MaxText}
	return map[string]any{"additionalProperties": scalar, "allOf": kinds}
}

// golden compares what is generated with what is committed.
func golden(t *testing.T, file, want string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	have, err := os.ReadFile(file)
	if err != nil || string(have) != want {
		t.Errorf("%s is stale; run go generate ./sim/scenario (%v)", file, err)
	}
}

func TestSchemaIsUpToDate(t *testing.T) {
	schema := string(generator(t).Schema(reflect.TypeFor[Scenario]()))
	golden(t, "schema.json", schema)
	golden(t, "../../docs/scenario.schema.json", schema)
	if !*update && string(Schema()) != schema {
		t.Error("Schema is not what was generated")
	}
}

func TestManualIsUpToDate(t *testing.T) {
	template, err := os.ReadFile("internal/gen/manual.md")
	if err != nil {
		t.Fatal(err)
	}
	g := generator(t)
	manual := strings.NewReplacer(
		"{{example}}", g.Comments.Example("Scenario"),
		"{{reference}}", g.Manual(reflect.TypeFor[Scenario]()),
		"{{kinds}}\n", kindTable(),
	).Replace(string(template))
	golden(t, "../../docs/scenario-format.md", manual)
}

func kindTable() string {
	var b strings.Builder
	for _, spec := range trace.Kinds {
		var names []string
		for f := range reflect.TypeOf(spec.Body).Fields() {
			names = append(names, "`"+jsonName(f)+"`")
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", spec.Kind, spec.Doc, strings.Join(names, ", "))
	}
	return b.String()
}

// Every example in the manual is one that the decoder takes, and every type and
// key has something said about it.
func TestManualIsTrue(t *testing.T) {
	g := generator(t)
	for _, typ := range g.Types(reflect.TypeFor[Scenario]()) {
		name := typ.Name()
		if g.Comments.Prose(name) == "" {
			t.Errorf("nothing is said about %s", name)
		}
		for _, f := range form.ShapeOf(typ).Fields {
			if g.Comments[name+"."+f.Name] == "" {
				t.Errorf("nothing is said about %s.%s", name, f.Name)
			}
		}
		example := g.Comments.Example(name)
		if example == "" {
			t.Errorf("%s has no example", name)
			continue
		}
		if _, faults := language.Decode([]byte(example), reflect.New(typ).Interface()); len(faults) > 0 {
			t.Errorf("the example of %s: %v\n%s", name, faults, example)
		}
	}
}
