package imap

import "mailflow/sim/trace"

// idleState is how far an IDLE is (RFC 9051 §6.3.13).
type idleState int

const (
	awake   idleState = iota // no IDLE, or its DONE was said
	asks                     // IDLE was said
	idles                    // the server agreed
	stopped                  // Stop came before the server agreed
)

// Update is something that a server tells unasked.
type Update struct {
	Exists int      // so many messages are in the folder now; 0: that is not the news
	Gone   int      // the message of this number has gone, and those after it move up; 0: none
	Flags  []string // those of the message UID
	UID    UID
	Heard  trace.Mark
}

// Idle waits for news of the open folder and hands each to on, in the caller's
// goroutine, until on returns false, Stop is called, or the connection breaks.
// Nobody waits for that to happen: a world in which clients idle is at rest.
func (c *Client) Idle(on func(Update) (more bool)) error {
	c.setIdle(asks)
	defer c.setIdle(awake)
	tag, err := c.send("", "IDLE", nil)
	if err != nil {
		return err
	}
	for {
		r, err := c.reply()
		switch {
		case err != nil:
			return c.lastWords(err)
		case r.tag == "+":
			c.agreed()
		case r.tag == tag && r.name == "OK":
			return nil
		case r.tag == tag:
			return r.refused("IDLE")
		case r.name == "BYE":
			c.bye = r.refused("IDLE")
		default:
			if u, ok := updateOf(r); ok && !on(u) {
				c.Stop()
			}
		}
	}
}

// Stop ends Idle: DONE goes out now, and Idle returns when the server has
// answered. It does not wait, and does nothing if nobody idles. It may be called
// from an event of the world, or from the function that Idle calls.
func (c *Client) Stop() {
	c.mu.Lock()
	was := c.idle
	switch was {
	case asks:
		c.idle = stopped
	case idles:
		c.idle = awake
	}
	c.mu.Unlock()
	if was == idles {
		c.sayDone()
	}
}

// agreed is the server's go-ahead.
func (c *Client) agreed() {
	c.mu.Lock()
	late := c.idle == stopped
	if c.idle = idles; late {
		c.idle = awake
	}
	c.mu.Unlock()
	if late {
		c.sayDone()
	}
}

// sayDone ends the IDLE. From here on an answer is waited for again.
func (c *Client) sayDone() {
	c.conn.SetReadDeadline(c.host.Now().Add(c.timeout))
	c.tell("", trace.IMAPCommand{Line: "DONE", TLS: c.conn.TLS()})
	c.write([]byte("DONE\r\n")) // an error is the reader's as well
}

func (c *Client) setIdle(s idleState) {
	c.mu.Lock()
	c.idle = s
	c.mu.Unlock()
}

func updateOf(r reply) (Update, bool) {
	u := Update{Heard: r.heard}
	switch r.name {
	case "EXISTS":
		u.Exists = int(r.number)
	case "EXPUNGE":
		u.Gone = int(r.number)
	case "FETCH":
		m, ok := messageOf(r)
		u.UID, u.Flags = m.UID, m.Flags
		return u, ok
	default:
		return u, false
	}
	return u, true
}
