package attacker

import (
	"slices"
	"strconv"
	"strings"

	"mailflow/sim/mail"
)

// targets is a list of addresses that is gone through again and again.
type targets struct {
	list  []string
	taken int
}

// next takes so many addresses from the list. Each is there once, however short
// the list.
func (t *targets) next(n int) []mail.Address {
	var out []mail.Address
	for range n {
		text := numbered(t.list[t.taken%len(t.list)], t.taken/len(t.list)+1)
		t.taken++
		if a, err := mail.ParseAddress(text); err == nil && !slices.Contains(out, a) {
			out = append(out, a)
		}
	}
	return out
}

// numbered puts a number in the place of {n}.
func numbered(text string, n int) string {
	return strings.ReplaceAll(text, "{n}", strconv.Itoa(n))
}

// byDomain sorts recipients into groups that one server can take, in the order
// in which their domains come first.
func byDomain(to []mail.Address) [][]mail.Address {
	var groups [][]mail.Address
	index := map[string]int{}
	for _, a := range to {
		i, ok := index[a.Domain]
		if !ok {
			i = len(groups)
			index[a.Domain] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], a)
	}
	return groups
}
