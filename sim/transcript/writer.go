package transcript

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"time"

	"mailflow/sim/trace"
)

// Options say how a [Writer] sets a run.
type Options struct {
	Level   trace.Level // the deepest level that is told; empty means [trace.Hop]
	Color   bool        // colours for a terminal (ANSI)
	Width   int         // characters a line; 0 means 100
	Start   time.Time   // the instant of virtual time zero; zero: as run.started says
	Answers bool        // tell the right answers of questions
}

// Writer sets a run as text, event by event. Equal traces give equal text.
type Writer struct {
	opts  Options
	out   *bufio.Writer
	paint palette
	start time.Time

	told     bool          // something was told already
	lastTold time.Duration // when the last event that was told happened
	lastAny  time.Duration // the same for all events
	day      string        // the date that was printed last
	conn     string        // the connection whose dialogue was printed last

	commands commands
	fates    fates
}

// New makes a Writer.
func New(w io.Writer, o Options) *Writer {
	if o.Level == "" {
		o.Level = trace.Hop
	}
	if o.Width <= 0 {
		o.Width = 100
	}
	wr := &Writer{opts: o, out: bufio.NewWriter(w), start: o.Start, paint: plainText, commands: commands{}, fates: newFates()}
	if o.Color {
		wr.paint = ansi
	}
	return wr
}

// Write sets a whole run and its summary.
func Write(w io.Writer, o Options, events iter.Seq[trace.Event]) error {
	wr := New(w, o)
	for e := range events {
		wr.Tell(e)
	}
	return wr.Finish()
}

// Tell sets one event, if it belongs to the level. Events come in order. An
// error of the writer below is kept for Finish.
func (w *Writer) Tell(e trace.Event) {
	w.commands.note(e)
	w.fates.add(e)
	if w.opts.Level.Shows(e.Level()) && !summed(e.Body) {
		w.pass(e)
		w.set(e)
		w.told, w.lastTold = true, e.At
	}
	w.lastAny = e.At
}

// Flush brings what was told so far to the writer below.
func (w *Writer) Flush() error {
	if err := w.out.Flush(); err != nil {
		return fmt.Errorf("transcript: %w", err)
	}
	return nil
}

// Finish writes the summary: what became of each message, whether what the
// lesson promised holds, what it asked and what it sets right.
func (w *Writer) Finish() error {
	w.summary()
	return w.Flush()
}

// summed reports whether a body is told in the summary.
func summed(b trace.Body) bool {
	switch b.(type) {
	case trace.ExpectationMet, trace.ExpectationMissed, trace.Question, trace.MisconceptionRefuted, trace.RunEnded:
		return true
	}
	return false
}

// set writes the event in the form that its kind asks for.
func (w *Writer) set(e trace.Event) {
	switch b := e.Body.(type) {
	case trace.RunStarted:
		w.heading(b)
	case trace.Note:
		w.note(b)
	case trace.MessageAltered:
		w.event(e)
		w.diff(b)
		w.why(e)
	default:
		if e.Level() == trace.Wire {
			w.dialogue(e)
		}
		w.event(e)
		w.why(e)
	}
}

// heading opens the transcript.
func (w *Writer) heading(b trace.RunStarted) {
	name := b.Title
	if name == "" {
		name = b.Scenario
	}
	w.line(0, w.paint.strong, Clean(oneLine(name)))
	w.line(0, w.paint.soft, Clean(fmt.Sprintf("%s, seed %d, starts %s", b.Scenario, b.Seed, startWords(b.Start))))
	if start, err := time.Parse(time.RFC3339, b.Start); err == nil && w.start.IsZero() {
		w.start = start
	}
	if !w.start.IsZero() {
		w.day = w.date(0)
	}
	w.blank()
}

// gap is how long nothing must happen to be worth a word.
const gap = time.Minute

// pass marks the time that has passed since the last event that was told.
func (w *Writer) pass(e trace.Event) {
	if d := e.At - w.lastTold; w.told && d >= gap {
		words := "nothing moves"
		if w.lastAny-w.lastTold >= time.Second {
			words = "nothing to tell at this level"
		}
		w.line(0, w.paint.soft, fmt.Sprintf("— %s pass, %s —", Span(d), words))
		w.conn = ""
	}
	if w.start.IsZero() {
		return
	}
	if day := w.date(e.At); day != w.day {
		if w.day != "" {
			w.line(0, w.paint.soft, day)
		}
		w.day = day
	}
}

func (w *Writer) date(at time.Duration) string {
	return w.start.Add(at).UTC().Format("Monday 2 January 2006")
}

// clock is the time of an event, always equally wide.
func (w *Writer) clock(at time.Duration) string {
	if w.start.IsZero() {
		return fmt.Sprintf("%12.3f", at.Seconds())
	}
	return w.start.Add(at).UTC().Format("15:04:05.000")
}
