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
	err := c.Move([]imap.UID{uid}, to)
	var no *imap.Refused
	if !errors.As(err, &no) || !strings.HasPrefix(no.Code, "TRYCREATE") { // RFC 9051 §7.1
		return err
	}
	if err := c.Create(to); err != nil {
		return err
	}
	return c.Move([]imap.UID{uid}, to)
}

// visit opens the inbox, brings what the device knows of it up to date, does
// something there, and says goodbye.
func (b *folder) visit(m trace.Mark, there func(*imap.Client) *failure) *failure {
	c, f := b.open(m)
	if f != nil {
		return f
	}
	st, err := c.Select(inbox)
	if err == nil {
		err = b.learn(c, st)
	}
	if err != nil {
		f = b.why(after(c), err)
	} else {
		f = there(c)
	}
	leave(c, f)
	return f
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
		b.letters = nil
		return nil
	}
	if len(b.letters) > 0 {
		now, err := c.Flags(0)
		if err != nil {
			return err
		}
		b.compare(now)
	}
	if st.Next != 0 && st.Next <= b.last+1 {
		return nil
	}
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

// compare holds what the device knows against what is there.
func (b *folder) compare(now []imap.Message) {
	flags := make(map[imap.UID][]string, len(now))
	for _, m := range now {
		flags[m.UID] = m.Flags
	}
	b.letters = slices.DeleteFunc(b.letters, func(l *letter) bool {
		_, there := flags[l.uid]
		return !there
	})
	for _, l := range b.letters {
		l.seen = seen(flags[l.uid])
	}
}

// take remembers a message that was fetched.
func (b *folder) take(c *imap.Client, m imap.Message) {
	b.last = m.UID
	b.letters = append(b.letters, &letter{
		identity: m.Heard.Message, uid: m.UID, subject: subjectOf(m.Octets), seen: seen(m.Flags),
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
