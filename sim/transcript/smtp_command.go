package transcript

import (
	"fmt"
	"strings"

	"mailflow/sim/trace"
)

// speech is one command line: who says it to whom, and what follows the verb.
type speech struct{ from, to, arg string }

// smtpVerbs says what a client wants with each command. RFC 5321 §4.1.1;
// LHLO is RFC 2033 §4.1, BDAT RFC 3030 §2, STARTTLS RFC 3207 §4, AUTH RFC 4954 §4.
var smtpVerbs = map[string]func(speech) string{
	"EHLO": func(s speech) string {
		return fmt.Sprintf("%s introduces itself to %s as %s and asks what it can do (EHLO)", s.from, s.to, s.arg)
	},
	"HELO": func(s speech) string {
		return fmt.Sprintf("%s introduces itself to %s as %s, the old way (HELO)", s.from, s.to, s.arg)
	},
	"LHLO": func(s speech) string {
		return fmt.Sprintf("%s introduces itself to %s as %s, for delivery (LHLO)", s.from, s.to, s.arg)
	},
	"MAIL": mailFrom,
	"RCPT": rcptTo,
	"DATA": func(s speech) string { return fmt.Sprintf("%s asks %s to take the message now (DATA)", s.from, s.to) },
	"BDAT": bdat,
	"RSET": func(s speech) string { return fmt.Sprintf("%s takes back what it began with %s (RSET)", s.from, s.to) },
	"NOOP": func(s speech) string { return fmt.Sprintf("%s only wants to hear from %s (NOOP)", s.from, s.to) },
	"QUIT": func(s speech) string { return fmt.Sprintf("%s says goodbye to %s (QUIT)", s.from, s.to) },
	"HELP": func(s speech) string { return fmt.Sprintf("%s asks %s for help (HELP)", s.from, s.to) },
	"STARTTLS": func(s speech) string {
		return fmt.Sprintf("%s wants to encrypt what it says to %s (STARTTLS)", s.from, s.to)
	},
	"AUTH": authenticate,
	"VRFY": func(s speech) string {
		return fmt.Sprintf("%s asks %s whether there is a mailbox %s (VRFY)", s.from, s.to, quote(s.arg))
	},
	"EXPN": func(s speech) string {
		return fmt.Sprintf("%s asks %s who is on the list %s (EXPN)", s.from, s.to, quote(s.arg))
	},
}

func (t Teller) smtpCommand(e trace.Event, b trace.SMTPCommand) string {
	if b.Verb == "" {
		return fmt.Sprintf("%s goes on with its login at %s: %s", node(e), peer(e), secret(string(b.Line)))
	}
	_, arg, _ := strings.Cut(string(b.Line), " ")
	s := speech{node(e), peer(e), cut(strings.TrimSpace(arg), maxValue)}
	if verb, ok := smtpVerbs[b.Verb]; ok {
		return verb(s)
	}
	return fmt.Sprintf("%s says %s to %s, which is not a command of SMTP", s.from, quote(b.Line), s.to)
}

func smtpContent(e trace.Event, b trace.SMTPContent) string {
	return fmt.Sprintf("%s sends the message itself to %s: %s of header and text", node(e), peer(e), count(b.Octets, "octet"))
}

func mailFrom(s speech) string {
	path, params := splitPath(s.arg, "FROM:")
	out := fmt.Sprintf("%s begins a message: if it fails, %s is to be told (MAIL FROM)", s.from, path)
	if path == "" {
		out = fmt.Sprintf("%s begins a message with an empty return address: if it fails, nobody is to be told (MAIL FROM:<>)", s.from)
	}
	if params != "" {
		out += "; it adds " + params
	}
	return out
}

func rcptTo(s speech) string {
	path, params := splitPath(s.arg, "TO:")
	out := fmt.Sprintf("%s asks %s to take the message for %s (RCPT TO)", s.from, s.to, path)
	if params != "" {
		out += "; it adds " + params
	}
	return out
}

// splitPath takes the address out of "FROM:<address> PARAMETERS". What has
// another form is returned as it stands.
func splitPath(arg, keyword string) (path, params string) {
	rest := arg
	if len(arg) >= len(keyword) && strings.EqualFold(arg[:len(keyword)], keyword) {
		rest = strings.TrimSpace(arg[len(keyword):])
	}
	if strings.HasPrefix(rest, "<") {
		if end := strings.LastIndexByte(rest, '>'); end > 0 {
			return rest[1:end], strings.TrimSpace(rest[end+1:])
		}
	}
	return rest, ""
}

func bdat(s speech) string {
	size, last, _ := strings.Cut(s.arg, " ")
	out := fmt.Sprintf("%s sends %s octets of the message to %s (BDAT)", s.from, size, s.to)
	if strings.EqualFold(last, "LAST") {
		out += ", the last of them"
	}
	return out
}
