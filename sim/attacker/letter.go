package attacker

import (
	"strconv"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
)

// letter is what one transaction carries.
type letter struct {
	message       mail.Message
	envelope      mail.Envelope
	from, subject string // of the header, as people read them
}

// letter writes one letter. Nothing in it needs to be true: the sender of the
// envelope, the author in the header and the Received fields are what the
// campaign says (RFC 5321 §7.1).
func (r *run) letter(number int, to []mail.Address) *letter {
	fill := filler(number, to)
	l := compose.Letter{
		From:    mail.NamedAddress{Name: fill(r.FromName), Address: address(r.From, number)},
		Subject: fill(r.Subject), Text: fill(r.Text), Host: r.Hello,
	}
	if len(to) == 1 { // to name many would be to show them each other
		l.To = []mail.NamedAddress{{Address: to[0]}}
	}
	m, err := l.Message(r.host.Now(), r.host.Rand())
	if err != nil {
		panic(err) // it has no attachment, so nothing can be wrong with one
	}
	if len(r.Received) > 0 {
		var e mail.Edit
		for _, line := range r.Received {
			e.Prepend = append(e.Prepend, mail.NewField("Received", fill(line)))
		}
		m, _ = m.Apply(e)
	}
	return &letter{
		message: m, envelope: mail.Envelope{From: address(r.Sender, number), Recipients: to},
		from: l.From.String(), subject: l.Subject,
	}
}

// filler fills the placeholders of a template. Those for the recipient are of
// use where there is only one.
func filler(number int, to []mail.Address) func(string) string {
	return strings.NewReplacer(
		"{n}", strconv.Itoa(number), "{name}", greeting(to[0].Local),
		"{address}", to[0].String(), "{domain}", to[0].Domain,
	).Replace
}

// greeting makes a name of an address, as such programs do.
func greeting(local string) string {
	if local == "" {
		return ""
	}
	return strings.ToUpper(local[:1]) + local[1:]
}

// address is what a template makes; nothing at all where that is no address.
func address(template string, number int) mail.Address {
	a, err := mail.ParseAddress(numbered(template, number))
	if err != nil {
		return mail.Address{}
	}
	return a
}
