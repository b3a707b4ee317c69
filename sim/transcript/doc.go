// Package transcript tells a trace in words: the text twin of the picture.
//
// [Say] turns one event into one plain sentence. A [Teller] does the same and
// may look up the event that caused it, so that a reply can name what it
// replies to. A [Writer] sets a whole run as text for a terminal or a golden
// file, with its reasons, its waiting and, at the end, what became of each
// message. Nothing is said that the events do not say.
package transcript
