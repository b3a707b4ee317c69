package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"mailflow/scenarios"
)

// What the pages for teachers say is what the program does. In them
//
//   - a block of YAML is a whole file, which runs and keeps its promises; with a
//     block of text behind it that begins with the file's name, it has just these
//     mistakes;
//   - a block of commands is run, on the last file; with a block of text behind
//     it, the last command says that, with … for what is left out;
//   - a comment that begins with "then" holds facts of the last command's run,
//     one a line, in the form of expect; nobody sees them but this test.
func TestPages(t *testing.T) {
	if _, err := exec.LookPath("sh"); err != nil {
		t.Skip("the commands of the pages are written for a shell: ", err)
	}
	for _, page := range []string{"teaching.md", "scenarios.md"} {
		text, err := os.ReadFile(filepath.Join("../../docs", page))
		if err != nil {
			t.Fatal(err)
		}
		dir := t.TempDir()
		blocks := blocksOf(string(text))
		if len(blocks) < 10 {
			t.Errorf("%s has only %d blocks", page, len(blocks))
		}
		for i, b := range blocks {
			next := block{}
			if i+1 < len(blocks) {
				next = blocks[i+1]
			}
			for _, mistake := range b.check(t, dir, next) {
				t.Errorf("docs/%s:%d: %s", page, b.line, mistake)
			}
		}
	}
}

// A block is what a page sets apart from its prose.
type block struct {
	kind string // yaml, sh, text or then
	line int
	text string
}

// apart finds blocks and comments, but not the blocks of other kinds.
var apart = regexp.MustCompile("(?ms)^```(yaml|sh|text)\n(.*?)^```$|^<!-- (then)\n(.*?)^-->$")

func blocksOf(page string) (list []block) {
	for _, m := range apart.FindAllStringSubmatchIndex(page, -1) {
		b := block{line: 1 + strings.Count(page[:m[0]], "\n")}
		if m[2] >= 0 {
			b.kind, b.text = page[m[2]:m[3]], page[m[4]:m[5]]
		} else {
			b.kind, b.text = page[m[6]:m[7]], page[m[8]:m[9]]
		}
		list = append(list, b)
	}
	return list
}

// own is what the pages call the file that they show.
const own = "my.yaml"

// check says what is wrong with a block, knowing the one behind it.
func (b block) check(t *testing.T, dir string, next block) []string {
	t.Helper()
	switch b.kind {
	case "yaml":
		if err := os.WriteFile(filepath.Join(dir, own), []byte(b.text), 0o644); err != nil {
			t.Fatal(err)
		}
		if next.kind == "text" && strings.HasPrefix(next.text, own+":") {
			if said, _ := shell(t, dir, "mailflow validate "+own); said != next.text {
				return []string{"its mistakes are\n" + said}
			}
			return nil
		}
		if said, code := shell(t, dir, "mailflow run "+own); code != 0 {
			return []string{fmt.Sprintf("it ends with %d:\n%s", code, said)}
		}
	case "sh":
		return b.run(t, dir, next)
	}
	return nil
}

// run runs the commands of a block.
func (b block) run(t *testing.T, dir string, next block) (mistakes []string) {
	t.Helper()
	lines := strings.Split(strings.TrimSpace(b.text), "\n")
	said := ""
	for _, line := range lines {
		if !strings.HasPrefix(line, "mailflow ") || strings.HasPrefix(line, "mailflow serve") {
			said = ""
			continue
		}
		var code int
		if said, code = shell(t, dir, line); code > 1 {
			mistakes = append(mistakes, fmt.Sprintf("%s ends with %d:\n%s", line, code, said))
		}
	}
	switch last := lines[len(lines)-1]; next.kind {
	case "text":
		rest := flat(said)
		for piece := range strings.SplitSeq(flat(next.text), "…") {
			_, after, found := strings.Cut(rest, strings.TrimSpace(piece))
			if !found {
				return append(mistakes, fmt.Sprintf("%s does not say %q but\n%s", last, piece, said))
			}
			rest = after
		}
	case "then":
		command := last + " --set say=[] --set ask=[] --set misconceptions=[] --set 'expect=["
		for i, fact := range strings.Split(strings.TrimSpace(next.text), "\n") {
			command += fmt.Sprintf("{text: \"%d\", %s, ", next.line+1+i, strings.TrimPrefix(fact, "{"))
		}
		if said, code := shell(t, dir, strings.TrimSuffix(command, ", ")+"]'"); code != 0 {
			_, said, _ = strings.Cut(said, "What the lesson promised")
			mistakes = append(mistakes, fmt.Sprintf("%s: not as told:%s", last, said))
		}
	}
	return mistakes
}

// flat is a text in one line: where it is broken does not matter.
func flat(text string) string { return strings.Join(strings.Fields(text), " ") }

// shell runs a command and returns what it says.
func shell(t *testing.T, dir, command string) (said string, code int) {
	t.Helper()
	var out bytes.Buffer
	cmd := exec.CommandContext(t.Context(), "sh", "-c", command)
	cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &out, &out
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); errors.As(err, &exit) {
		return out.String(), exit.ExitCode()
	}
	if err != nil {
		t.Fatal(err)
	}
	return out.String(), 0
}

var (
	lessonSection = regexp.MustCompile(`(?m)^### \[.*\]\(lessons/(.*)\.md\)$`)
	shown         = regexp.MustCompile(`\*\*Show\*\*.*`)
	quoted        = regexp.MustCompile("`([^`]+)`")
)

// The page for teachers speaks of every lesson, and what it tells them to show
// is there to be shown.
func TestWhatTeachersShow(t *testing.T) {
	page, err := os.ReadFile("../../docs/teaching.md")
	if err != nil {
		t.Fatal(err)
	}
	sections := lessonSection.FindAllStringSubmatchIndex(string(page), -1)
	told := map[string]bool{}
	for i, s := range sections {
		name, text := string(page[s[2]:s[3]]), string(page[s[1]:])
		if i+1 < len(sections) {
			text = string(page[s[1]:sections[i+1][0]])
		}
		told[name] = true
		golden, err := os.ReadFile("../../scenarios/" + name + ".golden")
		if err != nil {
			t.Error(err)
			continue
		}
		words := quoted.FindAllStringSubmatch(shown.FindString(text), -1)
		if len(words) == 0 {
			t.Errorf("%s: nothing is shown", name)
		}
		for _, w := range words {
			if !strings.Contains(flat(string(golden)), w[1]) {
				t.Errorf("%s: %q is not in its transcript", name, w[1])
			}
		}
	}
	for _, name := range scenarios.Names() {
		if !told[name] {
			t.Errorf("the page leaves out %s", name)
		}
	}
}
