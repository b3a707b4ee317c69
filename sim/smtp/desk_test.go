package smtp_test

import (
	"strings"

	"mailflow/sim/accounts"
	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/trace"
)

// desk is a handler whose mind the names in a dialogue tell: who is called
// nobody, later, full, busy or panic gets the answer that fits.
type desk struct {
	refuseConnect bool
	got           []letter
}

// letter is a message that the desk took.
type letter struct {
	from, text string
	to         []string
}

var because = trace.Why("The desk does not like it.", "desk", "RFC 5321 §7.8")

func (d *desk) Connect(*smtp.Session) smtp.Answer {
	if d.refuseConnect {
		return smtp.Answer{Reply: mail.Reply{Code: 554, Enhanced: "5.7.1", Text: "No service for you"}, Why: because}
	}
	return smtp.Answer{}
}

func (d *desk) Hello(s *smtp.Session) smtp.Answer {
	if s.HelloAs == "liar.example" {
		return smtp.Answer{Reply: mail.Postfix.Replies.BadHelloName.With(mail.Words{Peer: s.HelloAs}), Why: because}
	}
	return smtp.Answer{Reply: mail.Reply{Code: 250}} // as good as none
}

func (d *desk) Mail(_ *smtp.Session, from mail.Address) smtp.Answer { return answerTo(from) }
func (d *desk) Rcpt(_ *smtp.Session, to mail.Address) smtp.Answer   { return answerTo(to) }

func answerTo(a mail.Address) smtp.Answer {
	r, w := &mail.Postfix.Replies, mail.Words{Address: a.String()}
	switch a.Local {
	case "nobody":
		return smtp.Answer{Reply: r.UserUnknown.With(w), Why: because}
	case "later":
		return smtp.Answer{Reply: r.SenderNoDomain.With(w), Why: because}
	case "busy":
		return smtp.Answer{Reply: mail.Reply{Code: 421, Enhanced: "4.3.2", Text: "mx.example Come back later"}, Why: because}
	case "panic":
		panic("the desk fell over")
	}
	return smtp.Answer{}
}

// Data takes the message, unless it says REFUSE, and for all but those who are
// called full.
func (d *desk) Data(s *smtp.Session, m mail.Message) []smtp.Answer {
	r := &mail.Postfix.Replies
	if strings.Contains(m.Body(), "REFUSE") {
		return []smtp.Answer{{Reply: r.Rejected.With(mail.Words{Reason: "Content not wanted"}), Why: because}}
	}
	if strings.Contains(m.Body(), "PANIC") {
		panic("the desk fell over")
	}
	l := letter{from: s.Envelope.From.Path(), text: m.String()}
	var answers []smtp.Answer
	for _, to := range s.Envelope.Recipients {
		w := mail.Words{Address: to.String(), ID: "4F2K9"}
		switch {
		case to.Local == "full":
			answers = append(answers, smtp.Answer{Reply: r.MailboxFull.With(w), Why: because})
			continue
		case s.Protocol() == mail.LMTP:
			answers = append(answers, smtp.Answer{Reply: r.Saved.With(w)})
		default:
			answers = append(answers, smtp.Answer{Reply: r.Queued.With(w)})
		}
		l.to = append(l.to, to.Path())
	}
	d.got = append(d.got, l)
	return answers
}

func (d *desk) Authenticate(_ *smtp.Session, user, password string) accounts.Attempt {
	if user == "panic" {
		panic("the desk fell over")
	}
	if user == "alice" && password == "secret" {
		return accounts.Attempt{User: user}
	}
	return accounts.Failed("No user of this server has that name and that password.", "users")
}
