package imap

import (
	"strconv"
	"strings"

	"mailflow/sim/trace"
)

// Message is a message as it was fetched.
type Message struct {
	UID    UID
	Flags  []string
	Octets string     // the whole message; empty if only flags were asked for
	Heard  trace.Mark // the answer it came with, and the message's identity
}

// Fetch gets whole messages of the open folder; seen says whether they count as
// read from now on. Those that are not there are missing from the answer.
func (c *Client) Fetch(seen bool, uids ...UID) ([]Message, error) {
	if len(uids) == 0 {
		return nil, nil
	}
	return c.fetch(setOf(uids), whole(seen), 0)
}

// FetchNew gets whole messages with a UID above since, and leaves them unread.
func (c *Client) FetchNew(since UID) ([]Message, error) {
	return c.fetch(above(since), whole(false), since)
}

// Flags gets the flags of the messages with a UID above since.
func (c *Client) Flags(since UID) ([]Message, error) {
	return c.fetch(above(since), "FLAGS", since)
}

func whole(seen bool) string {
	if seen {
		return "(FLAGS BODY[])"
	}
	return "(FLAGS BODY.PEEK[])"
}

// above is a set of UIDs. It always holds the last message, which is why its
// user must look twice (RFC 9051 §6.4.9).
func above(since UID) string { return strconv.FormatUint(uint64(since)+1, 10) + ":*" }

func (c *Client) fetch(set, items string, since UID) ([]Message, error) {
	var list []Message
	_, err := c.do("UID FETCH", func(r reply) {
		if m, ok := messageOf(r); ok && m.UID > since {
			list = append(list, m)
		}
	}, word(set), word(items))
	return list, err
}

// messageOf reads a FETCH line; false if it is another, or names no UID.
func messageOf(r reply) (Message, bool) {
	if r.name != "FETCH" || len(r.values) != 1 {
		return Message{}, false
	}
	items := r.values[0].list
	m := Message{UID: UID(number(items, "UID")), Heard: r.heard}
	flags, _ := item(items, "FLAGS")
	for _, f := range flags.list {
		m.Flags = append(m.Flags, f.text)
	}
	body, _ := item(items, "BODY[]")
	m.Octets = body.text
	return m, m.UID > 0
}

// setOf writes UIDs as a set, runs of them as ranges.
func setOf(uids []UID) string {
	var b strings.Builder
	for i := 0; i < len(uids); {
		first := uids[i]
		last := first
		for i++; i < len(uids) && uids[i] == last+1; i++ {
			last++
		}
		if b.Len() > 0 {
			b.WriteByte(',')
		}
		b.WriteString(strconv.FormatUint(uint64(first), 10))
		if last > first {
			b.WriteString(":" + strconv.FormatUint(uint64(last), 10))
		}
	}
	return b.String()
}
