package transcript

import "fmt"

// questions writes what the lesson asked, and what the run answered.
func (w *Writer) questions() {
	if len(w.fates.asked) == 0 {
		return
	}
	w.blank()
	w.line(0, w.paint.strong, "What the lesson asks")
	for _, q := range w.fates.asked {
		w.line(2, w.paint.lesson, "? "+Clean(oneLine(q.Text)))
		for i, a := range q.Answers {
			mark, paint := "  ", w.paint.normal
			if w.opts.Answers && i == q.Right {
				mark, paint = "→ ", w.paint.good
			}
			w.line(4, paint, mark+Clean(fmt.Sprintf("%d) %s", i+1, oneLine(a))))
		}
		if w.opts.Answers && q.Why != "" {
			w.line(6, w.paint.soft, Clean(cited("why: "+oneLine(q.Why), q.RFC)))
		}
	}
}

// misconceptions writes what the lesson set right.
func (w *Writer) misconceptions() {
	if len(w.fates.refuted) == 0 {
		return
	}
	w.blank()
	w.line(0, w.paint.strong, "What the lesson sets right")
	for _, m := range w.fates.refuted {
		w.line(2, w.paint.normal, "“"+Clean(oneLine(m.Belief))+"”")
		w.line(4, w.paint.lesson, "No. "+Clean(oneLine(m.Truth)))
	}
}

// cited puts the place where something is written behind it.
func cited(text, rfc string) string {
	if rfc == "" {
		return text
	}
	return text + " [" + rfc + "]"
}
