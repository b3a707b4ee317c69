package talk

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Said is the text of all dialogues in some directories.
func Said(t testing.TB, dirs ...string) string {
	t.Helper()
	var all strings.Builder
	for _, dir := range dirs {
		files, err := filepath.Glob(dir + "/*.dialogue")
		if err != nil || len(files) == 0 {
			t.Fatalf("there are no dialogues in %s", dir)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			all.Write(text)
		}
	}
	return all.String()
}

// Texts finds in the source of the package under test what a server can say: the
// texts that stand as arguments of some functions, named with the number of the
// argument, and those of fields that are called Text. They come as regular
// expressions, with .* for what is put in.
func Texts(t testing.TB, arguments map[string]int) []*regexp.Regexp {
	t.Helper()
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	var found []*regexp.Regexp
	note := func(e ast.Expr) {
		if text, ok := literal(e); ok {
			found = append(found, expression(text))
		}
	}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.CallExpr:
				if i, ok := arguments[called(n.Fun)]; ok && i < len(n.Args) {
					note(n.Args[i])
				}
			case *ast.KeyValueExpr:
				if fmt.Sprint(n.Key) == "Text" {
					note(n.Value)
				}
			}
			return true
		})
	}
	return found
}

// called is the name of a function or method.
func called(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.Ident:
		return e.Name
	case *ast.SelectorExpr:
		return e.Sel.Name
	}
	return ""
}

// literal is a text that is written out, be it in parts or as a format.
func literal(e ast.Expr) (text string, ok bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil && e.Kind == token.STRING
	case *ast.CallExpr:
		if called(e.Fun) == "Sprintf" {
			return literal(e.Args[0])
		}
		return "%s", true
	case *ast.BinaryExpr:
		left, l := literal(e.X)
		right, r := literal(e.Y)
		return left + right, l || r
	}
	return "%s", false
}

var verb = regexp.MustCompile(`%[a-z]`)

func expression(text string) *regexp.Regexp {
	text, _, _ = strings.Cut(text, "\r\n") // of several lines the first
	return regexp.MustCompile(verb.ReplaceAllString(regexp.QuoteMeta(text), ".*"))
}
