package grade

import (
	"fmt"
	"slices"
	"strings"

	"mailflow/sim/mailbox"
	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// judgeHeader judges the header of the last letter that was filed for a person.
func judgeHeader(sc *scenario.Scenario, h *scenario.HeaderFact, events []trace.Event) string {
	filed := -1
	box := owner(sc, h.User)
	for i, e := range events {
		if f, ok := e.Body.(trace.MessageFiled); ok && box.is(f.User, e.Node) {
			filed = i
		}
	}
	if filed < 0 {
		return "no letter was ever filed for " + h.User
	}
	values := mailbox.Content(events, events[filed].Seq).Header().Values(h.Field)
	contains := func(v string) bool { return strings.Contains(v, h.Contains) }
	switch {
	case h.Count != nil && *h.Count != len(values):
		return fmt.Sprintf("the letter has %s", count(len(values), h.Field+" field"))
	case h.Contains != "" && len(values) == 0:
		return fmt.Sprintf("the letter has no %s field", h.Field)
	case h.Contains != "" && !slices.ContainsFunc(values, contains):
		return "it says: " + strings.Join(values, " | ")
	}
	return ""
}
