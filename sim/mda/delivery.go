package mda

import (
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
		Why:   trace.Why("There is no mailbox called "+to.Local+" in this store.", "users", "RFC 2033 §4.2"),
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

// file puts one recipient's copy into the inbox. This is where the envelope
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
		return smtp.Answer{
			Reply: a.cfg.Dialect.Replies.MailboxFull.With(mail.Words{Address: to.String()}),
			Why:   trace.Why("The mailbox is full; it may have room again later.", "quota", "RFC 3463 §3.3"),
		}
	}
	s.Emit(nil, trace.MessageAccepted{
		From: s.Envelope.From.String(), Recipients: []string{to.String()}, ID: id, Octets: octets, Protocol: trace.LMTP,
	})
	s.Emit(trace.Why("Delivery ends the envelope's life, so its sender is kept in the header, and so is the mailbox it was for.", "", "RFC 5321 §4.4"), altered)
	change, err := account.As(store.Actor{Tell: func(c store.Change) trace.Seq {
		s.Emit(nil, trace.MessageFiled{ID: id, Recipient: to.String(), User: user, Folder: c.Folder, UID: uint32(c.UID), Octets: m.Len()})
		return s.Emit(nil, c.Trace())
	}}).Append(store.Inbox, store.Message{InternalDate: a.host.Now(), Mail: m, Identity: s.Message})
	if err != nil {
		panic("mda: INBOX is gone: " + err.Error()) // there was room, and nobody can delete it
	}
	s.Led(change.Seq)
	return smtp.Answer{Reply: a.cfg.Dialect.Replies.Saved.With(mail.Words{Address: to.String(), ID: id})}
}
