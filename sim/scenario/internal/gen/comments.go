package gen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
)

// Comments holds the doc comments of a package's types, by name: "Site" for a
// type, "Site.Domain" for a field.
type Comments map[string]string

// ReadComments reads the Go files of a directory.
func ReadComments(dir string) (Comments, error) {
	files, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return nil, err
	}
	c := Comments{}
	for _, name := range files {
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ParseComments)
		if err != nil {
			return nil, err
		}
		for _, decl := range f.Decls {
			if g, ok := decl.(*ast.GenDecl); ok && g.Tok == token.TYPE {
				c.types(g)
			}
		}
	}
	return c, nil
}

func (c Comments) types(g *ast.GenDecl) {
	for _, spec := range g.Specs {
		t := spec.(*ast.TypeSpec)
		c[t.Name.Name] = g.Doc.Text() + t.Doc.Text()
		s, ok := t.Type.(*ast.StructType)
		if !ok {
			continue
		}
		for _, f := range s.Fields.List {
			for _, name := range f.Names {
				c[t.Name.Name+"."+name.Name] = oneLine(f.Doc.Text())
			}
		}
	}
}

// Prose is a type's comment without its example.
func (c Comments) Prose(name string) string {
	var kept []string
	for line := range strings.SplitSeq(c[name], "\n") {
		if !strings.HasPrefix(line, "\t") {
			kept = append(kept, line)
		}
	}
	return strings.TrimSpace(strings.ReplaceAll(strings.Join(kept, "\n"), "\n\n\n", "\n\n"))
}

// Example is the indented part of a type's comment, or "".
func (c Comments) Example(name string) string {
	var kept []string
	for line := range strings.SplitSeq(c[name], "\n") {
		if code, ok := strings.CutPrefix(line, "\t"); ok {
			kept = append(kept, strings.ReplaceAll(code, "\t", "  ")+"\n")
		}
	}
	return strings.Join(kept, "")
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
