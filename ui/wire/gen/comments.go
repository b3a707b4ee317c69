package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"strings"
)

// Comments holds what the source says about a type ("Event") or a field of it
// ("Event.At"), on one line.
type Comments map[string]string

// readComments collects the comments of the types in the Go files of folders
// below root.
func readComments(root string, folders []string) (Comments, error) {
	c := Comments{}
	for _, folder := range folders {
		files, err := filepath.Glob(filepath.Join(root, folder, "*.go"))
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			tree, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ParseComments)
			if err != nil {
				return nil, err
			}
			ast.Inspect(tree, c.collect)
		}
	}
	return c, nil
}

func (c Comments) collect(n ast.Node) bool {
	decl, ok := n.(*ast.GenDecl)
	if !ok {
		return true
	}
	for _, s := range decl.Specs {
		spec, ok := s.(*ast.TypeSpec)
		if !ok {
			continue
		}
		c.add(spec.Name.Name, decl.Doc)
		c.add(spec.Name.Name, spec.Doc)
		if shape, ok := spec.Type.(*ast.StructType); ok {
			c.collectFields(spec.Name.Name, shape)
		}
	}
	return true
}

func (c Comments) collectFields(owner string, shape *ast.StructType) {
	for _, f := range shape.Fields.List {
		for _, name := range f.Names {
			c.add(owner+"."+name.Name, f.Doc)
			c.add(owner+"."+name.Name, f.Comment)
		}
	}
}

var docLink = regexp.MustCompile(`\[([A-Za-z.]+)\]`)

func (c Comments) add(name string, group *ast.CommentGroup) {
	text := strings.Join(strings.Fields(group.Text()), " ")
	if text != "" {
		c[name] = docLink.ReplaceAllString(text, "$1")
	}
}
