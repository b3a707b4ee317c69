package mua

import (
	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
	"mailflow/sim/trace"
)

// write writes a letter and submits it, or keeps it until it can. The letter may
// have come of another.
func (d *Device) write(l compose.Letter, of *origin, m trace.Mark) *failure {
	if l.From.Address.IsNull() {
		l.From = d.cfg.Person
	}
	if l.Program == "" {
		l.Program = d.cfg.Program
	}
	if l.Host == "" {
		l.Host = d.host.Name()
	}
	m.Message = d.host.NewMessage()
	content, err := d.inHand(l).Message(d.host.Now(), d.host.Rand())
	if err != nil {
		return because(m, "The letter cannot be written: "+err.Error()+".", "", "")
	}
	m.Cause = d.tell(trace.About{Message: m.Message, Cause: m.Cause}, trace.MessageComposed{
		From: l.From.String(), To: bare(l.To), Cc: bare(l.Cc), Bcc: bare(l.Bcc),
		Subject: subject(l, content), Content: trace.Octets(content.String()),
	})
	envelope := l.Envelope()
	if len(envelope.Recipients) == 0 {
		return because(m, "The letter is for nobody.", "", "RFC 5321 §3.3")
	}
	d.post(&draft{identity: m.Message, content: content, envelope: envelope, origin: of}, m)
	return nil
}

// subject is what the letter is about; one that was written by hand says so in
// its header, or does not.
func subject(l compose.Letter, content mail.Message) string {
	if l.Content == "" {
		return l.Subject
	}
	return decoded(content.Header().Get("Subject"))
}

// bare lists addresses without the names of their owners.
func bare(people []mail.NamedAddress) []string {
	if len(people) == 0 {
		return nil
	}
	out := make([]string, len(people))
	for i, p := range people {
		out[i] = p.Address.String()
	}
	return out
}
