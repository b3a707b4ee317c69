package transcript

import (
	"fmt"
	"strings"

	"mailflow/sim/trace"
)

// checks says what each check asks.
var checks = map[trace.Check]string{
	trace.Client:   "the client (is it one of ours?)",
	trace.Hello:    "the client's greeting (can that be its name?)",
	trace.Reverse:  "the client's reverse DNS (does its address have a name, and the name the address?)",
	trace.SPF:      "SPF (may this address send for that domain?)",
	trace.DKIM:     "DKIM (is the signature intact?)",
	trace.DMARC:    "DMARC (does what passed belong to the visible From?)",
	trace.DNSBL:    "the DNS blocklist (is this address known for bad mail?)",
	trace.Greylist: "greylisting (has this sender come back after a while?)",
	trace.Rate:     "the rate (is this too much in too short a time?)",
	trace.Content:  "the content (does it look like bad mail?)",
}

// effects says what follows from a verdict.
var effects = map[string]string{
	"none":       "nothing follows from it",
	"tag":        "the message is marked and goes on",
	"quarantine": "the message goes to the junk folder",
	"defer":      "the client is to try again later",
	"refuse":     "the message is refused",
}

// violations says what a server did about a breach of its protocol.
var violations = map[string]string{
	"replied": "it answers with an error",
	"closed":  "it closes the connection",
	"ignored": "it ignores that",
}

// protocol writes a protocol's name.
func protocol(p trace.Protocol) string { return strings.ToUpper(string(p)) }

// sayPolicy tells of decisions.
func sayPolicy(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.RelayDecided:
		return relay(e, b)
	case trace.AutoReplyDecided:
		return autoReply(e, b)
	case trace.GuardVerdict:
		return verdict(e, b)
	}
	return sayAbuse(e)
}

func relay(e trace.Event, b trace.RelayDecided) string {
	to := cut(b.Recipient, maxValue)
	mail := "mail"
	if b.Client != "" {
		mail += " from " + b.Client
	}
	var s string
	switch b.Route {
	case trace.Local:
		s = fmt.Sprintf("%s takes %s for %s, who is at home here", node(e), mail, to)
	case trace.Relay:
		s = fmt.Sprintf("%s takes %s for %s, to pass it on", node(e), mail, to)
	case trace.Refuse:
		s = fmt.Sprintf("%s does not take %s for %s", node(e), mail, to)
	default:
		s = fmt.Sprintf("%s decides about %s for %s: %s", node(e), mail, to, b.Route)
	}
	if b.Rule != "" {
		s += ", by the rule " + quote(b.Rule)
	}
	return s
}

func autoReply(e trace.Event, b trace.AutoReplyDecided) string {
	if b.Answer {
		return fmt.Sprintf("The program that answers for %s on %s answers %s to %s, in message %s", b.User, node(e), message(e), sender(b.To), b.Notice)
	}
	return fmt.Sprintf("The program that answers for %s on %s leaves %s without an answer", b.User, node(e), message(e))
}

func verdict(e trace.Event, b trace.GuardVerdict) string {
	check, ok := checks[b.Check]
	if !ok {
		check = string(b.Check)
	}
	s := fmt.Sprintf("%s checks %s: %s", node(e), check, b.Result)
	if len(b.Inputs) > 0 {
		facts := make([]string, len(b.Inputs))
		for i, in := range b.Inputs {
			facts[i] = in.Name + " " + cut(string(in.Value), maxValue)
		}
		s += ", from " + list(facts)
	}
	effect, ok := effects[b.Effect]
	if !ok {
		effect = b.Effect
	}
	return withDetail(s+"; effect", effect)
}

// sayLogin tells who proved to be whom, and of broken rules.
func sayLogin(e trace.Event) string {
	switch b := e.Body.(type) {
	case trace.AuthOK:
		return fmt.Sprintf("%s knows now that it talks with %s (%s login, %s)", node(e), b.User, protocol(b.Protocol), b.Mechanism)
	case trace.AuthFailed:
		s := fmt.Sprintf("%s does not believe that it talks with %s (%s login, %s)", node(e), quote(b.User), protocol(b.Protocol), b.Mechanism)
		if b.Locked {
			s += ": the account is locked"
		}
		return s
	case trace.ProtocolViolation:
		return violation(e, b)
	}
	return ""
}

func violation(e trace.Event, b trace.ProtocolViolation) string {
	s := fmt.Sprintf("%s objects to what %s said", node(e), peer(e))
	if b.Input != "" {
		s += ", " + quote(b.Input)
	}
	s += ": " + strings.TrimSuffix(b.Problem, ".")
	if effect, ok := violations[b.Effect]; ok {
		return s + "; " + effect
	}
	return withDetail(s+"; effect", b.Effect)
}
