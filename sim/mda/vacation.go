package mda

import (
	"strings"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/smtp"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// Responder answers letters in the name of somebody who is away (RFC 3834).
type Responder struct {
	Name string // of the person, for From
	Text string

	// Careless is an old program that knows nothing of RFC 3834: it turns every
	// letter round, with the header that it has, and says nowhere that no person
	// wrote the answer.
	Careless bool
}

// Outgoing takes what the agent writes itself.
type Outgoing interface {
	Post(m mail.Message, e mail.Envelope, why *trace.Reason, mark trace.Mark)
}

// silence is how long the same sender gets no second answer (RFC 3834 §2).
const silence = 7 * 24 * time.Hour

// incoming is what a responder looks at.
type incoming struct {
	from, to mail.Address // of the envelope
	header   mail.Header
	junk     bool
	answered time.Time // when the sender last had an answer; zero if never
	at       time.Time
}

// decide says whether a letter is answered. Most of the rules see to it that no
// two programs ever answer each other.
func (r *Responder) decide(in incoming) (answer bool, why *trace.Reason) {
	yes := func(text, rfc string) (bool, *trace.Reason) { return true, trace.Why(text, "vacation", rfc) }
	no := func(text, rfc string) (bool, *trace.Reason) { return false, trace.Why(text, "vacation", rfc) }
	automatic := in.header.Get("Auto-Submitted")
	switch {
	case in.from.IsNull():
		return no("The letter has no sender, as a report has none: there is nobody to answer.", "RFC 3834 §2")
	case r.Careless:
		return yes("This program answers every letter that comes from somebody, whoever or whatever has written it, and each time anew.", "RFC 3834 §2")
	case in.junk:
		return no("The letter is filed as junk. To answer it would only tell a spammer that somebody reads here.", "RFC 3834 §2")
	case automatic != "" && !strings.EqualFold(automatic, "no"):
		return no("No person wrote the letter: its header says Auto-Submitted. A program that answers programs may never come to an end.", "RFC 3834 §2")
	case in.header.Count("List-Id") > 0 || in.header.Count("Precedence") > 0:
		return no("The letter went to many, through a list. Its author does not wait for an answer from each of them.", "RFC 3834 §2")
	case !addressed(in.header, in.to):
		return no("The person is named neither in To nor in Cc, so the letter was not for them alone.", "RFC 3834 §2")
	case !in.answered.IsZero() && in.at.Sub(in.answered) < silence:
		return no("The sender knows already: they had this answer less than a week ago.", "RFC 3834 §2")
	}
	return yes("Somebody has written to the person, and does not know yet that they are away.", "RFC 3834 §2")
}

// addressed reports whether a letter names somebody in To or Cc.
func addressed(h mail.Header, who mail.Address) bool {
	for _, field := range []string{"To", "Cc"} {
		for _, text := range h.Values(field) {
			if strings.Contains(strings.ToLower(text), strings.ToLower(who.String())) {
				return true
			}
		}
	}
	return false
}

// answer lets the responder of a letter's owner, if there is one, look at what
// was just filed.
func (d *delivery) answer(s *smtp.Session, m mail.Message, to mail.Address, folder string) {
	a := d.agent
	user := a.owners[to]
	r := a.cfg.Away[user]
	if r == nil {
		return
	}
	from := s.Envelope.From
	key := user + " " + from.String()
	yes, why := r.decide(incoming{from, to, m.Header(), folder != store.Inbox, a.answered[key], a.host.Now()})
	told := trace.AutoReplyDecided{User: user, To: from.String(), Answer: yes}
	if !yes {
		s.Emit(why, told)
		return
	}
	a.answered[key] = a.host.Now()
	told.Notice = a.host.NewMessage()
	mark := trace.Mark{Message: told.Notice, Cause: s.Emit(why, told)}
	letter, envelope := r.letter(m.Header(), from, to, a)
	mark.Cause = a.host.Emit(trace.About{Role: trace.MDA, Message: mark.Message, Cause: mark.Cause}, trace.MessageComposed{
		From: letter.Header().Get("From"), To: []string{from.String()}, Subject: letter.Header().Get("Subject"), Content: trace.Octets(letter.String()),
	})
	a.cfg.Outgoing.Post(letter, envelope, r.whyEnvelope(), mark)
}

// letter is the answer. It goes to the sender of the envelope, and not to who
// stands behind From (RFC 3834 §4).
func (r *Responder) letter(h mail.Header, from, to mail.Address, a *Agent) (mail.Message, mail.Envelope) {
	var fields mail.Header
	add := func(name, value string) {
		if value != "" {
			fields = append(fields, mail.NewField(name, value))
		}
	}
	envelope := mail.Envelope{Recipients: []mail.Address{from}}
	prefix := "Auto: " // RFC 3834 §3.1.5
	if r.Careless {
		prefix, envelope.From = "Re: ", to
		for _, f := range h {
			if strings.EqualFold(f.Name(), "Received") {
				fields = append(fields, f)
			}
		}
	}
	id := h.Get("Message-ID")
	add("From", mail.NamedAddress{Name: r.Name, Address: to}.String())
	add("To", from.Path())
	add("Subject", prefix+h.Get("Subject"))
	add("Date", mail.FormatDate(a.host.Now()))
	add("Message-ID", mail.NewMessageID(a.host.Now(), a.host.Rand(), a.host.Name()))
	add("In-Reply-To", id)
	add("References", id)
	if !r.Careless {
		add("Auto-Submitted", "auto-replied") // RFC 3834 §5
	}
	add("MIME-Version", "1.0")
	add("Content-Type", "text/plain; charset=utf-8")
	if strings.ContainsFunc(r.Text, func(c rune) bool { return c > 0x7f }) {
		envelope.EightBit = true
		add("Content-Transfer-Encoding", "8bit")
	}
	text := strings.ReplaceAll(strings.TrimRight(r.Text, "\n")+"\n", "\n", "\r\n")
	return mail.NewMessage(fields, text), envelope
}

// whyEnvelope says why the answer has the sender that it has.
func (r *Responder) whyEnvelope() *trace.Reason {
	if r.Careless {
		return trace.Why("The answer has the person as its sender, as if they had written it. Whatever answers it comes back here.", "vacation.careless", "RFC 3834 §3.3")
	}
	return trace.Why("An automatic answer has no sender on its envelope, so that nothing can answer or return it.", "vacation", "RFC 3834 §3.3")
}
