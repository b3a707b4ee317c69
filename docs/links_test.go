package docs

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// pages lists everything written for people, from the root of the tree.
func pages(t *testing.T) []string {
	t.Helper()
	list := []string{"README.md"}
	for _, pattern := range []string{"docs/*.md", "docs/*/*.md"} {
		found, err := filepath.Glob(filepath.Join("..", pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			list = append(list, strings.TrimPrefix(filepath.ToSlash(f), "../"))
		}
	}
	return list
}

func read(t *testing.T, page string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join("..", page))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func exists(name string) bool {
	_, err := os.Stat(filepath.Join("..", name))
	return err == nil
}

var link = regexp.MustCompile(`\]\(([^)\s]+)\)`)

// Every link within the tree leads to a file, and to a heading in it.
func TestLinksLeadSomewhere(t *testing.T) {
	for _, page := range pages(t) {
		for _, m := range link.FindAllStringSubmatch(read(t, page), -1) {
			target, anchor, _ := strings.Cut(m[1], "#")
			if strings.Contains(target, "://") {
				continue
			}
			if target = filepath.Join(filepath.Dir(page), target); m[1][0] == '#' {
				target = page
			}
			switch {
			case !exists(target):
				t.Errorf("%s: there is no %s", page, m[1])
			case anchor != "" && !strings.Contains(anchors(read(t, target)), "#"+anchor+"\n"):
				t.Errorf("%s: there is no heading for %s", page, m[1])
			}
		}
	}
}

var (
	heading = regexp.MustCompile(`(?m)^#+ (.*)$`)
	dropped = regexp.MustCompile("[^a-z0-9 _-]")
)

// anchors lists what the headings of a page are called in links, one a line.
func anchors(text string) string {
	var b strings.Builder
	for _, h := range heading.FindAllStringSubmatch(text, -1) {
		b.WriteString("#" + strings.ReplaceAll(dropped.ReplaceAllString(strings.ToLower(h[1]), ""), " ", "-") + "\n")
	}
	return b.String()
}

// named finds what is written as a path of this tree.
var named = regexp.MustCompile("`((?:sim|ui|cmd|docs|scenarios|assets|\\.ci)/[A-Za-z0-9_./-]*)`")

// Every file that a page names exists, so that a page cannot describe code that
// has moved on.
func TestNamedFilesExist(t *testing.T) {
	for _, page := range pages(t) {
		for _, m := range named.FindAllStringSubmatch(read(t, page), -1) {
			if m[1] != "ui/dist/" && !exists(m[1]) {
				t.Errorf("%s names %s, which is not there", page, m[1])
			}
		}
	}
}
