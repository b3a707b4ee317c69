package mua

import (
	"cmp"
	"errors"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"mailflow/sim/imap"
	"mailflow/sim/trace"
)

// folder reads a mailbox over IMAP: the letters lie on the server, and the
// device remembers what it saw of them the last time.
type folder struct {
	*Device
	letters  pile     // by UID
	validity uint32   // of those UIDs; if it changes they mean nothing any more (RFC 9051 §2.3.1.1)
	last     imap.UID // the highest that was fetched

	watches bool         // the person wants to hear at once of what happens
	watch   *imap.Client // the connection over which that comes, with the inbox open; nil: none
}

func (b *folder) fetch(m trace.Mark) *failure {
	return b.visit(m, func(*imap.Client) *failure { return nil })
}

// read opens a letter. Asked for without PEEK it counts as read, on the server
// and so on every device (RFC 9051 §6.4.5).
func (b *folder) read(subject string, m trace.Mark) *failure {
	return b.visit(m, func(c *imap.Client) *failure {
		l := b.letters.unread(subject)
		if l == nil {
			return missing(after(c), subject)
		}
		got, err := c.Fetch(true, l.uid)
		if err != nil {
			return b.why(after(c), err)
		}
		if len(got) == 0 {
			return missing(trace.Mark{Message: l.identity, Cause: c.Heard().Cause}, l.subject)
		}
		l.seen = true
		b.tell(trace.About{Message: l.identity, Cause: c.Heard().Cause, Reason: trace.Why(
			"The server has noted it, so all the person's devices know that the letter was read.", "devices.access", "RFC 9051 §2.3.2"),
		}, trace.MessageRead{User: b.cfg.User, Device: b.cfg.Name})
		return nil
	})
}

func (b *folder) remove(subject string, m trace.Mark) *failure { return b.move(subject, trash, m) }

func (b *folder) move(subject, to string, m trace.Mark) *failure {
	return b.visit(m, func(c *imap.Client) *failure {
		l := b.letters.newest(subject)
		if l == nil {
			return missing(after(c), subject)
		}
		if err := b.carry(c, l.uid, to); err != nil {
			return b.why(after(c), err)
		}
		b.letters = b.letters.without(l)
		return nil
	})
}

// carry moves a message, into a new folder if it must be.
func (b *folder) carry(c *imap.Client, uid imap.UID, to string) error {
	return into(c, to, func() error { return c.Move([]imap.UID{uid}, to) })
}

// into does something with a folder, which is made if the server says that it
// has to be.
func into(c *imap.Client, folder string, do func() error) error {
	err := do()
	var no *imap.Refused
	if !errors.As(err, &no) || !strings.HasPrefix(no.Code, "TRYCREATE") { // RFC 9051 §7.1
		return err
	}
	if err := c.Create(folder); err != nil {
		return err
	}
	return do()
}

// visit does something with the inbox open and what the device knows of it up to
// date.
func (b *folder) visit(m trace.Mark, there func(*imap.Client) *failure) *failure {
	return b.session(m, func(c *imap.Client) *failure {
		if err := b.enter(c); err != nil {
			return b.why(after(c), err)
		}
		return there(c)
	})
}

// session does something over the connection that watches, or else over one of
// its own.
func (b *folder) session(m trace.Mark, there func(*imap.Client) *failure) *failure {
	if b.watch != nil {
		b.watch.Because(m.Cause)
		return b.watched(there(b.watch))
	}
	c, f := b.open(m)
	if f != nil {
		return f
	}
	f = there(c)
	leave(c, f)
	return f
}

// enter opens the inbox, if it is not open already, and learns what is new.
func (b *folder) enter(c *imap.Client) error {
	if c == b.watch {
		return b.refresh(c)
	}
	st, err := c.Select(inbox)
	if err != nil {
		return err
	}
	return b.learn(c, st)
}

func leave(c *imap.Client, f *failure) {
	if f != nil && f.broken {
		c.Close()
		return
	}
	c.Logout()
}

// open connects and logs in.
func (b *folder) open(m trace.Mark) (c *imap.Client, f *failure) {
	s := b.incoming()
	var no *imap.Refused
	f = b.reach(s, m, func(to netip.AddrPort, m trace.Mark) (err error) {
		c, err = imap.Dial(b.host, to, imap.Options{TLS: b.encrypted(s), StartTLS: s.TLS == StartTLS, Mark: m})
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
	if err := c.Login(b.cfg.User, b.cfg.Password); err != nil {
		f = b.why(after(c), err)
		leave(c, f)
		return nil, f
	}
	return c, nil
}

// learn finds out what has gone, what was read elsewhere, and what is new.
func (b *folder) learn(c *imap.Client, st imap.Status) error {
	if st.Validity != b.validity {
		b.letters, b.validity, b.last = nil, st.Validity, 0
	}
	if st.Messages == 0 {
		b.compare(c, nil)
		return nil
	}
	if err := b.review(c); err != nil {
		return err
	}
	if st.Next != 0 && st.Next <= b.last+1 {
		return nil
	}
	return b.collect(c)
}

// refresh learns what is new in a folder that has been open for a while.
func (b *folder) refresh(c *imap.Client) error {
	if err := b.review(c); err != nil {
		return err
	}
	return b.collect(c)
}

// review finds out what has become of the letters that the device knows.
func (b *folder) review(c *imap.Client) error {
	if len(b.letters) == 0 {
		return nil
	}
	now, err := c.Flags(0)
	if err != nil {
		return err
	}
	b.compare(c, now)
	return nil
}

// collect fetches what the device does not know.
func (b *folder) collect(c *imap.Client) error {
	fresh, err := c.FetchNew(b.last)
	if err != nil {
		return err
	}
	slices.SortStableFunc(fresh, func(x, y imap.Message) int { return cmp.Compare(x.UID, y.UID) })
	for _, m := range fresh {
		if m.UID > b.last {
			b.take(c, m)
		}
	}
	return nil
}

// compare holds what the device knows against what is there. What differs the
// person's other devices have done.
func (b *folder) compare(c *imap.Client, now []imap.Message) {
	flags := make(map[imap.UID][]string, len(now))
	for _, m := range now {
		flags[m.UID] = m.Flags
	}
	b.letters = slices.DeleteFunc(b.letters, func(l *letter) bool {
		is, there := flags[l.uid]
		switch {
		case !there:
			b.hear(c, l, trace.MessageSynced{Change: trace.Expunged, Seen: l.seen})
		case seen(is) != l.seen:
			l.seen = !l.seen
			b.hear(c, l, trace.MessageSynced{Change: trace.Flagged, Seen: l.seen})
		}
		return !there
	})
}

// hear tells that the device has learned what another did to a letter.
func (b *folder) hear(c *imap.Client, l *letter, what trace.MessageSynced) {
	what.User, what.Device = b.cfg.User, b.cfg.Name
	b.tell(trace.About{Peer: c.Peer(), Conn: c.Conn(), Message: l.identity, Cause: c.Heard().Cause, Reason: trace.Why(
		"Letters and their marks have their home on the server. What one device does there every other one sees.", "devices.access", "RFC 9051 §2.3.2"),
	}, what)
}

// take remembers a message that was fetched.
func (b *folder) take(c *imap.Client, m imap.Message) {
	b.last = m.UID
	b.letters = append(b.letters, &letter{
		identity: m.Heard.Message, uid: m.UID, subject: subjectOf(m.Octets), octets: m.Octets, seen: seen(m.Flags),
	})
	b.tell(trace.About{Peer: c.Peer(), Conn: c.Conn(), Message: m.Heard.Message, Cause: m.Heard.Cause}, trace.MessageFetched{
		User: b.cfg.User, Device: b.cfg.Name, Protocol: trace.IMAP, Folder: inbox, UID: strconv.FormatUint(uint64(m.UID), 10), Octets: len(m.Octets), Left: true,
	})
}

// after is what was heard last, without the message that it may have been
// about.
func after(c interface{ Heard() trace.Mark }) trace.Mark { return trace.Mark{Cause: c.Heard().Cause} }

func seen(flags []string) bool {
	return slices.ContainsFunc(flags, func(f string) bool { return strings.EqualFold(f, `\Seen`) })
}

// why puts an error into words.
func (b *folder) why(m trace.Mark, err error) *failure {
	var no *imap.Refused
	if !errors.As(err, &no) {
		return broken(m, b.incoming(), err)
	}
	text, setting, rfc := "The server says no to "+no.Command+".", "", "RFC 9051 §7.1.2"
	switch {
	case no.Status == "BYE":
		text = "The server has ended the session."
	case no.Command == "LOGIN":
		text, setting, rfc = wrongPassword, "devices.password", "RFC 9051 §6.2.3"
	}
	f := because(m, text, setting, rfc)
	f.reply, f.broken = no.Status+" "+no.Text, no.Status == "BYE"
	return f
}
