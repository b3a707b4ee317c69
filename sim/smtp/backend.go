package smtp

import (
	"errors"
	"io"
	"strings"

	gosmtp "github.com/emersion/go-smtp"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// backend is the front as go-smtp's session: it asks the handler, remembers
// the answer for the reply, and tells go-smtp whether it was a yes.
type backend front

// AuthSession is implemented so that AUTH is understood.
var _ gosmtp.AuthSession = (*backend)(nil)

func (b *backend) front() *front { return (*front)(b) }

// Mail implements [gosmtp.Session].
func (b *backend) Mail(from string, opts *gosmtp.MailOptions) error {
	f := b.front()
	defer f.Host.Catch()
	r := &f.cfg.Dialect.Replies
	sender, err := mail.ParseReversePath(from)
	if err != nil {
		return f.settle(trace.AtMail, Answer{Reply: r.BadSender}, mail.Address{})
	}
	f.Envelope = mail.Envelope{From: sender, Size: int(opts.Size), EightBit: opts.Body == gosmtp.Body8BitMIME}
	a := f.greeted()
	if a.Code == 0 {
		a = f.handler.Mail(&f.Session, sender)
	}
	if a.Code == 0 {
		a.Reply = r.MailOK
	}
	f.begun = a.Positive()
	return f.settle(trace.AtMail, a, mail.Address{})
}

// greeted asks the handler about the client's name, which can only be refused
// when the first command that matters comes.
func (f *front) greeted() Answer {
	if g, ok := f.handler.(Greeter); ok {
		return g.Hello(&f.Session)
	}
	return Answer{}
}

// Rcpt implements [gosmtp.Session].
func (b *backend) Rcpt(to string, _ *gosmtp.RcptOptions) error {
	f := b.front()
	defer f.Host.Catch()
	r := &f.cfg.Dialect.Replies
	recipient, err := mail.ParseForwardPath(to)
	if err != nil {
		return f.settle(trace.AtRcpt, Answer{Reply: r.BadRecipient}, mail.Address{})
	}
	a := f.handler.Rcpt(&f.Session, recipient)
	if a.Code == 0 {
		a.Reply = r.RcptOK
	}
	if a.Positive() {
		f.Envelope.Recipients = append(f.Envelope.Recipients, recipient)
	}
	return f.settle(trace.AtRcpt, a, recipient)
}

// Data implements [gosmtp.Session], for LMTP too: go-smtp then writes a reply
// for each recipient, and the front puts the handler's answers in their place.
func (b *backend) Data(r io.Reader) error {
	f := b.front()
	defer f.Host.Catch()
	text, err := readMessage(r, f.Envelope.Size)
	if errors.Is(err, gosmtp.ErrDataTooLarge) {
		a := Answer{f.cfg.Dialect.Replies.TooBigInData, trace.Why("The message is larger than this server takes.", "max_size", "RFC 1870 §6.3")}
		return f.settleData([]Answer{a})
	}
	if err != nil {
		return err // the connection broke, or RSET came between two chunks
	}
	f.heard()
	answers := f.handler.Data(&f.Session, mail.Parse(text))
	f.begun = false
	return f.settleData(answers)
}

// settleData does that for the answers to a message. In LMTP each recipient has
// one (RFC 2033 §4.2), and go-smtp writes as many replies, whatever it is told.
func (f *front) settleData(answers []Answer) (err error) {
	if f.cfg.Protocol != trace.LMTP {
		return f.settle(trace.AtData, answers[0], mail.Address{})
	}
	for i, recipient := range f.Envelope.Recipients {
		err = f.settle(trace.AtData, answers[min(i, len(answers)-1)], recipient)
	}
	return err
}

func readMessage(r io.Reader, size int) (string, error) {
	var text strings.Builder
	text.Grow(min(max(size, 512), 1<<20))
	var buf [4096]byte
	for {
		n, err := r.Read(buf[:])
		text.Write(buf[:n])
		if err == io.EOF {
			return text.String(), nil
		}
		if err != nil {
			return "", err
		}
	}
}

// settle tells the trace about a no and gives go-smtp the class of the answer.
func (f *front) settle(at trace.Stage, a Answer, recipient mail.Address) error {
	if !a.Positive() {
		f.refused(at, a, recipient)
	}
	f.answers = append(f.answers, a)
	if a.Positive() {
		return nil
	}
	return &gosmtp.SMTPError{Code: a.Code, Message: "no"}
}

// Reset implements [gosmtp.Session].
func (b *backend) Reset() { b.front().reset() }

// Logout implements [gosmtp.Session].
func (b *backend) Logout() error { return nil }
