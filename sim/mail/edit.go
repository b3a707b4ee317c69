package mail

import (
	"slices"
	"strings"

	"mailflow/sim/trace"
)

// Edit is what one server does to a header: first it takes fields out, then it
// puts fields on top and at the end.
type Edit struct {
	Prepend []Field  // in this order from the top
	Remove  []string // names; all fields that have one of them go
	Append  []Field
}

// Apply makes the message after the edit and tells exactly what became
// different. All other fields and the body are shared, not copied.
func (m Message) Apply(e Edit) (Message, trace.MessageAltered) {
	var told trace.MessageAltered
	kept := make(Header, 0, len(e.Prepend)+len(m.header)+len(e.Append))
	kept = append(kept, e.Prepend...)
	for _, f := range m.header {
		if slices.ContainsFunc(e.Remove, f.Is) {
			told.Removed = append(told.Removed, f.Trace())
			continue
		}
		kept = append(kept, f)
	}
	if len(e.Prepend)+len(told.Removed)+len(e.Append) == 0 {
		return m, told
	}
	told.Added, told.Appended = traced(e.Prepend), traced(e.Append)
	return m.with(kept, e.Append), told
}

// Replay makes the same change again from what the trace tells of it, as
// whoever follows a message by its events does.
func (m Message) Replay(told trace.MessageAltered) Message {
	gone := slices.Clone(told.Removed)
	kept := make(Header, 0, len(told.Added)+len(m.header)+len(told.Appended))
	kept = append(kept, untraced(told.Added)...)
	for _, f := range m.header {
		if i := slices.Index(gone, f.Trace()); i >= 0 {
			gone = slices.Delete(gone, i, i+1)
			continue
		}
		kept = append(kept, f)
	}
	return m.with(kept, untraced(told.Appended))
}

// with makes the message that has this header. An empty line is put in where
// the body would otherwise run into the header, as Postfix does.
func (m Message) with(h Header, appended []Field) Message {
	if n := len(h); n > 0 && (len(appended) > 0 || m.body != "") && !strings.HasSuffix(h[n-1].raw, "\n") {
		h[n-1].raw += "\r\n"
	}
	gap := m.gap
	if gap == "" && m.body != "" {
		gap = "\r\n"
	}
	return Message{header: append(h, appended...), gap: gap, body: m.body}
}

func traced(fields []Field) []trace.Field {
	var out []trace.Field
	for _, f := range fields {
		out = append(out, f.Trace())
	}
	return out
}

func untraced(fields []trace.Field) []Field {
	out := make([]Field, len(fields))
	for i, f := range fields {
		out[i] = Field{raw: string(f.Raw) + "\r\n", colon: strings.IndexByte(string(f.Raw), ':')}
	}
	return out
}
