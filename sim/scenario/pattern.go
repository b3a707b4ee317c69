package scenario

import (
	"regexp"

	"mailflow/sim/trace"
)

// Pattern picks events. It names their kind and, where that is not enough, what
// else must be true of them: of the event itself (node, role, peer, conn,
// message, reason, rfc) or of any field that events of that kind have.
//
// A value is compared as it stands. Where a field holds a list, it is enough
// that one of its members fits. A value that begins with ~ is a regular
// expression.
//
//	kind: smtp.reply
//	node: mail.beta.example
//	code: 250
//	lines: ~queued as
type Pattern struct {
	// The kind of event.
	Kind trace.Kind `yaml:"kind" form:"required,short"`

	// Where lists what else must be true, in the order of the file.
	Where []Condition `yaml:"-" form:"rest"`
}

// Condition is one demand that a pattern makes on an event.
type Condition struct {
	Field string         // as the JSON form of the event names it
	Want  string         // the value, or ~ and a regular expression
	Expr  *regexp.Regexp // the regular expression, if it is one
}

// SetEntry implements form.Entry.
func (c *Condition) SetEntry(field, want string) { c.Field, c.Want = field, want }

// Entry implements form.Entry.
func (c *Condition) Entry() (field, want string) { return c.Field, c.Want }

// Holds reports whether a text is what the condition wants.
func (c *Condition) Holds(text string) bool {
	if c.Expr != nil {
		return c.Expr.MatchString(text)
	}
	return text == c.Want
}
