package transcript

import (
	"fmt"
	"strings"

	"mailflow/sim/trace"
)

// reply is what there is to say about an SMTP reply.
type reply struct {
	from, to string
	object   string // what it is about: the recipient, the message …
	code     string // e.g. "550 5.1.1"
	lines    []string
}

// smtpYes says what a good reply to each verb means. Replies of class 2 and 3
// to another verb get a general sentence. RFC 5321 §4.3.2.
var smtpYes = map[string]func(reply) string{
	"":         func(r reply) string { return fmt.Sprintf("%s greets %s: it is ready (%s)", r.from, r.to, r.code) },
	"EHLO":     extensions,
	"LHLO":     extensions,
	"HELO":     func(r reply) string { return fmt.Sprintf("%s greets %s back (%s)", r.from, r.to, r.code) },
	"MAIL":     func(r reply) string { return fmt.Sprintf("%s accepts %s (%s)", r.from, r.object, r.code) },
	"RCPT":     func(r reply) string { return fmt.Sprintf("%s accepts %s (%s)", r.from, r.object, r.code) },
	"RSET":     func(r reply) string { return fmt.Sprintf("%s has forgotten what was begun (%s)", r.from, r.code) },
	"NOOP":     func(r reply) string { return fmt.Sprintf("%s is still there (%s)", r.from, r.code) },
	"QUIT":     func(r reply) string { return fmt.Sprintf("%s says goodbye to %s (%s)", r.from, r.to, r.code) },
	"STARTTLS": func(r reply) string { return fmt.Sprintf("%s is ready to encrypt (%s)", r.from, r.code) },
}

// objects says what a reply to each verb is about, when the command itself is
// not at hand.
var objects = map[string]string{
	"":         "the connection",
	"EHLO":     "the greeting",
	"HELO":     "the greeting",
	"LHLO":     "the greeting",
	"MAIL":     "the sender",
	"RCPT":     "the recipient",
	"DATA":     "the message",
	"BDAT":     "the message",
	"AUTH":     "the login",
	"STARTTLS": "encryption",
}

func (t Teller) smtpReply(e trace.Event, b trace.SMTPReply) string {
	r := reply{from: node(e), to: peer(e), object: t.object(e, b), code: status(b.Code, b.Enhanced)}
	for _, line := range b.Lines {
		r.lines = append(r.lines, afterCode(string(line), b.Enhanced))
	}
	switch b.Code / 100 {
	case 2, 3:
		return positive(r, b)
	case 4:
		return withDetail(fmt.Sprintf("%s refuses %s for now; a later attempt may succeed (%s)", r.from, r.object, r.code), r.said())
	case 5:
		return withDetail(fmt.Sprintf("%s refuses %s, and asking again will not change that (%s)", r.from, r.object, r.code), r.said())
	}
	return withDetail(fmt.Sprintf("%s replies to %s with a code that SMTP does not know (%s)", r.from, r.to, r.code), r.said())
}

// object names what a reply is about, by the command that it answers where
// that was recorded.
func (t Teller) object(e trace.Event, b trace.SMTPReply) string {
	if cause, ok := t.cause(e); ok && cause.Conn == e.Conn {
		if d, ok := cause.Body.(trace.RelayDecided); ok && b.To == "RCPT" {
			return cut(d.Recipient, maxValue) + " as a recipient"
		}
		if c, ok := cause.Body.(trace.SMTPCommand); ok {
			_, arg, _ := strings.Cut(string(c.Line), " ")
			switch c.Verb {
			case "":
				return objects["AUTH"]
			case "RCPT":
				path, _ := splitPath(arg, "TO:")
				return cut(path, maxValue) + " as a recipient"
			case "MAIL":
				path, _ := splitPath(arg, "FROM:")
				return sender(path) + " as the sender"
			}
		}
	}
	if o, ok := objects[b.To]; ok {
		return o
	}
	return "the command " + quote(b.To)
}

func positive(r reply, b trace.SMTPReply) string {
	switch b.Code {
	case 235:
		return fmt.Sprintf("%s accepts the login (%s)", r.from, r.code)
	case 251:
		return withDetail(fmt.Sprintf("%s accepts %s, who lives elsewhere, and will pass it on (%s)", r.from, r.object, r.code), r.said())
	case 252:
		return withDetail(fmt.Sprintf("%s does not say whether that mailbox exists, but would try (%s)", r.from, r.code), r.said())
	case 334:
		return fmt.Sprintf("%s goes on with the login (%s): it asks for %s", r.from, r.code, challenge(r.text()))
	case 354:
		return fmt.Sprintf("%s is ready for the message, which ends with a dot alone on a line (%s)", r.from, r.code)
	}
	if b.Code == 250 && (b.To == "DATA" || b.To == "BDAT") {
		if b.Protocol == trace.LMTP {
			return withDetail(fmt.Sprintf("%s has put %s into its message store (%s)", r.from, r.object, r.code), r.said())
		}
		return withDetail(fmt.Sprintf("%s has taken %s and is responsible for it from here on (%s)", r.from, r.object, r.code), r.said())
	}
	if say, ok := smtpYes[b.To]; ok {
		return say(r)
	}
	return withDetail(fmt.Sprintf("%s says yes to %s (%s)", r.from, r.object, r.code), r.said())
}

// extensions lists what a server offers in its reply to EHLO: one keyword a
// line after the first. RFC 5321 §4.1.1.1.
func extensions(r reply) string {
	s := fmt.Sprintf("%s greets %s back", r.from, r.to)
	if len(r.lines) < 2 {
		return s + " and offers no extensions (" + r.code + ")"
	}
	return s + " and offers " + commas(r.lines[1:]) + " (" + r.code + ")"
}

// challenge tells what the server of a login wants to know.
func challenge(text string) string {
	if text == "" {
		return "the rest"
	}
	if decoded, ok := fromBase64(text); ok {
		return quote(decoded) + ", in base64"
	}
	return quote(text)
}

// text is the whole of the reply without its codes.
func (r reply) text() string { return strings.TrimSpace(strings.Join(r.lines, " ")) }

// said quotes the reply, if it says anything.
func (r reply) said() string {
	text := r.text()
	if text == "" {
		return ""
	}
	return quote(text)
}

// afterCode takes the codes off a line of a reply: "250-2.1.0 Ok" → "Ok".
func afterCode(line, enhanced string) string {
	if len(line) < 4 {
		return ""
	}
	return strings.TrimPrefix(line[4:], enhanced+" ")
}
