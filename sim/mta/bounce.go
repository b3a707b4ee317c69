package mta

import (
	"mailflow/sim/mail"
	"mailflow/sim/mail/dsn"
	"mailflow/sim/trace"
)

// bounce gives recipients up and tells the sender. A report about a report
// would never end, so there is none (RFC 5321 §6.1).
func (a *Agent) bounce(it *item, failed []*fate) {
	for _, f := range failed {
		f.done = true
	}
	if it.Envelope.From.IsNull() {
		for _, group := range sameReason(failed) {
			a.emit(trace.Mark{Message: it.Mark.Message, Cause: group[0].cause}, trace.Why(
				"The sender is empty, as it is in reports: there is nobody to tell, and so nothing can bounce for ever.", "", "RFC 5321 §6.1"),
				trace.MessageDiscarded{ID: it.ID, Recipients: addresses(group)})
		}
		return
	}
	notice := a.host.NewMessage()
	last := trace.Mark{Message: notice}
	for _, group := range sameReason(failed) {
		m := a.emitPeer(trace.Mark{Message: it.Mark.Message, Cause: group[0].cause}, group[0].peer, "", trace.Why(
			"The message cannot be delivered, and this server is responsible for it: it has to tell the sender.", "", "RFC 5321 §6.1"),
			trace.MessageBounced{ID: it.ID, Recipients: addresses(group), Status: group[0].reply.Status(), Reply: group[0].words(), Notice: notice})
		last.Cause = m.Cause
	}
	a.report(it, failed, dsn.Failed, last)
}

// warn tells the sender that the letter is late. It stays in the queue.
func (a *Agent) warn(it *item, late []*fate) {
	if !it.Envelope.From.IsNull() {
		a.report(it, late, dsn.Delayed, trace.Mark{Message: a.host.NewMessage(), Cause: late[0].cause})
	}
}

// report writes a letter to the sender, with the empty reverse-path.
func (a *Agent) report(it *item, fates []*fate, action dsn.Action, m trace.Mark) {
	r := dsn.Report{
		ReportingMTA: a.host.Name(), EnvelopeID: it.Envelope.ID, QueueID: it.ID, Arrival: it.arrived,
		Sender: it.Envelope.From, Returned: it.Message, Whole: action == dsn.Failed,
	}
	for _, f := range fates {
		d := dsn.Recipient{Address: f.to, Original: f.alias, Action: action, Status: f.reply.Status(), Diagnostic: f.words(), Reason: f.reply.Text}
		if f.said.Code != 0 {
			d.RemoteMTA = f.peer
		}
		if action == dsn.Delayed {
			d.RetryUntil = it.arrived.Add(a.cfg.Retry.Expire)
		}
		r.Recipients = append(r.Recipients, d)
	}
	id := a.NewID()
	message := r.Message(a.cfg.Dialect, a.host.Now(), a.host.Rand())
	message, _ = message.Apply(mail.Edit{Prepend: a.cfg.Dialect.Received(mail.Hop{By: a.host.Name(), ID: id, At: a.host.Now()})})
	envelope := mail.Envelope{Recipients: []mail.Address{it.Envelope.From}, EightBit: it.Envelope.EightBit}
	m = a.emit(m, nil, trace.MessageComposed{
		From: message.Header().Get("From"), To: mail.Strings(envelope.Recipients),
		Subject: message.Header().Get("Subject"), Content: trace.Octets(message.String()),
	})
	m = a.emit(m, trace.Why("A report has no sender of its own, so that it can never cause another report.", "", "RFC 5321 §4.5.5"),
		trace.MessageAccepted{Recipients: mail.Strings(envelope.Recipients), ID: id, Octets: message.Len()})
	a.Enqueue(id, message, envelope, m)
}
