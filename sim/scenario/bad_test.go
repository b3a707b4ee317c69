package scenario

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

const badDir = "../../scenarios/bad"

// Every broken scenario gives exactly the errors that stand beside it.
func TestBadScenarios(t *testing.T) {
	files := badFiles(t)
	if len(files) < 15 {
		t.Fatalf("only %d broken scenarios", len(files))
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := filepath.Base(file)
		_, err = Parse(name, src)
		var problems Problems
		if !errors.As(err, &problems) {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for _, p := range problems {
			checkPlace(t, src, p)
		}
		golden(t, strings.TrimSuffix(file, ".yaml")+".want", err.Error()+"\n")
	}
}

func badFiles(t testing.TB) []string {
	files, err := filepath.Glob(filepath.Join(badDir, "*.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	return files
}

// checkPlace checks that an editor can go to where a problem is said to be.
func checkPlace(t *testing.T, src []byte, p Problem) {
	t.Helper()
	lines := strings.Split(string(src), "\n")
	if p.Line < 1 || p.Line > len(lines) {
		t.Errorf("there is no such line: %s", p)
		return
	}
	if p.Column < 1 || p.Column > 1+utf8.RuneCountInString(lines[p.Line-1]) {
		t.Errorf("there is no such column: %s", p)
	}
}

func TestTooLarge(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{strings.Repeat("#", MaxBytes+1), "f.yaml:1:1: the file has 262145 octets; at most 262144 are allowed"},
		{"title: " + strings.Repeat("é", 201), "`title` has 201 characters; at most 200 are allowed"},
		{"story: " + strings.Repeat("x", 65537), "`story` has 65537 characters; at most 65536 are allowed"},
		{"script: [" + strings.Repeat("{at: 1s},", 5001) + "]", "`script` has 5001 entries; at most 5000 are allowed"},
		{"sites: [" + strings.Repeat("{domain: a.example},", 201) + "]", "`sites` has 201 entries; at most 200 are allowed"},
		{"title: T\nsites:\n" + crowd("a", 4000) + crowd("b", 2000), "the file has more than 5000 users"},
	} {
		_, err := Parse("f.yaml", []byte(c.src))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("got %.300v, want %s", err, c.want)
		}
	}
}

// crowd is a site with n users.
func crowd(domain string, n int) string {
	return "  - {domain: " + domain + ".example, users: [" + strings.Repeat("u,", n) + "]}\n"
}
