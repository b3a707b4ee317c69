package docs

import (
	"go/ast"
	"go/doc"
	"go/parser"
	"go/token"
	"path/filepath"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// source is what the comments of package trace say, each on one line.
type source struct {
	more   map[string]string // by type: what its comment adds to its first sentence
	fields map[string]string // by type and field
	words  map[string]string // by type: its constants
}

func readSource(t *testing.T) source {
	t.Helper()
	names, err := filepath.Glob("../sim/trace/*.go")
	if err != nil {
		t.Fatal(err)
	}
	set := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(set, name, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	p, err := doc.NewFromFiles(set, files, "mailflow/sim/trace")
	if err != nil {
		t.Fatal(err)
	}
	s := source{map[string]string{}, map[string]string{}, map[string]string{}}
	for _, typ := range p.Types {
		s.read(p, typ)
	}
	return s
}

func (s source) read(p *doc.Package, t *doc.Type) {
	first := p.Synopsis(t.Doc)
	s.more[t.Name] = oneLine(strings.TrimPrefix(oneLine(t.Doc), first))
	for _, spec := range t.Decl.Specs {
		if st, ok := spec.(*ast.TypeSpec).Type.(*ast.StructType); ok {
			for _, f := range st.Fields.List {
				for _, name := range f.Names {
					s.fields[t.Name+"."+name.Name] = oneLine(f.Doc.Text() + " " + f.Comment.Text())
				}
			}
		}
	}
	var words []string
	for _, group := range t.Consts {
		for _, spec := range group.Decl.Specs {
			v := spec.(*ast.ValueSpec)
			word := "`" + strings.Trim(v.Values[0].(*ast.BasicLit).Value, `"`) + "`"
			if note := oneLine(v.Comment.Text()); note != "" {
				word += " (" + note + ")"
			}
			words = append(words, word)
		}
	}
	s.words[t.Name] = strings.Join(words, ", ")
}

// what says in words what a field holds.
func (s source) what(t reflect.Type) string {
	if words := s.words[t.Name()]; words != "" {
		return "one of " + words
	}
	switch {
	case t.Name() == "Octets":
		return "[octets](#octets)"
	case t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Struct:
		return "list of objects"
	case t.Kind() == reflect.Slice:
		return "list: " + s.what(t.Elem())
	case t.Kind() == reflect.Struct:
		return "object"
	case t.Kind() == reflect.Bool:
		return "true or false"
	case t.Kind() == reflect.String:
		return "text"
	default:
		return "number"
	}
}

var docLink = regexp.MustCompile(`\[([A-Z]\w+)\]`)

// oneLine is a comment without its line ends, ready for a table.
func oneLine(text string) string {
	text = docLink.ReplaceAllString(strings.Join(strings.Fields(text), " "), "$1")
	return strings.ReplaceAll(text, "|", `\|`)
}
