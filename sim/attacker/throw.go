package attacker

import (
	"errors"
	"slices"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// post sends one letter: in one transaction to a relay, and in one for each
// domain to the domains' own servers.
func (r *run) post(number int, to []mail.Address) {
	r.told.Letters++
	r.told.Recipients += len(to)
	if len(to) == 0 {
		return
	}
	groups := [][]mail.Address{to}
	if r.Via == "" {
		groups = byDomain(to)
	}
	for _, group := range groups {
		r.throw(number, group)
	}
}

// throw is one transaction. Whatever was not taken is given up.
func (r *run) throw(number int, to []mail.Address) {
	t := &throw{run: r, mark: r.mark, letter: r.letter(number, to)}
	t.mark.Message = r.host.NewMessage()
	t.mark.Cause = t.composed()
	server, m := r.take(to, t.mark)
	t.mark = m
	if server.err == nil {
		t.talk(server)
	} else {
		t.words = vnet.InWords(server.err)
	}
	r.told.Accepted += len(t.taken)
	r.told.Refused += len(t.refused)
	r.told.Failed += len(to) - len(t.taken) - len(t.refused)
	if lost := slices.DeleteFunc(slices.Clone(to), func(a mail.Address) bool { return slices.Contains(t.taken, a) }); len(lost) > 0 {
		r.host.Emit(t.about(trace.Why("The program keeps no queue: what a server does not take at once is forgotten.", "", "RFC 5321 §4.5.4.1")),
			trace.MessageAbandoned{Recipients: mail.Strings(lost), Reply: t.words})
	}
}

// throw is a transaction under way.
type throw struct {
	*letter
	run     *run
	client  *smtp.Client
	mark    trace.Mark
	taken   []mail.Address
	refused []mail.Address
	words   string // the last no, or what broke
}

func (t *throw) composed() trace.Seq {
	body := trace.MessageComposed{From: t.from, Subject: t.subject, Content: trace.Octets(t.message.String())}
	if to := mail.Strings(t.envelope.Recipients); len(to) == 1 {
		body.To = to
	} else {
		body.Bcc = to
	}
	return t.run.host.Emit(t.about(nil), body)
}

func (t *throw) about(why *trace.Reason) trace.About {
	a := trace.About{Role: trace.Attacker, Message: t.mark.Message, Cause: t.mark.Cause, Reason: why}
	if t.client != nil {
		a.Peer, a.Conn = t.client.PeerName(), t.client.ID()
	}
	return a
}

// talk is the connection, from the first packet to the last.
func (t *throw) talk(server aim) {
	c, greeting, err := smtp.Dial(t.run.host, server.at, smtp.Options{
		Role: trace.Attacker, Protocol: trace.SMTP, Hello: t.run.Hello, Mark: t.mark,
	})
	if err != nil {
		t.broken(err)
		return
	}
	t.client = c
	if t.said(greeting, nil) && t.said(c.Hello()) && t.said(c.Mail(t.envelope.From, 0, false)) {
		t.transact()
	}
	if t.client != nil {
		c.About(t.mark)
		c.Quit()
	}
}

// transact names the recipients and sends the letter to those who were taken.
func (t *throw) transact() {
	var yes []mail.Address
	for _, to := range t.envelope.Recipients {
		switch {
		case t.said(t.client.Rcpt(to)):
			yes = append(yes, to)
		case t.client == nil:
			return
		default:
			t.refused = append(t.refused, to)
		}
	}
	if len(yes) == 0 {
		return
	}
	replies, err := t.client.Data(t.message, 1)
	var last mail.Reply
	if len(replies) > 0 {
		last = replies[0]
	}
	switch {
	case t.said(last, err):
		t.taken = yes
	case t.client != nil:
		t.refused = append(t.refused, yes...)
	}
}

// said reports whether the server said yes. If the connection broke there is no
// client any more.
func (t *throw) said(reply mail.Reply, err error) bool {
	if err != nil {
		t.broken(err)
		return false
	}
	t.mark = t.client.Mark()
	if !reply.Positive() {
		t.words = reply.String()
	}
	return reply.Positive()
}

// broken hangs up.
func (t *throw) broken(err error) {
	var dial *vnet.DialError
	switch {
	case errors.As(err, &dial):
		t.mark.Cause = dial.Seq
	case t.client != nil:
		t.mark = t.client.Mark()
		t.client.Close()
	}
	t.words = vnet.InWords(err)
	t.client = nil
}
