package form

import (
	"fmt"
	"strings"
)

// Suggest ends a message about a word that does not exist: with the nearest
// word that does, or with all of them if none is near and they are few.
func Suggest(word string, known []string) string {
	if best := Nearest(word, known); best != "" {
		return fmt.Sprintf("; did you mean `%s`?", best)
	}
	if len(known) == 0 || len(known) > 24 {
		return ""
	}
	return "; allowed here: " + strings.Join(known, ", ")
}

// Nearest finds the known word that is most like word, or "" if none is like
// it. Of equally near words it is the first.
func Nearest(word string, known []string) string {
	letters := []rune(strings.ToLower(word))
	best, least := "", 1+max(1, len(letters)/3)
	if len(letters) > 64 {
		return ""
	}
	for _, k := range known {
		if d := distance(letters, []rune(strings.ToLower(k)), least); d < least {
			best, least = k, d
		}
	}
	return best
}

// distance counts the letters that must be changed, added, left out or swapped
// with their neighbour to make b of a. It gives up at limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	var last []int
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		next := make([]int, len(b)+1)
		next[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			next[j] = min(row[j]+1, next[j-1]+1, row[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				next[j] = min(next[j], last[j-2]+1)
			}
		}
		last, row = row, next
	}
	return row[len(b)]
}

// List writes words as "a, b or c".
func List(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}
