package transcript

import (
	"fmt"
	"strings"

	"mailflow/sim/trace"
)

// pop3Verbs says what a client wants with each command; %s is what follows
// the verb. RFC 1939 §5, §6 and §7; CAPA is RFC 2449 §5, STLS RFC 2595 §4,
// AUTH RFC 5034 §4.
var pop3Verbs = map[string]string{
	"APOP": "logs in with a digest in place of the password: %s",
	"AUTH": "wants to log in with the method %s",
	"CAPA": "asks what the server can do",
	"DELE": "marks message %s for removal; it goes when the client says QUIT",
	"LIST": "asks how long the messages are",
	"NOOP": "only wants an answer",
	"PASS": "gives its password: %s",
	"QUIT": "says goodbye; whatever is marked for removal goes now",
	"RETR": "wants message %s",
	"RSET": "takes its marks for removal back",
	"STAT": "asks how many messages there are",
	"STLS": "wants to encrypt the connection",
	"TOP":  "wants the header and first lines of a message: %s",
	"UIDL": "asks for the messages' unique names",
	"USER": "gives its user name: %s",
}

func pop3Command(e trace.Event, b trace.POP3Command) string {
	_, arg, _ := strings.Cut(string(b.Line), " ")
	says, ok := pop3Verbs[b.Verb]
	switch {
	case b.Verb == "":
		return fmt.Sprintf("%s goes on with its login at %s: %s", node(e), peer(e), secret(string(b.Line)))
	case !ok:
		return fmt.Sprintf("%s says %s to %s, which is not a command of POP3", node(e), quote(b.Line), peer(e))
	case strings.Contains(says, "%s"):
		says = fmt.Sprintf(says, cut(strings.TrimSpace(arg), maxValue))
	}
	return fmt.Sprintf("%s, talking to %s, %s (%s)", node(e), peer(e), says, b.Verb)
}

func (t Teller) pop3Response(e trace.Event, b trace.POP3Response) string {
	s := fmt.Sprintf("%s says yes to %s", node(e), peer(e))
	if !b.OK {
		s = fmt.Sprintf("%s says no to %s", node(e), peer(e))
	}
	if cause, ok := t.cause(e); ok && cause.Conn == e.Conn {
		if c, ok := cause.Body.(trace.POP3Command); ok && c.Verb != "" {
			s += "'s " + c.Verb
		}
	}
	if b.Octets > 0 {
		s += " and sends " + count(b.Octets, "octet") + " of message"
	}
	if len(b.Lines) == 0 {
		return s
	}
	_, text, _ := strings.Cut(string(b.Lines[0]), " ")
	if text = strings.TrimSpace(text); text != "" {
		s += ": " + quote(text)
	}
	if more := len(b.Lines) - 1; more > 0 {
		s += ", and " + count(more, "line") + " more"
	}
	return s
}
