package smtp

import (
	"io"

	gosmtp "github.com/emersion/go-smtp"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// backend is the front as go-smtp's session: it asks the handler, remembers
// the answer for the reply, and tells go-smtp whether it was a yes. The
// arguments of go-smtp are of no use: the front has read the real ones.
type backend front

func (b *backend) front() *front { return (*front)(b) }

// Go-smtp need only know that the answer was a no.
var no = &gosmtp.SMTPError{Code: 451, Message: "Error: internal error"}

// Mail implements [gosmtp.Session].
func (b *backend) Mail(string, *gosmtp.MailOptions) (err error) {
	err = no // remains if there is a panic
	f := b.front()
	defer f.Host.Catch()
	if a := f.opinion(); a.Code != 0 && !a.Positive() {
		return f.settle(trace.AtHello, a, mail.Address{})
	}
	a := f.handler.Mail(&f.Session, f.Envelope.From).or(f.cfg.Dialect.Replies.MailOK)
	f.begun = a.Positive()
	return f.settle(trace.AtMail, a, mail.Address{})
}

// opinion is what the handler thinks of the client's name. A no waits for the
// first command that matters, so that the trace knows whose letter it hits.
func (f *front) opinion() Answer {
	if g, ok := f.handler.(Greeter); ok && !f.asked {
		f.asked = true
		f.greeted = g.Hello(&f.Session)
	}
	return f.greeted
}

// Rcpt implements [gosmtp.Session].
func (b *backend) Rcpt(string, *gosmtp.RcptOptions) (err error) {
	err = no
	f := b.front()
	defer f.Host.Catch()
	a := f.handler.Rcpt(&f.Session, f.recipient).or(f.cfg.Dialect.Replies.RcptOK)
	if a.Positive() {
		f.Envelope.Recipients = append(f.Envelope.Recipients, f.recipient)
	}
	return f.settle(trace.AtRcpt, a, f.recipient)
}

// Data implements [gosmtp.Session], for LMTP too: go-smtp then writes a reply
// for each recipient, and the front puts the handler's answers in their place.
func (b *backend) Data(r io.Reader) (err error) {
	err = no
	f := b.front()
	defer f.Host.Catch()
	if _, err := r.Read(make([]byte, 1)); err != io.EOF {
		return err // the connection ended before the message did
	}
	f.follow()
	f.begun = false
	if f.text.tooBig() {
		return f.settleAll([]Answer{{f.cfg.Dialect.Replies.TooBigInData, whyTooBig}})
	}
	text := f.text.text.String()
	if problem := flaw(text); problem != "" {
		f.violation(problem, nil, "taken as it is")
	}
	return f.settleAll(f.handler.Data(&f.Session, mail.Parse(text)))
}

// settleAll does that for the answers to a message. In LMTP each recipient has
// one (RFC 2033 §4.2), and go-smtp writes as many replies, whatever it is told.
func (f *front) settleAll(answers []Answer) (err error) {
	yes := f.cfg.Dialect.Replies.OK
	if f.cfg.Protocol != trace.LMTP {
		return f.settle(trace.AtData, answers[0].or(yes), mail.Address{})
	}
	cause := f.cause
	for i, recipient := range f.Envelope.Recipients {
		f.cause = cause
		err = f.settle(trace.AtData, answers[min(i, len(answers)-1)].or(yes), recipient)
	}
	return err
}

// settle tells the trace about a no and gives go-smtp the class of the answer.
func (f *front) settle(at trace.Stage, a Answer, recipient mail.Address) error {
	if !a.Positive() {
		f.refused(at, a, f.Envelope.From.String(), recipient.String())
	}
	f.promise(a.Reply)
	if a.Positive() {
		return nil
	}
	return no
}

// Reset implements [gosmtp.Session].
func (b *backend) Reset() { b.front().reset() }

// Logout implements [gosmtp.Session].
func (b *backend) Logout() error { return nil }
