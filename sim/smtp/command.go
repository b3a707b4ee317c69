package smtp

import (
	"bytes"
	"strconv"
	"strings"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// maxBad is how many commands that the protocol does not allow a client has
// before the server hangs up.
const maxBad = 20

// tooLong answers a line beyond maxCommand (RFC 5321 §4.5.3.1.4).
var tooLong = mail.Reply{Code: 500, Enhanced: "5.5.2", Text: "Error: line too long"}

// takeLine looks at one line; false if it is not all there yet.
func (f *front) takeLine() bool {
	end := bytes.IndexByte(f.in, '\n')
	if end < 0 && len(f.in) < maxCommand {
		return false
	}
	f.follow()
	if end < 0 || end >= maxCommand {
		f.violation("a line has more than "+strconv.Itoa(maxCommand)+" octets", f.in, "replied 500, closed")
		f.say(tooLong)
		f.over = true
		return true
	}
	line, ended := bytes.CutSuffix(f.in[:end], []byte("\r"))
	f.in = f.in[end+1:]
	if !ended {
		f.violation("a line ends with a bare LF, where it needs CR and LF", line, "taken as a line")
	}
	if f.line = string(line); f.reading == response {
		f.reading = commands
		f.give = f.line + "\r\n"
	} else {
		f.command()
	}
	return true
}

// command answers a command line, or lets go-smtp do so.
func (f *front) command() {
	verb, arg, _ := strings.Cut(f.line, " ")
	f.verb, f.arg = "", strings.TrimSpace(arg)
	r := &f.cfg.Dialect.Replies
	if !isPlain(f.line) || !isWord(verb) {
		f.reject(r.BadSyntax, "this is no command")
		return
	}
	f.verb = strings.ToUpper(verb)
	switch f.verb {
	case "EHLO", "HELO", "LHLO":
		f.commandHello()
	case "STARTTLS":
		f.commandStartTLS()
	case "AUTH":
		f.commandAuth()
	case "MAIL":
		f.commandMail()
	case "RCPT":
		f.commandRcpt()
	case "DATA":
		f.commandData()
	case "BDAT":
		f.commandBdat()
	case "NOOP", "RSET", "QUIT":
		f.give = f.verb + "\r\n"
	case "VRFY":
		if f.arg == "" {
			f.reject(r.BadSyntax, "VRFY does not say whom")
			return
		}
		f.give = "VRFY\r\n"
	case "HELP":
		f.say(r.Help.With(f.words()))
	case "EXPN", "SEND", "SOML", "SAML", "TURN":
		f.say(r.NotImplemented.With(f.words()))
	default:
		f.reject(r.Unknown, "there is no such command")
	}
}

// commandHello is EHLO or HELO, or LHLO in LMTP (RFC 2033 §4.1).
func (f *front) commandHello() {
	r := &f.cfg.Dialect.Replies
	switch {
	case (f.verb == "LHLO") != (f.cfg.Protocol == trace.LMTP):
		f.reject(r.Unknown, "this is the hello of another protocol")
	case f.arg == "":
		f.reject(r.BadHello, "the client does not say its name")
	default:
		f.give = f.verb + " x\r\n"
	}
}

// helloSaid is the server's yes to a hello.
func (f *front) helloSaid() {
	f.HelloAs, f.Extended, f.asked = f.arg, f.verb != "HELO", false
}

// reject answers what the protocol does not allow.
func (f *front) reject(reply mail.Reply, problem string) {
	w := f.words()
	f.violation(problem, []byte(f.line), "replied "+strconv.Itoa(reply.Code))
	f.say(reply.With(w))
	if f.bad++; f.bad > maxBad {
		f.say(f.cfg.Dialect.Replies.TooManyBad.With(w))
		f.over = true
	}
}

// isPlain reports whether a line is free of control characters, of a bare CR
// among them (RFC 5321 §2.3.8).
func isPlain(line string) bool {
	for i := range len(line) {
		if c := line[i]; c < ' ' && c != '\t' || c == 0x7f {
			return false
		}
	}
	return true
}

// isWord reports whether s is a word of letters, as all commands are.
func isWord(s string) bool {
	for i := range len(s) {
		if c := s[i] | 0x20; c < 'a' || c > 'z' {
			return false
		}
	}
	return s != ""
}
