package main

import (
	"fmt"
	"reflect"
	"strings"

	"mailflow/sim/trace"
)

// enums writes each closed set of words as a list and as the union of its
// members.
func (w *writer) enums() {
	enum(w, "levels", trace.Levels)
	enum(w, "roles", trace.Roles)
	enum(w, "grounds", trace.Grounds)
	enum(w, "protocols", []trace.Protocol{trace.SMTP, trace.LMTP, trace.IMAP, trace.POP3})
	enum(w, "transports", []trace.Transport{trace.TCP, trace.UDP})
	enum(w, "outcomes", trace.Outcomes)
	enum(w, "stages", trace.Stages)
	enum(w, "routes", trace.Routes)
	enum(w, "checks", trace.Checks)
	enum(w, "changes", trace.Changes)
}

func enum[T ~string](w *writer, list string, values []T) {
	t := reflect.TypeFor[T]()
	var quoted []string
	for _, v := range values {
		quoted = append(quoted, fmt.Sprintf("%q", v))
	}
	w.printf("export const %s = [%s] as const\n\n", list, strings.Join(quoted, ", "))
	w.doc("", t.Name())
	w.printf("export type %s = (typeof %s)[number]\n\n", t.Name(), list)
	w.declared[t] = true
}
