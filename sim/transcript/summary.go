package transcript

import (
	"fmt"
	"time"
)

// maxLetters is how many messages the summary names one by one.
const maxLetters = 100

// summary writes what became of everything.
func (w *Writer) summary() {
	w.letters()
	w.promises()
	w.questions()
	w.misconceptions()
	w.end()
}

func (w *Writer) letters() {
	if len(w.fates.letters) == 0 {
		return
	}
	w.blank()
	w.line(0, w.paint.strong, "What became of the messages")
	for i, l := range w.fates.letters {
		if i == maxLetters {
			w.line(2, w.paint.soft, fmt.Sprintf("… and %s more", count(len(w.fates.letters)-i, "message")))
			break
		}
		w.letter(l)
	}
}

func (w *Writer) letter(l *letter) {
	s := l.name
	if l.from != "" {
		s += "  from " + l.from
	}
	if l.subject != "" {
		s += ": " + quote(l.subject)
	}
	w.line(2, w.paint.normal, Clean(s))
	for i, r := range l.order {
		if i == maxLetters {
			w.line(6, w.paint.soft, fmt.Sprintf("… and %s more", count(len(l.order)-i, "recipient")))
			break
		}
		f := l.fates[r]
		s := fmt.Sprintf("%s: %s, %s", r, f.words, later(f.after))
		if f.state == unsent {
			s = fmt.Sprintf("%s: %s", r, f.words)
		}
		if f.read > 0 {
			s += ", read " + later(f.read)
		}
		w.line(6, w.paint.soft, Clean(s))
	}
}

// later says how long after the message was written something happened.
func later(d time.Duration) string {
	if d < time.Millisecond {
		return "at once"
	}
	return "after " + Span(d)
}

func (w *Writer) promises() {
	if len(w.fates.promises) == 0 {
		return
	}
	w.blank()
	w.line(0, w.paint.strong, "What the lesson promised")
	kept := 0
	for _, p := range w.fates.promises {
		if p.kept {
			kept++
			w.line(2, w.paint.good, "✓ "+Clean(oneLine(p.text)))
			continue
		}
		s := "✗ " + Clean(oneLine(p.text))
		if p.line > 0 {
			s += fmt.Sprintf(" (line %d)", p.line)
		}
		w.line(2, w.paint.bad, s)
		w.line(4, w.paint.normal, "found: "+Clean(oneLine(p.found)))
	}
	w.line(2, w.paint.soft, fmt.Sprintf("%d of %d hold.", kept, len(w.fates.promises)))
}

// end says how the run ended and how large it was.
func (w *Writer) end() {
	w.blank()
	how := "The run has not ended"
	if w.fates.ended != nil {
		how = outcome(*w.fates.ended)
	}
	w.line(0, w.paint.normal, Clean(fmt.Sprintf("%s. It took %s of virtual time and has %s.",
		how, Span(w.fates.last.Truncate(time.Millisecond)), count(w.fates.events, "event"))))
}
