package mua

import (
	"mailflow/sim/imap"
	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
	"mailflow/sim/trace"
)

// Answer is what a person writes in reply.
type Answer struct {
	All         bool // to everybody who got the letter, and not to its author alone
	Text        string
	Attachments []compose.Attachment
}

// Reply answers the newest letter with this subject that the device has in its
// inbox, any if it is empty. It is not looked for on the server.
func (d *Device) Reply(subject string, a Answer, m trace.Mark) {
	d.perform("reply", func() *failure {
		l, f := d.letter(subject, m)
		if f != nil {
			return f
		}
		reply, ok := answer(mail.Parse(l.octets), d.cfg.Person, a)
		if !ok {
			return because(m, "The letter does not say to whom an answer should go.", "", "RFC 5322 §3.6.2")
		}
		return d.write(reply, &origin{l, imap.Answered}, m)
	})
}

// Forward passes the newest letter with this subject that the device has in its
// inbox on to those whom the letter is for, with what it says put before: whole,
// as an attachment, or as text.
func (d *Device) Forward(subject string, to compose.Letter, whole bool, m trace.Mark) {
	d.perform("forward", func() *failure {
		l, f := d.letter(subject, m)
		if f != nil {
			return f
		}
		return d.write(forwarded(to, mail.Parse(l.octets), whole), &origin{l, imap.Forwarded}, m)
	})
}

// origin is the letter that another came of, and the flag that says so.
type origin struct {
	letter *letter
	flag   string
}

// letter is one in the device's inbox.
func (d *Device) letter(subject string, m trace.Mark) (*letter, *failure) {
	if l := d.box.inbox().newest(subject); l != nil {
		return l, nil
	}
	return nil, missing(m, subject)
}
