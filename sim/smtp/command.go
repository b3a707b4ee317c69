package smtp

import (
	"bytes"
	"strconv"
	"strings"

	"mailflow/sim/mail"
)

// command looks at a command line. It is true if go-smtp shall see it too.
func (f *front) command(line string) bool {
	verb, arg, _ := strings.Cut(line, " ")
	f.verb = strings.ToUpper(verb)
	r := &f.cfg.Dialect.Replies
	switch f.verb {
	case "EHLO", "HELO", "LHLO":
		f.deaf = false
		f.Extended = f.verb != "HELO"
		f.HelloAs = strings.TrimSpace(arg)
	case "STARTTLS":
		return f.commandStartTLS(arg)
	case "AUTH":
		return f.commandAuth(r)
	case "MAIL":
		if f.deaf {
			return f.refuseLine(r.NeedHello, line)
		}
		if f.begun {
			return f.refuseLine(r.NestedMail, line)
		}
	case "RCPT", "DATA":
		if !f.begun {
			return f.refuseLine(r.NeedMail, line)
		}
	case "BDAT":
		f.commandBdat(arg)
		if f.deaf {
			f.reading = skipping
			return f.refuseLine(r.NeedHello, line)
		}
	case "RSET":
		f.reset()
	}
	return true
}

func (f *front) commandStartTLS(arg string) bool {
	r := &f.cfg.Dialect.Replies
	switch {
	case f.TLS != nil:
		return f.refuseLine(r.TLSActive, "STARTTLS")
	case f.cfg.TLS == nil:
		return f.refuseLine(r.Unknown, "STARTTLS")
	case arg != "":
		return f.refuseLine(r.BadSyntax, "STARTTLS "+arg)
	}
	if len(f.in) > 0 {
		f.violation("commands were sent right behind STARTTLS, in clear", f.in, "they are thrown away")
	}
	f.say(r.StartTLS)
	if err := f.startTLS(); err != nil {
		f.raw.Close()
		return false
	}
	f.deaf, f.HelloAs = true, ""
	f.reset()
	return false
}

func (f *front) commandAuth(r *mail.Replies) bool {
	switch {
	case !f.cfg.Auth:
		return f.refuseLine(r.AuthNotOffered, "AUTH")
	case f.cfg.TLS != nil && f.TLS == nil:
		return f.refuseLine(r.AuthNeedsTLS, "AUTH")
	case f.deaf:
		return f.refuseLine(r.NeedHello, "AUTH")
	}
	return true
}

// commandBdat counts the chunk that follows, whatever becomes of the command
// (RFC 3030 §2).
func (f *front) commandBdat(arg string) {
	size, _, _ := strings.Cut(strings.TrimSpace(arg), " ")
	if n, err := strconv.ParseUint(size, 10, 32); err == nil && n > 0 {
		f.reading, f.chunk = chunk, int64(n)
	}
}

// refuseLine answers in go-smtp's place.
func (f *front) refuseLine(reply mail.Reply, line string) bool {
	f.bad++
	f.violation(problemOf(reply), []byte(line), "replied "+strconv.Itoa(reply.Code))
	f.say(reply.With(f.words()))
	return false
}

// reset forgets the transaction.
func (f *front) reset() {
	f.begun = false
	f.Envelope = mail.Envelope{}
	f.Message = ""
}

// problemOf says in plain words what is wrong with a command.
func problemOf(reply mail.Reply) string {
	switch reply.Code {
	case 503:
		return "a command came out of its order"
	case 502, 504:
		return "the server has no such command"
	case 538:
		return "a password would have gone over the line in clear"
	default:
		return "a command is not well formed"
	}
}

// lastLine is the last line of a reply that go-smtp wrote, without its CRLF,
// once the reply is complete.
func lastLine(out []byte) (line []byte, complete bool) {
	if len(out) < 2 || out[len(out)-1] != '\n' {
		return nil, false
	}
	body := bytes.TrimRight(out, "\r\n")
	line = body[bytes.LastIndexByte(body, '\n')+1:]
	return line, len(line) < 4 || line[3] != '-'
}
