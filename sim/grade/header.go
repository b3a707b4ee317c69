package grade

import (
	"fmt"
	"slices"
	"strings"

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
	var values []string
	for _, f := range header(events[:filed+1]) {
		if strings.EqualFold(f.Name, h.Field) {
			values = append(values, unfold(string(f.Raw)))
		}
	}
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

// header is the header of a message as it was filed by the last of the events:
// as its author wrote it, with every change made to it on the way to that store.
func header(events []trace.Event) []trace.Field {
	filed := events[len(events)-1]
	path := route(filed, events)
	var fields []trace.Field
	for _, e := range events {
		if e.Message != filed.Message {
			continue
		}
		switch b := e.Body.(type) {
		case trace.MessageComposed:
			fields = split(string(b.Content))
		case trace.MessageAltered:
			if slices.Contains(path, e.Node) {
				fields = alter(fields, b)
			}
		}
	}
	return fields
}

// route lists the nodes through which a message came to where it was filed. A
// message with several recipients takes several routes, and its headers differ.
func route(filed trace.Event, events []trace.Event) []string {
	path := []string{filed.Node}
	for i := 0; i < len(path); i++ {
		for _, e := range events {
			if e.Message != filed.Message || e.Node != path[i] || e.Peer == "" || slices.Contains(path, e.Peer) {
				continue
			}
			if e.Kind() == "message.accepted" {
				path = append(path, e.Peer)
			}
		}
	}
	return path
}

// alter applies the change that one node made.
func alter(fields []trace.Field, change trace.MessageAltered) []trace.Field {
	kept := slices.Clone(fields)
	for _, gone := range change.Removed {
		if i := slices.Index(kept, gone); i >= 0 {
			kept = slices.Delete(kept, i, i+1)
		}
	}
	return slices.Concat(change.Added, kept, change.Appended)
}

// split reads the header of a message.
func split(content string) []trace.Field {
	head, _, _ := strings.Cut(content, "\r\n\r\n")
	var fields []trace.Field
	for line := range strings.SplitSeq(head, "\r\n") {
		if last := len(fields) - 1; last >= 0 && line != "" && (line[0] == ' ' || line[0] == '\t') {
			fields[last].Raw += trace.Octets("\r\n" + line)
			continue
		}
		if name, _, ok := strings.Cut(line, ":"); ok {
			fields = append(fields, trace.Field{Name: name, Raw: trace.Octets(line)})
		}
	}
	return fields
}

// unfold is the value of a field on one line (RFC 5322 §2.2.3).
func unfold(raw string) string {
	_, value, _ := strings.Cut(raw, ":")
	return strings.TrimSpace(strings.ReplaceAll(value, "\r\n", ""))
}
