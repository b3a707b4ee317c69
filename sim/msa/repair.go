package msa

import (
	"slices"
	"strings"
	"time"

	"mailflow/sim/mail"
	"mailflow/sim/trace"
	"mailflow/sim/vnet"
)

// once are the fields that no message may have twice (RFC 5322 §3.6).
var once = []string{
	"Date", "From", "Sender", "Reply-To", "To", "Cc", "Bcc", "Message-ID", "In-Reply-To", "References", "Subject",
}

// addressed are the fields that hold addresses.
var addressed = []string{"From", "Sender", "Reply-To", "To", "Cc", "Bcc"}

// malformed says what no message of our people may lack or have (RFC 5322
// §3.6); empty if all is well. Addresses without a domain can be mended.
func malformed(h mail.Header, domain string) string {
	if !h.Has("From") {
		return "the message has no From field"
	}
	for _, name := range once {
		if h.Count(name) > 1 {
			return "the message has more than one " + name + " field"
		}
	}
	for _, name := range addressed {
		value, _ := mail.Qualify(h.Get(name), domain)
		if value == "" && name != "From" {
			continue
		}
		if _, err := mail.ParseAddressList(value); err != nil {
			return "the " + name + " field holds no address"
		}
	}
	return ""
}

// repairs is what the agent adds and takes away (RFC 6409 §4.2, §8). Author is
// whose login it was.
func repairs(h mail.Header, at time.Time, host *vnet.Host, domain string, author mail.Address) mail.Edit {
	var e mail.Edit
	if !h.Has("Message-ID") {
		e.Append = append(e.Append, mail.NewField("Message-ID", mail.NewMessageID(at, host.Rand(), host.Name())))
	}
	if !h.Has("Date") {
		e.Append = append(e.Append, mail.NewField("Date", mail.FormatDate(at)))
	}
	if h.Has("Bcc") {
		e.Remove = append(e.Remove, "Bcc")
	}
	for _, name := range addressed {
		if f, _ := h.First(name); name != "Bcc" && name != "Sender" {
			if value, bare := mail.Qualify(f.Value(), domain); bare {
				e.Remove = append(e.Remove, name)
				e.Append = append(e.Append, mail.NewField(name, value))
			}
		}
	}
	if !wrote(h, author, domain) {
		e.Remove = append(e.Remove, "Sender")
		e.Append = append(e.Append, mail.NewField("Sender", author.String()))
	}
	return e
}

// wrote reports whether the header names somebody as the author of the message
// or as the one who sent it for others.
func wrote(h mail.Header, who mail.Address, domain string) bool {
	from, _ := mail.Qualify(h.Get("From"), domain)
	sender, _ := mail.Qualify(h.Get("Sender"), domain)
	if sender != "" {
		from = sender
	}
	list, err := mail.ParseAddressList(from)
	return err == nil && slices.ContainsFunc(list, func(n mail.NamedAddress) bool { return n.Address == who })
}

// alteredBecause explains the change.
func alteredBecause(a trace.MessageAltered) *trace.Reason {
	var because []string
	rfc := "RFC 5321 §4.4"
	say := func(text, ruling string) {
		because = append(because, text)
		rfc = ruling
	}
	appended, removed := names(a.Appended), names(a.Removed)
	if slices.Contains(appended, "Date") || slices.Contains(appended, "Message-ID") {
		say("The author's program left out what every message needs, and the submission server is the one that may add it.", "RFC 6409 §8")
	}
	if slices.ContainsFunc(removed, func(name string) bool { return name != "Sender" && slices.Contains(appended, name) }) {
		say("An address without a domain means nothing at other sites, so the server completes it as long as it still knows which domain is meant.", "RFC 6409 §4.2")
	}
	if slices.Contains(appended, "Sender") {
		say("From names somebody else than the one who logged in, so Sender says who it was.", "RFC 6409 §8.1")
	}
	if slices.Contains(removed, "Bcc") {
		say("Bcc is for the envelope: were it left in, every recipient could read who else got a copy.", "RFC 5322 §3.6.3")
	}
	if because == nil {
		because = []string{"Each server that takes a message adds a line at the top, so that its way can be followed."}
	}
	return trace.Why(strings.Join(because, " "), "", rfc)
}

func names(fields []trace.Field) []string {
	var out []string
	for _, f := range fields {
		out = append(out, f.Name)
	}
	return out
}
