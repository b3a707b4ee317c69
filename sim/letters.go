package sim

import (
	"slices"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
	"mailflow/sim/mua"
	"mailflow/sim/scenario"
)

// send is a person writing a letter.
func (w *world) send(a *scenario.Send) {
	letter := compose.Letter{
		To: w.named(a.To), Cc: w.named(a.Cc), Bcc: w.named(a.Bcc), Subject: a.Subject, Text: a.Text, Attachments: attachments(a.Attach),
		Content: a.Content,
	}
	w.readdress(&letter, a.Envelope)
	w.device(a.From, a.Device).Send(letter, w.atDevice(a, a.From, a.Device, toAll(a.To, a.Cc, a.Bcc)))
}

// reply is a person answering one.
func (w *world) reply(a *scenario.Reply) {
	answer := mua.Answer{All: a.All, Text: a.Text, Attachments: attachments(a.Attach)}
	w.device(a.User, a.Device).Reply(a.Subject, answer, w.atDevice(a, a.User, a.Device, a.Subject))
}

// forward is a person passing one on.
func (w *world) forward(a *scenario.Forward) {
	to := compose.Letter{To: w.named(a.To), Cc: w.named(a.Cc), Bcc: w.named(a.Bcc), Text: a.Text}
	m := w.atDevice(a, a.User, a.Device, toAll(a.To, a.Cc, a.Bcc))
	w.device(a.User, a.Device).Forward(a.Subject, to, a.As == scenario.AsAttachment, m)
}

func toAll(lists ...[]string) string { return "to " + strings.Join(slices.Concat(lists...), ", ") }

func attachments(files []*scenario.Attachment) []compose.Attachment {
	var list []compose.Attachment
	for _, f := range files {
		list = append(list, compose.Attachment{Name: f.Name, Type: f.Type, Content: []byte(f.Text)})
	}
	return list
}

// named gives addresses the names that people have in an address book.
func (w *world) named(addresses []string) []mail.NamedAddress {
	var list []mail.NamedAddress
	for _, text := range addresses {
		a, err := mail.ParseAddress(text)
		if err != nil {
			continue // the scenario was checked: it cannot be
		}
		list = append(list, mail.NamedAddress{Name: w.names[text], Address: a})
	}
	return list
}
