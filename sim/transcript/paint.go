package transcript

import "mailflow/sim/trace"

// paint gives a text its colour. The text was cleaned before, so that the only
// escape sequences in a transcript are these.
type paint func(string) string

// palette holds a transcript's colours. They repeat what position and words
// say already.
type palette struct {
	strong, soft, client, server, lesson, good, bad, normal paint
}

// plainText has no colours.
var plainText = palette{asIs, asIs, asIs, asIs, asIs, asIs, asIs, asIs}

// ansi has the eight colours that every terminal has, in shades that can be
// read on black and on white.
var ansi = palette{
	strong: sgr("1"),
	soft:   sgr("2"),
	client: sgr("34"),
	server: sgr("33"),
	lesson: sgr("36"),
	good:   sgr("32"),
	bad:    sgr("31"),
	normal: asIs,
}

func asIs(s string) string { return s }

func sgr(parameter string) paint {
	return func(s string) string {
		if s == "" {
			return s
		}
		return "\x1b[" + parameter + "m" + s + "\x1b[0m"
	}
}

// tone is the colour of an event's sentence.
func (w *Writer) tone(e trace.Event) paint {
	switch e.Body.(type) {
	case trace.MessageRefused, trace.MessageBounced, trace.MessageExpired, trace.MessageDiscarded, trace.NodeDown, trace.LinkDown, trace.AuthFailed, trace.ActionFailed:
		return w.paint.bad
	case trace.MessageFiled, trace.MessageRead:
		return w.paint.good
	}
	switch e.Level() {
	case trace.Story:
		return w.paint.strong
	case trace.Hop:
		return w.paint.normal
	default:
		return w.paint.soft
	}
}
