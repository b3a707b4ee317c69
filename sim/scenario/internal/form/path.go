package form

import (
	"fmt"
	"strings"
)

// A step goes from a value to one inside it: to the box of a mapping, or to an
// entry of a list.
type step struct {
	key   string // of a box
	entry string // what stands in the brackets, if the step goes into a list
	path  string // the whole way up to here, as it was written
}

// parsePath reads a way to a value, such as "sites[alpha.example].users[2].name".
// What is wrong with it is said in words, and else "".
func parsePath(path string) (steps []step, problem string) {
	rest := path
	for rest != "" {
		said := path[:len(path)-len(rest)]
		if rest[0] == '[' {
			entry, after, closed := strings.Cut(rest[1:], "]")
			switch {
			case !closed:
				return nil, fmt.Sprintf("the `[` after `%s` has no `]`", said)
			case entry == "":
				return nil, fmt.Sprintf("nothing stands between the brackets after `%s`; write the name of an entry there, or its number", said)
			}
			rest = after
			steps = append(steps, step{entry: entry, path: path[:len(path)-len(rest)]})
			continue
		}
		if said != "" {
			if rest[0] != '.' {
				return nil, fmt.Sprintf("a `.` or a `[` must stand after `%s`", said)
			}
			rest = rest[1:]
		}
		end := strings.IndexAny(rest, ".[")
		if end < 0 {
			end = len(rest)
		}
		if end == 0 {
			return nil, strings.TrimSuffix(fmt.Sprintf("a key is missing after `%s.`", said), " after `.`")
		}
		key := rest[:end]
		rest = rest[end:]
		steps = append(steps, step{key: key, path: path[:len(path)-len(rest)]})
	}
	return steps, ""
}

// CutPath splits "path=value" at the first equals sign that does not stand in
// brackets.
func CutPath(text string) (path, value string, found bool) {
	inside := false
	for i, r := range text {
		switch {
		case r == '[':
			inside = true
		case r == ']':
			inside = false
		case r == '=' && !inside:
			return text[:i], text[i+1:], true
		}
	}
	return text, "", false
}
