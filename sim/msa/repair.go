package msa

import (
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// once are the fields that no message may have twice (RFC 5322 §3.6).
var once = []string{
	"Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Message-ID", "In-Reply-To", "References", "Subject",
}

// malformed says what no message of our people may lack or have (RFC 5322
// §3.6); empty if all is well.
func malformed(h mail.Header) string {
	if !h.Has("From") {
		return "the message has no From field"
	}
	for _, name := range once {
		if h.Count(name) > 1 {
			return "the message has more than one " + name + " field"
		}
	}
	if _, err := mail.ParseAddressList(h.Get("From")); err != nil {
		return "the From field holds no address"
	}
	return ""
}

// repairs is what the agent adds and takes away (RFC 6409 §8).
func repairs(h mail.Header, at time.Time, host *vnet.Host) mail.Edit {
	var e mail.Edit
	if !h.Has("Message-ID") {
		e.Append = append(e.Append, mail.NewField("Message-ID", mail.NewMessageID(at, host.Rand(), host.Name())))
	}
	if !h.Has("Date") {
		e.Append = append(e.Append, mail.NewField("Date", mail.FormatDate(at)))
	}
	if h.Has("Bcc") {
		e.Remove = []string{"Bcc"}
	}
	return e
}

// alteredBecause explains the change.
func alteredBecause(a trace.MessageAltered) *trace.Reason {
	switch {
	case len(a.Removed) > 0:
		return trace.Why("Bcc is for the envelope: were it left in, every recipient could read who else got a copy.", "", "RFC 5322 §3.6.3")
	case len(a.Appended) > 0:
		return trace.Why("The author's program left out what every message needs, and the submission server is the one that may add it.", "", "RFC 6409 §8")
	default:
		return trace.Why("Each server that takes a message adds a line at the top, so that its way can be followed.", "", "RFC 5321 §4.4")
	}
}
