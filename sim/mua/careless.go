package mua

import (
	"slices"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
)

// inHand is the letter as the program writes it down.
func (d *Device) inHand(l compose.Letter) compose.Letter {
	if !d.cfg.Careless {
		return l
	}
	l.NoDate, l.NoMessageID, l.ShowBcc = true, true, true
	for _, list := range []*[]mail.NamedAddress{&l.To, &l.Cc, &l.Bcc} {
		*list = slices.Clone(*list)
		for i := range *list {
			(*list)[i].Address = d.short((*list)[i].Address)
		}
	}
	return l
}

// calls is what the program calls itself in EHLO.
func (d *Device) calls() string {
	name := d.host.Name()
	if d.cfg.Careless {
		name, _, _ = strings.Cut(name, ".")
	}
	return name
}

// short is an address as the program writes it.
func (d *Device) short(a mail.Address) mail.Address {
	if d.cfg.Careless && a.Domain == d.cfg.Person.Address.Domain {
		a.Domain = ""
	}
	return a
}
