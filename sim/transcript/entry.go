package transcript

import (
	"fmt"
	"strings"

	"mailflow/sim/trace"
)

// timeColumn is how wide the column of times is, with the space behind it.
const timeColumn = 14

// indent is how far the events of each level stand to the right: the eye
// follows the story down the left edge.
func indent(l trace.Level) int {
	switch l {
	case trace.Story:
		return 0
	case trace.Hop:
		return 2
	default:
		return 4
	}
}

// event writes time and sentence.
func (w *Writer) event(e trace.Event) {
	left := timeColumn + indent(e.Level())
	if len(w.wireLines(e)) > 0 {
		left += len("C: ") // below the lines it explains
	}
	text := w.commands.teller(e).Say(e)
	for i, l := range Wrap(text, w.opts.Width-left) {
		at := ""
		if i == 0 && len(w.wireLines(e)) == 0 {
			at = w.clock(e.At)
		}
		w.out.WriteString(w.paint.soft(fmt.Sprintf("%-*s", left, at)))
		w.out.WriteString(w.tone(e)(l))
		w.blank()
	}
}

// why writes the reason below its event.
func (w *Writer) why(e trace.Event) {
	r := e.Reason
	if r == nil {
		return
	}
	s := "why: " + oneLine(r.Text)
	if r.Setting != "" {
		s += " (" + oneLine(r.Setting) + ")"
	}
	if r.RFC != "" {
		s += " [" + r.RFC + "]"
	}
	w.line(timeColumn+indent(e.Level())+2, w.paint.soft, Clean(cut(s, maxSentence)))
}

// dialogue writes the line itself, as it went over the wire.
func (w *Writer) dialogue(e trace.Event) {
	lines := w.wireLines(e)
	if len(lines) == 0 {
		return
	}
	left := timeColumn + indent(trace.Wire)
	side, paint, from, to := "C: ", w.paint.client, e.Node, e.Peer
	if server(e.Body) {
		side, paint, from, to = "S: ", w.paint.server, e.Peer, e.Node
	}
	if e.Conn != w.conn || e.Conn == "" {
		w.conn = e.Conn
		w.line(left, w.paint.soft, Clean(fmt.Sprintf("Connection %s: C is %s, S is %s", e.Conn, from, to)))
	}
	for i, l := range lines {
		at := ""
		if i == 0 {
			at = w.clock(e.At)
		}
		w.out.WriteString(w.paint.soft(fmt.Sprintf("%-*s", left, at)))
		w.out.WriteString(paint(side + Clean(cut(l, 2*maxValue))))
		w.blank()
	}
}

// wireLines are the lines of a dialogue that an event holds; none for an event
// that is not part of one.
func (w *Writer) wireLines(e trace.Event) []string {
	switch b := e.Body.(type) {
	case trace.SMTPCommand:
		return []string{string(b.Line)}
	case trace.SMTPReply:
		return lines(b.Lines)
	case trace.SMTPContent:
		return []string{fmt.Sprintf("(%s of message)", count(b.Octets, "octet"))}
	case trace.IMAPCommand:
		return []string{string(b.Line)}
	case trace.IMAPResponse:
		return lines(b.Lines)
	case trace.POP3Command:
		return []string{string(b.Line)}
	case trace.POP3Response:
		return lines(b.Lines)
	}
	return nil
}

// server reports whether a body is told by the serving end.
func server(b trace.Body) bool {
	switch b.(type) {
	case trace.SMTPReply, trace.IMAPResponse, trace.POP3Response:
		return true
	}
	return false
}

func lines(octets []trace.Octets) []string {
	out := make([]string, len(octets))
	for i, o := range octets {
		out[i] = string(o)
	}
	return out
}

// diff writes what was done to a header, field by field.
func (w *Writer) diff(b trace.MessageAltered) {
	for _, part := range []struct {
		sign   string
		paint  paint
		fields []trace.Field
	}{
		{"+ ", w.paint.good, b.Added},
		{"- ", w.paint.bad, b.Removed},
		{"+ ", w.paint.good, b.Appended},
	} {
		for _, f := range part.fields {
			sign := part.sign
			for l := range strings.SplitSeq(string(f.Raw), "\r\n") {
				l = strings.ReplaceAll(l, "\t", "        ")
				w.line(timeColumn+indent(trace.Hop)+2, part.paint, sign+Clean(cut(l, 2*maxValue)))
				sign = "  "
			}
		}
	}
}

// note sets the lesson's narration apart.
func (w *Writer) note(b trace.Note) {
	w.aside("│ ", cited(oneLine(b.Text), b.RFC))
	if b.Why != "" {
		w.aside("│ ", oneLine(b.Why))
	}
}

func (w *Writer) aside(mark, text string) {
	for _, l := range Wrap(Clean(text), w.opts.Width-timeColumn-2) {
		w.out.WriteString(strings.Repeat(" ", timeColumn) + w.paint.lesson(mark+l))
		w.blank()
	}
}

// line writes one text, wrapped, with all of its lines at the same indent.
func (w *Writer) line(left int, p paint, text string) {
	for _, l := range Wrap(text, w.opts.Width-left) {
		w.out.WriteString(strings.Repeat(" ", left) + p(strings.TrimRight(l, " ")))
		w.blank()
	}
}

func (w *Writer) blank() { w.out.WriteByte('\n') }
