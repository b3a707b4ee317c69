package mua

import (
	"mailflow/sim/mail"
	"mailflow/sim/mail/compose"
	"mailflow/sim/trace"
)

// send writes a letter and submits it.
func (d *Device) send(l compose.Letter, m trace.Mark) *failure {
	if l.From.Address.IsNull() {
		l.From = d.cfg.Person
	}
	if l.Host == "" {
		l.Host = d.host.Name()
	}
	m.Message = d.host.NewMessage()
	content, err := l.Message(d.host.Now(), d.host.Rand())
	if err != nil {
		return because(m, "The letter cannot be written: "+err.Error()+".", "", "")
	}
	m.Cause = d.tell(trace.About{Message: m.Message, Cause: m.Cause}, trace.MessageComposed{
		From: l.From.String(), To: bare(l.To), Cc: bare(l.Cc), Bcc: bare(l.Bcc),
		Subject: l.Subject, Content: trace.Octets(content.String()),
	})
	s := &submission{Device: d, server: d.outgoing(), letter: content, envelope: l.Envelope(), mark: m}
	if len(s.envelope.Recipients) == 0 {
		return because(m, "The letter is for nobody.", "", "RFC 5321 §3.3")
	}
	return s.run()
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
