package transcript

import (
	"fmt"
	"strings"
	"time"

	"mailflow/sim/trace"
)

// outcomes says how a run ended.
var outcomes = map[trace.Outcome]string{
	trace.Quiet:         "The run is over: nothing is left to happen",
	trace.UntilReached:  "The run stops at the moment that was asked for",
	trace.EventBudget:   "The run is stopped: it has reached the largest number of events that it may have",
	trace.VirtualBudget: "The run is stopped: it has reached the longest virtual time that it may take",
	trace.WallBudget:    "The run is stopped: it has taken as long as it may",
	trace.Cancelled:     "The run is stopped: nobody wants it any more",
	trace.Broken:        "The run is stopped by a fault of the simulator itself",
}

// actions says what the words of a script do, after the one who does it: alone,
// and with what else is known in the place of %s.
var actions = map[string]struct{ alone, with string }{
	"send":      {"sends a message", "sends a message %s"},
	"fetch":     {"fetches mail", "fetches mail %s"},
	"read":      {"opens a message", "opens the message “%s”"},
	"delete":    {"deletes a message", "deletes the message “%s”"},
	"move":      {"moves a message to another folder", "moves a message to the folder %s"},
	"reply":     {"answers a message", "answers the message “%s”"},
	"forward":   {"passes a message on", "passes a message on %s"},
	"archive":   {"archives a message", "archives the message “%s”"},
	"watch":     {"lets a mail program watch the inbox", "lets a mail program watch the inbox (%s)"},
	"unwatch":   {"lets a mail program watch the inbox no more", "lets a mail program watch the inbox no more (%s)"},
	"offline":   {"goes offline", "goes offline (%s)"},
	"online":    {"is online again", "is online again (%s)"},
	"setup":     {"changes the settings of a mail program", "changes the settings of a mail program: %s"},
	"down":      {"is switched off", "is switched off (%s)"},
	"up":        {"is switched on", "is switched on (%s)"},
	"cut":       {"is cut off from the Internet", "is cut off from the Internet (%s)"},
	"probe":     {"tests a host", "tests %s"},
	"campaign":  {"starts to send", "starts to send: %s"},
	"configure": {"gets other settings", "gets other settings: %s"},
	"mend":      {"gets its line to the Internet back", "gets its line to the Internet back (%s)"},
}

func sayRun(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.RunStarted:
		return fmt.Sprintf("%s starts with seed %d; the clock shows %s", title(b), b.Seed, startWords(b.Start))
	case trace.RunEnded:
		return outcome(b)
	case trace.ActionTaken:
		return action(b)
	case trace.ActionFailed:
		return failed(e, b)
	}
	return ""
}

// outcome says how the run ended.
func outcome(b trace.RunEnded) string {
	s, ok := outcomes[b.Outcome]
	if !ok {
		s = "The run ends with the outcome " + quote(b.Outcome)
	}
	if b.Detail != "" {
		s += " (" + cut(b.Detail, maxValue) + ")"
	}
	return s
}

// title names the run.
func title(b trace.RunStarted) string {
	if b.Title != "" {
		return quote(b.Title)
	}
	return quote(b.Scenario)
}

// startWords writes the first instant as one says it.
func startWords(rfc3339 string) string {
	t, err := time.Parse(time.RFC3339, rfc3339)
	if err != nil {
		return cut(rfc3339, maxValue)
	}
	return t.UTC().Format("Monday 2 January 2006, 15:04:05 UTC")
}

func action(b trace.ActionTaken) string {
	who := b.Who
	if who == "" {
		who = "somebody"
	}
	does, ok := actions[b.Action]
	said := who + " " + does.alone
	switch {
	case !ok:
		said = withDetail(fmt.Sprintf("%s: %s", who, b.Action), b.Text)
	case b.Text != "":
		said = who + " " + fmt.Sprintf(does.with, cut(b.Text, 3*maxValue))
	}
	if b.Device != "" {
		said += " (" + cut(b.Device, maxValue) + ")"
	}
	return said
}

// failures says what a mail program does not get done.
var failures = map[string]string{
	"send":    "cannot send",
	"poll":    "cannot bring mail home",
	"watch":   "cannot watch its inbox",
	"fetch":   "cannot fetch mail",
	"read":    "cannot open",
	"delete":  "cannot delete",
	"move":    "cannot move",
	"reply":   "cannot answer",
	"forward": "cannot pass on",
	"archive": "cannot archive",
	"copy":    "cannot put into the folder Sent a copy of",
}

func failed(e trace.Event, b trace.ActionFailed) string {
	does, ok := failures[b.Action]
	if !ok {
		does = "does not get done: " + b.Action
	}
	s := fmt.Sprintf("%s of %s %s", device(b.Device, e), b.User, does)
	switch {
	case b.Action == "send":
		s += " " + message(e) + ": it stays in the outbox"
	case !ok || b.Action == "fetch" || b.Action == "watch" || b.Action == "poll":
	case e.Message != "":
		s += " " + message(e)
	default:
		s += " the message"
	}
	return withSaid(s, b.Reply)
}

func sayLesson(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.Note:
		return strings.TrimSpace(oneLine(b.Text) + " " + oneLine(b.Why))
	case trace.Question:
		s := oneLine(b.Text)
		for i, a := range b.Answers {
			s += fmt.Sprintf(" %d) %s", i+1, oneLine(a))
		}
		return s
	case trace.MisconceptionRefuted:
		return fmt.Sprintf("Many believe: %s It is not so: %s", ended(b.Belief), oneLine(b.Truth))
	case trace.ExpectationMet:
		return withDetail("As the lesson promised", oneLine(b.Text))
	case trace.ExpectationMissed:
		return withDetail("The lesson promised something else", oneLine(b.Text)) +
			" Found: " + oneLine(b.Found)
	}
	return ""
}

// ended is a sentence of the author's, with a full stop if it has none.
func ended(s string) string { return oneLine(s) + stop(oneLine(s)) }

// oneLine joins the lines of a text that an author wrote over several.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
