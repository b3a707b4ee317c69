package scenario

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"mailflow/sim/scenario/internal/gen"
)

func compileSchema(t *testing.T) *jsonschema.Schema {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(string(Schema())))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("scenario.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("scenario.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// structure is what the decoder says of a file before names are looked at.
func structure(src []byte) []string {
	d := &draft{Scenario: &Scenario{}}
	d.places, d.faults = language.Decode(src, d.Scenario)
	d.checkPatterns()
	var messages []string
	for _, f := range d.faults {
		messages = append(messages, fmt.Sprintf("%d:%d: %s", f.Line, f.Column, f.Message))
	}
	return messages
}

// The schema refuses nothing that the decoder takes, among good files, broken
// ones, and good ones with one thing changed. Where the change is one of
// structure, rather than of how a word is spelt or of what a pattern compares,
// the two agree.
func TestSchemaAgreesWithDecoder(t *testing.T) {
	schema := compileSchema(t)
	compare := func(what string, tree any, structural bool) {
		src, err := json.Marshal(tree)
		if err != nil {
			t.Fatal(err)
		}
		instance, err := jsonschema.UnmarshalJSON(strings.NewReader(string(src)))
		if err != nil {
			t.Fatal(err)
		}
		refused := schema.Validate(instance)
		faults := structure(src)
		if refused != nil && faults == nil {
			t.Errorf("%s: only the schema refuses it: %v", what, refused)
		}
		if structural && refused == nil && faults != nil {
			t.Errorf("%s: only the decoder refuses it: %v", what, faults)
		}
	}
	for name, src := range good(t) {
		tree, err := gen.Tree(src)
		if err != nil {
			t.Fatal(err)
		}
		compare(name, tree, true)
	}
	for _, file := range badFiles(t) {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if tree, err := gen.Tree(src); err == nil {
			compare(filepath.Base(file), tree, false)
		}
	}
	tree, err := gen.Tree(everything(t))
	if err != nil {
		t.Fatal(err)
	}
	mutations := 0
	whole := tree.(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(whole)) { // one section at a time, for speed
		var part any = map[string]any{"title": "T", "sites": []any{map[string]any{"domain": "a.example"}}, key: whole[key]}
		mutate(&part, "", func(what string, structural bool) {
			mutations++
			compare(what, part, structural)
		})
	}
	if mutations < 1000 {
		t.Errorf("only %d mutations", mutations)
	}
}

// mutate changes one thing below a value at a time and calls do while it is
// changed.
func mutate(v *any, path string, do func(what string, structural bool)) {
	old := *v
	for _, other := range []any{nil, map[string]any{}, []any{}, []any{[]any{"x"}}, true, "no such word", -1} {
		*v = other
		_, word := other.(string)
		do(fmt.Sprintf("%s = %v", path, other), !word && !strings.Contains(path, ".when."))
	}
	*v = old
	switch old := old.(type) {
	case []any:
		for i := range old {
			mutate(&old[i], fmt.Sprintf("%s[%d]", path, i), do)
		}
	case map[string]any:
		old["surprise"] = "x"
		do(path+" with an unknown key", true)
		delete(old, "surprise")
		for _, key := range slices.Sorted(maps.Keys(old)) {
			kept := old[key]
			delete(old, key)
			do(path+" without "+key, true)
			mutate(&kept, path+"."+key, func(what string, structural bool) {
				old[key] = kept
				do(what, structural)
			})
			old[key] = kept
		}
	}
}
