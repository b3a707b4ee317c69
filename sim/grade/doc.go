// Package grade judges a run by its events alone: it says which of a lesson's
// promises hold, when the lesson's narration is due, and whether mail was lost.
//
// Everything here is a fold over the trace. Nothing looks into a node, so what
// is judged is what everybody can see.
package grade
