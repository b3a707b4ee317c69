package transcript

import (
	"fmt"
	"strings"

	"mailflow/sim/trace"
)

// imapVerbs says what a client wants with each command; %s is what follows
// the command's name. RFC 9051 §6; IDLE was RFC 2177, MOVE RFC 6851.
var imapVerbs = map[string]string{
	"APPEND":       "wants to put a message into a folder: %s",
	"AUTHENTICATE": "wants to log in with the method %s",
	"CAPABILITY":   "asks what the server can do",
	"CHECK":        "asks the server to tidy the folder",
	"CLOSE":        "leaves the folder; what is marked as deleted goes for good",
	"COPY":         "wants a copy of messages in another folder: %s",
	"CREATE":       "wants a new folder: %s",
	"DELETE":       "wants to remove the folder %s",
	"DONE":         "stops waiting for news",
	"ENABLE":       "switches on %s",
	"EXAMINE":      "opens the folder %s, only to look",
	"EXPUNGE":      "asks to remove for good what is marked as deleted",
	"FETCH":        "asks for messages: %s",
	"ID":           "says which program it is: %s",
	"IDLE":         "waits to be told of news",
	"LIST":         "asks which folders there are: %s",
	"LOGIN":        "logs in with user and password: %s",
	"LOGOUT":       "says goodbye",
	"LSUB":         "asks which folders it follows: %s",
	"MOVE":         "wants to move messages to another folder: %s",
	"NAMESPACE":    "asks where folders may be",
	"NOOP":         "asks whether there is news",
	"RENAME":       "wants to rename a folder: %s",
	"SEARCH":       "looks for messages: %s",
	"SELECT":       "opens the folder %s",
	"STARTTLS":     "wants to encrypt the connection",
	"STATUS":       "asks how a folder stands: %s",
	"STORE":        "changes the flags of messages: %s",
	"SUBSCRIBE":    "wants to follow the folder %s",
	"UNSELECT":     "leaves the folder as it is",
	"UNSUBSCRIBE":  "no longer follows the folder %s",
}

func imapCommand(e trace.Event, b trace.IMAPCommand) string {
	name, byUID := strings.CutPrefix(b.Name, "UID ")
	_, arg, _ := strings.Cut(strings.TrimPrefix(string(b.Line), b.Tag+" "), b.Name)
	arg = strings.TrimSpace(arg)
	if name == "UID" { // the name as the line has it, with the real one behind
		byUID = true
		name, arg, _ = strings.Cut(arg, " ")
		name = strings.ToUpper(name)
	}
	says, ok := imapVerbs[name]
	switch {
	case b.Name == "":
		return fmt.Sprintf("%s goes on: %s", node(e), continuation(string(b.Line)))
	case !ok:
		return fmt.Sprintf("%s says %s to %s, which is not a command of IMAP that we know", node(e), quote(b.Line), peer(e))
	case strings.Contains(says, "%s"):
		says = fmt.Sprintf(says, cut(arg, maxValue))
	}
	if byUID {
		name = "UID " + name
	}
	return fmt.Sprintf("%s, talking to %s, %s (%s)", node(e), peer(e), says, name)
}

// continuation tells a line that belongs to a command begun before: the end of
// IDLE, an answer in a login, or data.
func continuation(line string) string {
	if strings.EqualFold(line, "DONE") {
		return "it has waited long enough for news (DONE)"
	}
	return secret(line)
}

// imapStates says what the first word of a server's line means: RFC 9051 §7.1.
var imapStates = map[string]string{
	"OK":      "it worked",
	"NO":      "it did not work",
	"BAD":     "the server did not understand",
	"PREAUTH": "the client is already logged in",
	"BYE":     "the server says goodbye",
}

// imapData says what the word after a number means: RFC 9051 §7.4 and §7.5;
// RECENT is of RFC 3501 §7.3.2.
var imapData = map[string]string{
	"EXISTS":  "messages in the folder: %s",
	"RECENT":  "those that no program has seen yet: %s",
	"EXPUNGE": "message %s of the folder is gone",
	"FETCH":   "here is what was asked about message %s",
}

func imapResponse(e trace.Event, b trace.IMAPResponse) string {
	var parts []string
	for _, line := range b.Lines {
		if p := imapLine(string(line), b.Tag); p != "" {
			parts = append(parts, p)
		}
	}
	s := fmt.Sprintf("%s answers %s", node(e), peer(e))
	switch n := len(parts); {
	case n == 0:
		return s
	case n > maxListed+1: // the end of the command is said in any case
		parts = append(parts[:maxListed], fmt.Sprintf("and %d lines more", n-maxListed-1), parts[n-1])
	}
	return s + ": " + strings.Join(parts, "; ")
}

// imapLine tells one line of a response.
func imapLine(line, tag string) string {
	first, rest, _ := strings.Cut(line, " ")
	switch {
	case first == "+":
		return "go on"
	case first == "*":
		return untagged(rest)
	case first == tag:
		state, text, _ := strings.Cut(rest, " ")
		if says, ok := imapStates[state]; ok {
			return fmt.Sprintf("%s (%s): %s", says, state, quote(text))
		}
	}
	return quote(line)
}

func untagged(rest string) string {
	first, text, _ := strings.Cut(rest, " ")
	if says, ok := imapStates[first]; ok {
		if first == "OK" {
			return quote(text) // a remark, or the greeting
		}
		return says + " (" + first + "): " + quote(text)
	}
	word, _, _ := strings.Cut(text, " ")
	if says, ok := imapData[word]; ok {
		return fmt.Sprintf(says, first)
	}
	return cut(rest, maxValue)
}
