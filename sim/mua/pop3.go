package mua

import (
	"errors"
	"net/netip"

	"mailflow/sim/pop3"
	"mailflow/sim/trace"
)

// maildrop reads a mailbox over POP3: it brings letters to the device, and what
// is done with them there no server hears of.
type maildrop struct {
	*Device
	letters pile

	// known is what was fetched and still lies on the server, by unique-id (RFC
	// 1939 §7), and whether it is to be removed there because the person
	// deleted it here.
	known map[string]bool
}

func (b *maildrop) fetch(m trace.Mark) *failure {
	c, f := b.open(m)
	if f != nil {
		return f
	}
	err := b.collect(c)
	if err == nil || isRefusal(err) {
		if e := c.Quit(); err == nil {
			err = e // what was marked has not gone
		}
	} else {
		c.Close()
	}
	if err != nil {
		return b.why(after(c), err)
	}
	return nil
}

// open connects and logs in.
func (b *maildrop) open(m trace.Mark) (c *pop3.Client, f *failure) {
	s := b.incoming()
	var no *pop3.Refused
	f = b.reach(s, m, func(to netip.AddrPort, m trace.Mark) (err error) {
		c, err = pop3.Dial(b.host, to, pop3.Options{TLS: b.encrypted(s), StartTLS: s.TLS == StartTLS, Mark: m})
		if errors.As(err, &no) {
			return nil
		}
		return err
	})
	switch {
	case f != nil:
		return nil, f
	case no != nil:
		return nil, b.why(m, no)
	}
	err := c.Login(b.cfg.User, b.cfg.Password)
	if err == nil {
		return c, nil
	}
	f = b.why(after(c), err)
	if f.broken {
		c.Close()
	} else {
		c.Quit()
	}
	return nil, f
}

// collect fetches what the device does not know yet, and marks for removal what
// is not to stay.
func (b *maildrop) collect(c *pop3.Client) error {
	list, err := c.List()
	if err != nil {
		return err
	}
	still := make(map[string]bool, len(list))
	for _, l := range list {
		deleted, known := b.known[l.ID]
		if !known || l.ID == "" {
			if err := b.take(c, l); err != nil {
				return err
			}
		}
		if !b.cfg.Keep || deleted {
			if err := c.Dele(l.Number); err != nil {
				return err
			}
		}
		still[l.ID] = deleted
	}
	b.known = still
	return nil
}

// take fetches one message.
func (b *maildrop) take(c *pop3.Client, l pop3.Listing) error {
	octets, err := c.Retr(l.Number)
	if err != nil {
		return err
	}
	m := c.Heard()
	b.letters = append(b.letters, &letter{identity: m.Message, id: l.ID, subject: subjectOf(octets), octets: octets})
	if b.known == nil {
		b.known = map[string]bool{}
	}
	b.known[l.ID] = false
	b.tell(trace.About{Peer: c.Peer(), Conn: c.Conn(), Message: m.Message, Cause: m.Cause}, trace.MessageFetched{
		User: b.cfg.User, Device: b.cfg.Name, Protocol: trace.POP3, UID: l.ID, Octets: len(octets), Left: b.cfg.Keep,
	})
	return nil
}

func (b *maildrop) inbox() pile { return b.letters }

// sent has nothing to do: POP3 knows no folders and no flags.
func (b *maildrop) sent(*draft, trace.Mark) *failure { return nil }

func (b *maildrop) read(subject string, m trace.Mark) *failure {
	l := b.letters.unread(subject)
	if l == nil {
		return missing(m, subject)
	}
	l.seen = true
	b.tell(trace.About{Message: l.identity, Cause: m.Cause, Reason: trace.Why(
		"Only this device knows that the letter was read: POP3 has no word for it.", "devices.access", "RFC 1939 §1"),
	}, trace.MessageRead{User: b.cfg.User, Device: b.cfg.Name})
	return nil
}

func (b *maildrop) remove(subject string, m trace.Mark) *failure {
	l := b.letters.newest(subject)
	if l == nil {
		return missing(m, subject)
	}
	text := "The letter lies on this device and nowhere else; its own trash is all it needs."
	if _, there := b.known[l.id]; there && b.cfg.Keep {
		b.known[l.id] = true
		text = "The server keeps its copy until the program fetches mail again, and removes it then."
	}
	b.put(l, trash, m, trace.Why(text, "devices.keep", "RFC 1939 §8"))
	return nil
}

func (b *maildrop) move(subject, to string, m trace.Mark) *failure {
	l := b.letters.newest(subject)
	if l == nil {
		return missing(m, subject)
	}
	b.put(l, to, m, trace.Why("POP3 knows no folders: this one exists on this device only, and no other sees it.", "devices.access", "RFC 1939 §1"))
	return nil
}

// put lays a letter into one of the device's own folders.
func (b *maildrop) put(l *letter, to string, m trace.Mark, why *trace.Reason) {
	b.letters = b.letters.without(l)
	b.tell(trace.About{Message: l.identity, Cause: m.Cause, Reason: why}, trace.MessageMoved{
		User: b.cfg.User, Device: b.cfg.Name, Folder: inbox, To: to,
	})
}

// why puts an error into words.
func (b *maildrop) why(m trace.Mark, err error) *failure {
	var no *pop3.Refused
	if !errors.As(err, &no) {
		return broken(m, b.incoming(), err)
	}
	text, setting, rfc := "The server says no to "+no.Command+".", "", "RFC 1939 §3"
	switch {
	case no.Code() == "IN-USE":
		text, rfc = "Another program is just reading this mailbox, and POP3 lets in only one at a time.", "RFC 1939 §4"
	case no.Command == "USER" || no.Command == "PASS":
		text, setting, rfc = wrongPassword, "devices.password", "RFC 1939 §7"
	case no.Command == "":
		text = "The server does not want to talk to this host."
	}
	f := because(m, text, setting, rfc)
	f.reply = "-ERR " + no.Text
	return f
}

func isRefusal(err error) bool {
	var no *pop3.Refused
	return errors.As(err, &no)
}
