package mail

import (
	"fmt"
	"strings"
)

// sendmailReceived writes
//
//	from HELO (reverse [ip]) (authenticated bits=0) by host (8.18.1/8.18.1)
//	with ESMTPS id ID (version=… cipher=… bits=… verify=NO)
//	for <recipient>; date (envelope-from sender)
//
// The comment after the date is how FreeBSD has it, and has led many readers
// of headers astray.
func sendmailReceived(h Hop) []Field {
	lines := make([]string, 0, 6)
	if h.Client.IsValid() {
		lines = append(lines, "from "+sendmailClient(h))
	}
	if h.User != "" {
		lines = append(lines, "(authenticated bits=0)")
	}
	by := "by " + CleanToken(h.By) + " (8.18.1/8.18.1)"
	if h.Client.IsValid() {
		by += " with " + string(h.Protocol)
	}
	by += " id " + CleanToken(h.ID)
	lines = append(lines, by)
	if h.TLSVersion != "" {
		version := strings.Replace(h.TLSVersion, "TLS ", "TLSv", 1)
		lines = append(lines, fmt.Sprintf("(version=%s cipher=%s bits=%d verify=NO)",
			CleanToken(version), CleanToken(h.TLSCipher), tlsBits(h.TLSCipher)))
	}
	date := "; " + h.At.Format("Mon, 2 Jan 2006 15:04:05 ") + zoned(h)
	if h.Recipient.IsNull() {
		lines[len(lines)-1] += date
	} else {
		lines = append(lines, "for "+h.Recipient.Path()+date)
	}
	if !h.Sender.IsNull() {
		lines = append(lines, "(envelope-from "+escapeComment(h.Sender.String())+")")
	}
	return []Field{FoldedField("Received", lines...)}
}

// zoned is the zone as Sendmail writes it: an offset and a name, or GMT.
func zoned(h Hop) string {
	if _, offset := h.At.Zone(); offset == 0 {
		return "GMT"
	}
	return h.At.Format("-0700 (MST)")
}

func sendmailClient(h Hop) string {
	name, ip := "", AddressLiteral(h.Client)
	if h.ReverseName != "" {
		name = CleanName(h.ReverseName) + " "
	}
	helo := CleanToken(h.HelloName)
	if helo == "" {
		if helo = CleanName(h.ReverseName); helo == "" {
			helo = ip
		}
	}
	return helo + " (" + name + ip + ")"
}

// sendmailWrote knows the two versions behind the host's name, that of the
// program and that of its configuration.
func sendmailWrote(s Stamp) bool {
	by := s.Clause("by")
	if len(by.Comments) == 0 {
		return false
	}
	program, config, ok := strings.Cut(by.Comments[0], "/")
	return ok && isVersion(program) && config != "" && !strings.Contains(config, " ")
}

// isVersion reports whether s begins like a version, as "8.18".
func isVersion(s string) bool {
	major, minor, ok := strings.Cut(s, ".")
	return ok && isDigits(major) && minor != "" && minor[0] >= '0' && minor[0] <= '9'
}

func isDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

func sendmailFacts(s Stamp) (Hop, error) {
	h := Hop{By: s.Clause("by").Value, ID: s.Clause("id").Value, Protocol: Protocol(s.Clause("with").Value), At: s.At}
	for _, c := range s.Clause("id").Comments {
		for word := range strings.FieldsSeq(c) {
			switch name, value, _ := strings.Cut(word, "="); name {
			case "version":
				h.TLSVersion = strings.Replace(value, "TLSv", "TLS ", 1)
			case "cipher":
				h.TLSCipher = value
			}
		}
	}
	for _, c := range s.Trailing {
		if sender, ok := strings.CutPrefix(c, "envelope-from "); ok {
			h.Sender, _ = ParseReversePath(unescapeComment(sender))
		}
	}
	h.Recipient = s.recipient()
	var err error
	if from := s.Clause("from"); from.Value != "" && len(from.Comments) > 0 {
		h.HelloName = from.Value
		err = sendmailIdentity(&h, from.Comments[0])
	}
	return h, err
}

// sendmailIdentity reads "user@name [ip] (may be forged)", of which only the
// address is always there. A name that may be forged is none that was checked.
func sendmailIdentity(h *Hop, c string) error {
	at := strings.IndexByte(c, '[')
	if at < 0 {
		return fmt.Errorf("mail: Received: %q has no client's address", c)
	}
	if !strings.Contains(c, "may be forged") {
		name := strings.TrimSpace(c[:at])
		h.ReverseName = name[strings.IndexByte(name, '@')+1:]
	}
	return bracketed(h, c[at:])
}
