package smtp

import (
	"bytes"
	"errors"
	"strconv"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// pending is a reply that was decided before go-smtp says its own.
type pending struct {
	reply mail.Reply
	cause trace.Seq
}

// promise sets what is said where go-smtp says something next.
func (f *front) promise(reply mail.Reply) {
	f.answers = append(f.answers, pending{reply, f.cause})
}

// promised takes the first of those replies.
func (f *front) promised() (reply mail.Reply, ok bool) {
	if f.said == len(f.answers) {
		f.said, f.answers = 0, f.answers[:0]
		return mail.Reply{}, false
	}
	a := f.answers[f.said]
	f.said++
	f.cause = a.cause
	return a.reply, true
}

// Write implements [net.Conn] for go-smtp, which writes a reply line by line.
// Only its last line counts: the wording is the server's own.
func (f *front) Write(b []byte) (int, error) {
	defer f.Host.Catch()
	if len(b) < 4 || b[3] == '-' {
		return len(b), nil
	}
	code := 100*int(b[0]-'0') + 10*int(b[1]-'0') + int(b[2]-'0')
	switch {
	case f.mute:
		f.mute = false
	case code == 354 && f.whole: // the message came before it was asked for
		f.give = endOfData
	default:
		f.reword(code, b[4:])
	}
	return len(b), nil
}

// reword says what stands where go-smtp said code and text.
func (f *front) reword(code int, text []byte) {
	if reply, ok := f.promised(); ok {
		f.say(reply)
		return
	}
	r := &f.cfg.Dialect.Replies
	switch {
	case code == 220 && f.cfg.Protocol == trace.LMTP:
		f.say(r.LMTPGreeting.With(f.words()))
	case code == 220:
		f.say(r.Greeting.With(f.words()))
	case code == 221:
		f.say(r.Bye.With(f.words()))
	case code == 250 && (f.verb == "EHLO" || f.verb == "LHLO"):
		f.helloSaid()
		f.say(f.extensions(r.Hello.With(f.words())))
	case code == 250 && f.verb == "HELO":
		f.helloSaid()
		f.say(r.Hello.With(f.words()))
	case code == 250:
		f.say(r.OK)
	case code == 252:
		w := f.words()
		w.Address = f.arg
		f.say(r.CannotVerify.With(w))
	case code == 334:
		f.reading = response
		f.say(mail.Reply{Code: code, Text: string(bytes.TrimRight(text, "\r\n"))})
	case code == 354:
		f.reading = dotted
		f.beginText()
		f.say(r.GoAhead)
	case code == 454 && f.verb == "AUTH":
		f.reject(authMalformed, "the answer inside AUTH is not well formed")
	case code == 501 && f.verb == "AUTH":
		f.say(authAborted)
	default:
		f.say(mail.Reply{Code: code, Text: string(bytes.TrimSpace(text))})
	}
}

// extensions adds those that hold now (RFC 5321 §4.1.1.1).
func (f *front) extensions(reply mail.Reply) mail.Reply {
	b := make([]byte, 0, 192)
	b = append(b, reply.Text...)
	b = append(b, "\nPIPELINING\nSIZE"...)
	if limit := f.limit(); limit > 0 {
		b = append(b, ' ')
		b = strconv.AppendInt(b, limit, 10)
	}
	if f.cfg.TLS != nil && f.TLS == nil {
		b = append(b, "\nSTARTTLS"...)
	}
	if f.cfg.Auth && (f.cfg.TLS == nil || f.TLS != nil) {
		b = append(b, "\nAUTH PLAIN LOGIN"...)
	}
	if f.cfg.Dialect.Enhanced() {
		b = append(b, "\nENHANCEDSTATUSCODES"...)
	}
	b = append(b, "\n8BITMIME\nCHUNKING"...)
	reply.Enhanced, reply.Text = "", string(b)
	return reply
}

// say tells the trace about a reply and sends it. A 221 and a 421 are the last
// that the server says (RFC 5321 §3.8).
func (f *front) say(reply mail.Reply) {
	if f.over {
		return
	}
	f.out = appendReply(f.out[:0], reply)
	if f.Host.Records(trace.Wire) {
		f.Emit(nil, trace.SMTPReply{
			Protocol: f.cfg.Protocol, Code: reply.Code, Enhanced: reply.Enhanced, Lines: linesOf(string(f.out)), To: f.verb, TLS: f.TLS != nil,
		})
	}
	f.raw.Say(f.Mark())
	f.raw.SetWriteDeadline(f.Host.Now().Add(idleTimeout))
	_, err := f.Conn.Write(f.out)
	if errors.Is(err, vnet.ErrTimeout) {
		f.violation("the client does not read what it is told", nil, "closed")
	}
	if err != nil || reply.Code == 221 || reply.Code == 421 {
		f.over = true
	}
}

// appendReply is [mail.Reply.Wire] without garbage.
func appendReply(b []byte, r mail.Reply) []byte {
	for more := true; more; {
		var line string
		line, r.Text, more = strings.Cut(r.Text, "\n")
		b = strconv.AppendInt(b, int64(r.Code), 10)
		if more {
			b = append(b, '-')
		} else {
			b = append(b, ' ')
		}
		if r.Enhanced != "" {
			b = append(append(b, r.Enhanced...), ' ')
		}
		b = append(append(b, mail.Clean(line)...), '\r', '\n')
	}
	return b
}

// linesOf cuts a reply into its lines.
func linesOf(wire string) []trace.Octets {
	lines := make([]trace.Octets, 0, strings.Count(wire, "\n"))
	for wire != "" {
		line, rest, _ := strings.Cut(wire, "\r\n")
		lines = append(lines, trace.Octets(line))
		wire = rest
	}
	return lines
}
