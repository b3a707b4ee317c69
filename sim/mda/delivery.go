package mda

import (
	"strconv"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// delivery is the agent's part of one LMTP connection.
type delivery struct{ agent *Agent }

// Mail implements [smtp.Handler].
func (d *delivery) Mail(*smtp.Session, mail.Address) smtp.Answer { return smtp.Answer{} }

// Rcpt implements [smtp.Handler].
func (d *delivery) Rcpt(_ *smtp.Session, to mail.Address) smtp.Answer {
	if _, known := d.agent.owners[to]; known {
		return smtp.Answer{}
	}
	return smtp.Answer{
		Reply: d.agent.cfg.Dialect.Replies.UserUnknown.With(mail.Words{Address: to.String()}),
		Why:   trace.Why("There is no mailbox called "+to.Local+" in this store.", "users", "RFC 5321 §3.3"),
	}
}

// Data implements [smtp.Handler]: each recipient gets a copy and an answer of
// their own. What happens to one copy is no consequence of what happened to
// the one before.
func (d *delivery) Data(s *smtp.Session, m mail.Message) []smtp.Answer {
	answers := make([]smtp.Answer, len(s.Envelope.Recipients))
	arrived := s.Mark().Cause
	for i, to := range s.Envelope.Recipients {
		s.Led(arrived)
		answers[i] = d.file(s, m, to)
	}
	return answers
}

// file puts one recipient's copy into the inbox, or into Junk. This is where the envelope
// leaves the message, so what must be known of it is written into the header.
func (d *delivery) file(s *smtp.Session, m mail.Message, to mail.Address) smtp.Answer {
	a := d.agent
	user := a.owners[to]
	id := a.cfg.Dialect.NewID(a.host.Now(), a.host.Rand())
	octets := m.Len()
	header := []mail.Field{mail.NewField("Return-Path", s.Envelope.From.Path()), mail.NewField("Delivered-To", to.String())}
	if filed := a.cfg.Dialect.Filed; filed != nil {
		header = append(header, filed(s.Hop(id))...)
	}
	m, altered := m.Apply(mail.Edit{
		Remove:  []string{"Return-Path"}, // only the one that delivers may write it
		Prepend: header,
	})
	account, _ := a.store.Account(user)
	if account.Room(int64(m.Len())) != nil {
		return d.full(s, account, m, to)
	}
	folder, why := a.cfg.Junk.folder(m.Header())
	s.Emit(nil, trace.MessageAccepted{
		From: s.Envelope.From.String(), Recipients: []string{to.String()}, ID: id, Octets: octets, Protocol: trace.LMTP,
	})
	s.Emit(trace.Why("Delivery ends the envelope's life, so its sender is kept in the header, and so is the mailbox it was for.", "", "RFC 5321 §4.4"), altered)
	if _, err := account.Status(folder); err != nil {
		account.Create(folder, a.host.Now()) // its owner deleted it
	}
	change, err := account.As(store.Actor{Tell: func(c store.Change) trace.Seq {
		s.Emit(why, trace.MessageFiled{ID: id, Recipient: to.String(), User: user, Folder: c.Folder, UID: uint32(c.UID), Octets: m.Len()})
		return s.Emit(nil, c.Trace())
	}}).Append(folder, store.Message{InternalDate: a.host.Now(), Mail: m, Identity: s.Message})
	if err != nil {
		panic("mda: " + folder + " is gone: " + err.Error()) // it was there a moment ago, and there was room
	}
	s.Led(change.Seq)
	d.answer(s, m, to, folder)
	s.Led(change.Seq)
	return smtp.Answer{Reply: a.cfg.Dialect.Replies.Saved.With(mail.Words{Address: to.String(), ID: id})}
}

// full is the answer for a mailbox without room for the message. Whether that is
// a no for now or for good is a choice: people clear their mailboxes, or never
// do (RFC 3463 §3.3).
func (d *delivery) full(s *smtp.Session, account store.Account, m mail.Message, to mail.Address) smtp.Answer {
	st, _ := account.Status(store.Inbox)
	used, limit := account.Quota()
	text := "The mailbox holds " + strconv.FormatInt(used, 10) + " of " + strconv.FormatInt(limit, 10) +
		" octets, and the message has " + strconv.Itoa(m.Len()) + "."
	s.Emit(trace.Why(text, "quota", "RFC 3463 §3.3"), trace.MailboxChanged{
		User: account.User(), Folder: store.Inbox, Change: trace.OverFull, Messages: st.Messages, Unseen: st.Unseen,
	})
	reply := d.agent.cfg.Dialect.Replies.MailboxFull.With(mail.Words{Address: to.String()})
	if !d.agent.cfg.RefuseFull {
		return smtp.Answer{Reply: reply, Why: trace.Why(
			"The mailbox is full. Its owner may make room, so the answer is not now, and the sender's server tries again.", "mda.full", "RFC 3463 §3.3")}
	}
	reply.Code, reply.Enhanced = 552, "5.2.2"
	return smtp.Answer{Reply: reply, Why: trace.Why(
		"The mailbox is full, and this server does not wait for its owner to make room: the sender is to know at once.", "mda.full", "RFC 5321 §4.2.3")}
}
