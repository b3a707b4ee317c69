package mda

import (
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// folder is where a message goes, and why if that is not the inbox. The rule
// looks at the header and at nothing else, so it is worth as much as the server
// in front that wrote the field, and took out those that others had written.
func (r JunkRule) folder(h mail.Header) (string, *trace.Reason) {
	if r.Field == "" {
		return store.Inbox, nil
	}
	for _, value := range h.Values(r.Field) {
		if strings.Contains(strings.ToUpper(value), strings.ToUpper(r.Contains)) {
			return store.Junk, trace.Why("The header says "+r.Field+": "+mail.Clean(value)+", and what is marked so goes into the folder Junk.", "mda.junk", "RFC 6154 §2")
		}
	}
	return store.Inbox, nil
}
