package mta

import (
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Post takes a letter that another program of this host wrote, as an automatic
// answer, and sends it on its way. The reason is for the sender of its envelope.
func (a *Agent) Post(m mail.Message, e mail.Envelope, why *trace.Reason, mark trace.Mark) {
	id := a.NewID()
	m, altered := m.Apply(mail.Edit{Prepend: a.cfg.Dialect.Received(mail.Hop{By: a.host.Name(), ID: id, At: a.host.Now()})})
	mark = a.emit(mark, whyReceived, altered)
	mark = a.emit(mark, why, trace.MessageAccepted{From: e.From.String(), Recipients: mail.Strings(e.Recipients), ID: id, Octets: m.Len()})
	a.Enqueue(id, m, e, mark)
}

var whyReceived = trace.Why("Each server that takes a message adds a line at the top, so that its way can be followed.", "", "RFC 5321 §4.4")
