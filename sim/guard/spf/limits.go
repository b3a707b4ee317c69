package spf

import "strconv"

// What a record may cost whoever checks it (RFC 7208 §4.6.4).
const (
	MaxLookups = 10 // terms that ask the DNS
	MaxVoids   = 2  // answers with nothing in them
	maxNames   = 10 // hosts of one mx, names of one ptr
)

// trouble ends a check without a yes or a no.
type trouble struct {
	result Result
	text   string
	rfc    string
}

func (t *trouble) Error() string { return t.text }

func permanent(rfc, text string) *trouble { return &trouble{PermError, text, rfc} }

// spend counts a term that asks the DNS.
func (c *check) spend() error {
	if c.lookups++; c.lookups > MaxLookups {
		c.lookups = MaxLookups
		return permanent("RFC 7208 §4.6.4", "The record would have the DNS asked for more than "+strconv.Itoa(MaxLookups)+" terms, and nobody has to do that.")
	}
	return nil
}

// answered judges the error of an answer: nothing is a no, but may not happen
// too often; and without any answer there is no result.
func (c *check) answered(name string, err error) error {
	switch {
	case err == nil:
		return nil
	case !void(err):
		return &trouble{TempError, "The DNS gives no answer about " + name + " for now.", "RFC 7208 §2.6.6"}
	}
	if c.voids++; c.voids > MaxVoids {
		c.voids = MaxVoids
		return permanent("RFC 7208 §4.6.4", "The record leads to more than "+strconv.Itoa(MaxVoids)+" names at which the DNS has nothing.")
	}
	return nil
}
