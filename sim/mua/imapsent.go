package mua

import (
	"mailflow/sim/imap"
	"mailflow/sim/trace"
)

// sentFolder is where copies of sent letters go (RFC 6154 §2).
const sentFolder = "Sent"

func (b *folder) inbox() pile { return b.letters }

// sent puts a copy of a letter into the folder for that, and marks the letter
// that it came of. SMTP took the letter to its readers; the author's own mailbox
// hears of it over IMAP only, so the letter goes over the line twice.
func (b *folder) sent(l *draft, m trace.Mark) *failure {
	if !b.cfg.Sent && l.origin == nil {
		return nil
	}
	return b.session(m, func(c *imap.Client) *failure {
		if b.cfg.Sent {
			if err := b.file(c, l); err != nil {
				return b.why(trace.Mark{Message: l.identity, Cause: c.Heard().Cause}, err)
			}
		}
		if l.origin == nil {
			return nil
		}
		if err := b.mark(c, l.origin); err != nil {
			return b.why(after(c), err)
		}
		return nil
	})
}

// file puts a copy of a sent letter into its folder.
func (b *folder) file(c *imap.Client, l *draft) error {
	return into(c, sentFolder, func() error {
		_, err := c.Append(sentFolder, []string{imap.Seen}, l.content.String(), l.identity)
		return err
	})
}

// mark notes on a letter in the inbox what was done with it.
func (b *folder) mark(c *imap.Client, o *origin) error {
	if err := b.enter(c); err != nil {
		return err
	}
	return c.Flag([]imap.UID{o.letter.uid}, imap.AddFlags, o.flag)
}
