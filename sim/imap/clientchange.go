package imap

import (
	"strings"

	"mailflow/sim/store"
)

// FlagOp is what is done to flags, see [store.FlagOp].
type FlagOp = store.FlagOp

// What a mail program does to flags, and those that it sets.
const (
	AddFlags  = store.AddFlags
	Seen      = store.Seen
	Answered  = store.Answered
	Forwarded = "$Forwarded" // RFC 9051 §2.3.2
)

// Flag changes the flags of messages in the open folder.
func (c *Client) Flag(uids []UID, op FlagOp, flags ...string) error {
	if len(uids) == 0 {
		return nil
	}
	item := map[FlagOp]string{store.SetFlags: "FLAGS.SILENT", store.AddFlags: "+FLAGS.SILENT", store.RemoveFlags: "-FLAGS.SILENT"}[op]
	_, err := c.do("UID STORE", nil, word(setOf(uids)), word(item), word("("+strings.Join(flags, " ")+")"))
	return err
}

// Move moves messages of the open folder into another.
func (c *Client) Move(uids []UID, folder string) error {
	if len(uids) == 0 {
		return nil
	}
	_, err := c.do("UID MOVE", nil, word(setOf(uids)), mailbox(folder))
	return err
}

// Copy copies messages of the open folder into another.
func (c *Client) Copy(uids []UID, folder string) error {
	if len(uids) == 0 {
		return nil
	}
	_, err := c.do("UID COPY", nil, word(setOf(uids)), mailbox(folder))
	return err
}

// Delete removes messages of the open folder for good: it marks them and expunges
// just those.
func (c *Client) Delete(uids []UID) error {
	if err := c.Flag(uids, store.AddFlags, store.Deleted); err != nil || len(uids) == 0 {
		return err
	}
	_, err := c.do("UID EXPUNGE", nil, word(setOf(uids)))
	return err
}

// Append files a message of the client's own and returns its UID. Identity is
// that of the message in the trace.
func (c *Client) Append(folder string, flags []string, octets, identity string) (UID, error) {
	args := []arg{mailbox(folder)}
	if len(flags) > 0 {
		args = append(args, word("("+strings.Join(flags, " ")+")"))
	}
	r, err := c.doAbout(identity, "APPEND", nil, append(args, arg{text: octets, literal: true})...)
	uid, _ := r.codeNumber("APPENDUID")
	return UID(uid), err
}
