package sim_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"testing"
)

// Every RFC that is cited anywhere stands in docs/rfc.md, in order, and nothing
// else does.
func TestEveryCitedRFCIsListed(t *testing.T) {
	list, err := os.ReadFile(filepath.Join("..", "docs", "rfc.md"))
	if err != nil {
		t.Fatal(err)
	}
	var listed []int
	for _, row := range regexp.MustCompile(`(?m)^\| \[(\d+)\]\(https://www\.rfc-editor\.org/rfc/rfc(\d+)\) \|[^|]+\|[^|]+\|$`).FindAllSubmatch(list, -1) {
		if string(row[1]) != string(row[2]) {
			t.Errorf("RFC %s leads to RFC %s", row[1], row[2])
		}
		listed = append(listed, number(row[1]))
	}
	if !slices.IsSorted(listed) || len(slices.Compact(slices.Clone(listed))) != len(listed) {
		t.Error("docs/rfc.md is not in order, or names one twice")
	}
	cited := citations(t)
	for rfc, file := range cited {
		if !slices.Contains(listed, rfc) {
			t.Errorf("%s cites RFC %d, which is not in docs/rfc.md", file, rfc)
		}
	}
	for _, rfc := range listed {
		if cited[rfc] == "" {
			t.Errorf("docs/rfc.md lists RFC %d, and nobody cites it", rfc)
		}
	}
}

// citations finds which RFCs the project cites, and for each a file that does.
func citations(t *testing.T) map[int]string {
	t.Helper()
	cited := map[int]string{}
	citation := regexp.MustCompile(`\bRFC (\d+)`)
	kinds := []string{".go", ".md", ".svelte", ".ts", ".txt", ".yaml"}
	for _, root := range []string{"cmd", "docs", "scenarios", "sim", "ui", "README.md"} {
		err := filepath.WalkDir(filepath.Join("..", root), func(path string, d fs.DirEntry, err error) error {
			switch {
			case os.IsNotExist(err):
				return nil // not every root need be there
			case err != nil:
				return err
			case d.IsDir() && (d.Name() == "node_modules" || d.Name() == "dist"):
				return filepath.SkipDir
			case d.IsDir() || !slices.Contains(kinds, filepath.Ext(path)) || path == filepath.Join("..", "docs", "rfc.md"):
				return nil
			}
			text, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, c := range citation.FindAllSubmatch(text, -1) {
				cited[number(c[1])] = path
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return cited
}

func number(digits []byte) int {
	n, _ := strconv.Atoi(string(digits))
	return n
}
