package smtp

import (
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// badSequence answers what would have been a good command at another time.
var badSequence = mail.Reply{Code: 503, Enhanced: "5.5.1", Text: "Error: bad sequence of commands"}

var whyTooBig = trace.Why("The message is larger than this server takes.", "max_size", "RFC 1870 §6")

// commandMail begins a transaction. The address is ours to read: go-smtp takes
// the quotes off a local part, and answers to two bad parameters at random.
func (f *front) commandMail() {
	r := &f.cfg.Dialect.Replies
	switch {
	case f.HelloAs == "":
		f.reject(r.NeedHello, "MAIL came before the client had said hello")
		return
	case f.begun:
		f.reject(r.NestedMail, "a message is under way already")
		return
	}
	path, parameters, ok := cutPath(f.arg, "FROM:")
	if !ok {
		f.reject(r.BadMail, "MAIL is not followed by FROM:<address>")
		return
	}
	var e mail.Envelope
	if bad := f.mailParameters(&e, parameters); bad != "" {
		f.rejectParameter(bad)
		return
	}
	from, err := mail.ParseReversePath(f.complete(path))
	if err != nil {
		f.refuse(trace.AtMail, Answer{r.BadSender, trace.Why("The sender's address is not well formed.", "", "RFC 5321 §4.1.2")}, path, "")
		return
	}
	if limit := f.limit(); limit > 0 && int64(e.Size) > limit {
		f.refuse(trace.AtMail, Answer{r.TooBig, whyTooBig}, from.String(), "")
		return
	}
	e.From = from
	f.Envelope = e
	f.give = "MAIL FROM:<>\r\n"
}

// commandRcpt adds a recipient. Go-smtp does not know postmaster without a
// domain, which everybody must (RFC 5321 §4.5.1).
func (f *front) commandRcpt() {
	r := &f.cfg.Dialect.Replies
	switch {
	case !f.begun:
		f.reject(r.NeedMail, "RCPT came before MAIL")
		return
	case f.chunked:
		f.reject(badSequence, "RCPT came when the message was already under way")
		return
	}
	path, parameters, ok := cutPath(f.arg, "TO:")
	if !ok {
		f.reject(r.BadRcpt, "RCPT is not followed by TO:<address>")
		return
	}
	if bad := strings.Fields(parameters); len(bad) > 0 { // there are none that we know
		f.rejectParameter(bad[0])
		return
	}
	to, err := mail.ParseForwardPath(f.complete(path))
	switch {
	case err != nil:
		f.refuse(trace.AtRcpt, Answer{r.BadRecipient, trace.Why("The recipient's address is not well formed.", "", "RFC 5321 §4.1.2")}, f.Envelope.From.String(), path)
	case len(f.Envelope.Recipients) == maxRecipients:
		f.refuse(trace.AtRcpt, Answer{r.TooManyRecipients, trace.Why("One message may only have so many recipients.", "", "RFC 5321 §4.5.3.1.8")}, f.Envelope.From.String(), to.String())
	default:
		f.recipient = to
		f.give = "RCPT TO:<r@r>\r\n"
	}
}

// complete gives an address that lacks a domain the server's own, where it may
// do so: on the way from server to server nobody knows any more which domain
// was meant.
func (f *front) complete(path string) string {
	whole, bare := mail.Qualify(path, f.cfg.Domain)
	f.Bare = bare && f.cfg.Domain != ""
	if f.Bare {
		return whole
	}
	return path
}

// commandData asks for the message.
func (f *front) commandData() {
	r := &f.cfg.Dialect.Replies
	switch {
	case f.arg != "":
		f.reject(r.BadSyntax, "DATA stands alone on its line")
	case !f.begun:
		f.reject(r.NeedMail, "DATA came before MAIL")
	case len(f.Envelope.Recipients) == 0:
		f.reject(r.NeedRcpt, "DATA came before a recipient was accepted")
	case f.chunked:
		f.reject(badSequence, "DATA came in the middle of BDAT")
	default:
		f.give = "DATA\r\n"
	}
}

// limit is the largest message that the server takes now; 0 is any.
func (f *front) limit() int64 {
	if l, ok := f.handler.(Limiter); ok {
		return l.MaxOctets()
	}
	return f.cfg.MaxOctets
}

// beginText makes room for a message.
func (f *front) beginText() {
	f.text = content{limit: int(f.limit())}
	f.text.text.Grow(min(max(f.Envelope.Size, 512), 1<<20))
}

// takeDotted takes the octets of a message, up to the dot that ends it.
func (f *front) takeDotted() {
	n, done := f.text.unstuff(f.in)
	f.in = f.in[n:]
	if done {
		f.reading = commands
		f.whole = true
		f.give = endOfData
	}
}

// endOfData is the message as go-smtp sees it.
const endOfData = ".\r\n"

// refuse answers with a no that is about the message, where the handler was not
// even asked.
func (f *front) refuse(at trace.Stage, a Answer, from, recipient string) {
	a.Reply = a.Reply.With(f.words())
	f.refused(at, a, unwrap(from), unwrap(recipient))
	f.say(a.Reply)
}

// unwrap makes a path, however broken it is, fit for the trace.
func unwrap(path string) string {
	path = strings.TrimSuffix(strings.TrimPrefix(path, "<"), ">")
	return strings.ToValidUTF8(path, "?")
}
