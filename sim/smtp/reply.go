package smtp

import (
	"strconv"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// Write implements [net.Conn] for go-smtp, which writes a reply line by line.
// Each whole reply goes out in one piece, in the server's own words.
func (f *front) Write(b []byte) (int, error) {
	defer f.Host.Catch()
	f.out = append(f.out, b...)
	line, complete := lastLine(f.out)
	if !complete {
		return len(b), nil
	}
	code, text := splitReply(line)
	reply := f.reword(code, text)
	f.out = f.out[:0]
	if reply.Code == 334 {
		f.reading = response
	}
	if reply.Code == 354 {
		f.reading, f.tail = message, 2 // an empty message ends at once
	}
	if err := f.say(reply); err != nil {
		return 0, err
	}
	return len(b), nil
}

// splitReply takes the code and the enhanced code off a reply line.
func splitReply(line []byte) (code int, text string) {
	s := string(line)
	if len(s) < 4 {
		return 0, s
	}
	code, _ = strconv.Atoi(s[:3])
	text = s[4:]
	if word, rest, ok := strings.Cut(text, " "); ok && strings.Count(word, ".") == 2 && strings.Trim(word, ".0123456789") == "" {
		text = rest
	}
	return code, text
}

// reword finds what to say where go-smtp said code and text.
func (f *front) reword(code int, text string) mail.Reply {
	r := &f.cfg.Dialect.Replies
	if len(f.answers) > 0 {
		a := f.answers[0]
		f.answers = f.answers[1:]
		return a.Reply
	}
	switch {
	case code == 220 && f.verb == "":
		return r.Greeting.With(f.words())
	case code == 250 && (f.verb == "EHLO" || f.verb == "LHLO"):
		return f.hello(r.Hello.With(f.words()))
	case code == 250 && f.verb == "HELO":
		return r.Hello.With(f.words())
	case code == 354:
		return r.GoAhead
	case code == 334:
		return mail.Reply{Code: code, Text: text}
	case code == 221:
		return r.Bye.With(f.words())
	case code == 250 && f.verb == "BDAT":
		return mail.Reply{Code: code, Enhanced: "2.0.0", Text: "Ok: " + text}
	case code == 250:
		return r.OK
	}
	reply := phrase(r, text).With(f.words())
	if reply.Code == 0 {
		reply = mail.Reply{Code: code, Text: mail.Clean(text)}
	}
	if code >= 400 && code != 421 {
		f.violation(problemOf(reply), nil, "replied "+strconv.Itoa(reply.Code))
	}
	return reply
}

// hello adds the extensions, those that hold now (RFC 5321 §4.1.1.1).
func (f *front) hello(reply mail.Reply) mail.Reply {
	var b strings.Builder
	b.WriteString(reply.Text)
	b.WriteString("\nPIPELINING\nSIZE")
	if f.cfg.MaxOctets > 0 {
		b.WriteByte(' ')
		b.WriteString(strconv.FormatInt(f.cfg.MaxOctets, 10))
	}
	if f.cfg.TLS != nil && f.TLS == nil {
		b.WriteString("\nSTARTTLS")
	}
	if f.cfg.Auth && (f.cfg.TLS == nil || f.TLS != nil) {
		b.WriteString("\nAUTH PLAIN LOGIN")
	}
	b.WriteString("\nENHANCEDSTATUSCODES\n8BITMIME\nCHUNKING")
	reply.Enhanced, reply.Text = "", b.String()
	return reply
}

// say tells the trace about a reply and sends it.
func (f *front) say(reply mail.Reply) error {
	lines := reply.Lines()
	octets := make([]trace.Octets, len(lines))
	size := 0
	for i, l := range lines {
		octets[i] = trace.Octets(l)
		size += len(l) + 2
	}
	seq := f.Emit(nil, trace.SMTPReply{
		Protocol: f.cfg.Protocol, Code: reply.Code, Enhanced: reply.Enhanced, Lines: octets, To: f.verb, TLS: f.TLS != nil,
	})
	f.raw.Say(trace.Mark{Cause: seq, Message: f.Message})
	out := make([]byte, 0, size)
	for _, l := range lines {
		out = append(out, l...)
		out = append(out, '\r', '\n')
	}
	_, err := f.wire.Write(out)
	return err
}

// refused tells the trace about a decision against the client.
func (f *front) refused(at trace.Stage, a Answer, recipient mail.Address) {
	f.Emit(a.Why, trace.MessageRefused{
		Stage: at, From: f.Envelope.From.String(), Recipient: recipient.String(),
		Code: a.Code, Enhanced: a.Enhanced, Text: a.Text,
	})
}
