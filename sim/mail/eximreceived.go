package mail

import (
	"fmt"
	"net/netip"
	"strings"
)

// eximReceived writes
//
//	from reverse ([ip] helo=HELO) by host with esmtps (TLS1.3) tls CIPHER
//	(Exim 4.98) (envelope-from <sender>) id ID for recipient; date
//
// The name in front is the checked one. A client without one stands there as
// its address, and what it called itself only in the parenthesis.
func eximReceived(h Hop) []Field {
	lines := make([]string, 0, 6)
	by := "by " + CleanToken(h.By) + " with " + strings.ToLower(string(h.Protocol))
	if h.Client.IsValid() {
		lines = append(lines, "from "+eximClient(h))
	} else {
		by = "from mail by " + CleanToken(h.By) + " with local"
	}
	switch {
	case h.TLSVersion != "":
		version := strings.ReplaceAll(h.TLSVersion, " ", "")
		lines = append(lines, fmt.Sprintf("%s  (%s) tls %s", by, CleanToken(version), CleanToken(h.TLSCipher)), "(Exim 4.98)")
	default:
		lines = append(lines, by+" (Exim 4.98)")
	}
	if !h.Sender.IsNull() {
		lines = append(lines, "(envelope-from "+commentPath(h.Sender)+")")
	}
	id := "id " + CleanToken(h.ID)
	date := "; " + h.At.Format("Mon, 02 Jan 2006 15:04:05 -0700")
	if h.Recipient.IsNull() {
		lines = append(lines, id+date)
	} else {
		lines = append(lines, id, "for "+h.Recipient.String()+date)
	}
	return []Field{FoldedField("Received", lines...)}
}

func eximClient(h Hop) string {
	ip, helo := "["+h.Client.String()+"]", "helo="+CleanToken(h.HelloName)
	switch {
	case h.ReverseName != "" && (h.HelloName == "" || strings.EqualFold(h.HelloName, h.ReverseName)):
		return CleanName(h.ReverseName) + " (" + ip + ")"
	case h.ReverseName != "":
		return CleanName(h.ReverseName) + " (" + ip + " " + helo + ")"
	case h.HelloName == "":
		return ip
	}
	return ip + " (" + helo + ")"
}

// commentPath is an address for use within a comment, where a parenthesis or a
// backslash of a quoted local part would have a meaning of its own.
func commentPath(a Address) string { return escapeComment(a.Path()) }

// eximWrote knows its name and version in the comment after the protocol.
func eximWrote(s Stamp) bool {
	for _, c := range s.Clause("with").Comments {
		if strings.HasPrefix(c, "Exim ") {
			return true
		}
	}
	return false
}

func eximFacts(s Stamp) (Hop, error) {
	h := Hop{By: s.Clause("by").Value, ID: s.Clause("id").Value, At: s.At}
	protocol, cipher, _ := strings.Cut(s.Clause("with").Value, " ")
	if protocol != "local" {
		h.Protocol = Protocol(strings.ToUpper(protocol))
	}
	h.TLSCipher = strings.TrimPrefix(cipher, "tls ")
	for _, c := range s.Clause("with").Comments {
		eximComment(&h, c)
	}
	h.Recipient = s.recipient()
	if from := s.Clause("from"); from.Value != "" && protocol != "local" {
		err := eximFrom(&h, from)
		return h, err
	}
	return h, nil
}

// eximFrom reads whom the message came from. Where no other name is given, the
// client called itself as the DNS does.
func eximFrom(h *Hop, from Clause) error {
	inner := strings.Join(from.Comments, " ")
	literal := from.Value
	if !strings.HasPrefix(literal, "[") {
		h.ReverseName, h.HelloName = from.Value, from.Value
		literal, inner, _ = strings.Cut(inner, " ")
	}
	for word := range strings.FieldsSeq(inner) {
		if helo, ok := strings.CutPrefix(word, "helo="); ok {
			h.HelloName = helo
		}
	}
	return bracketed(h, literal)
}

// bracketed reads a client's address in brackets, which a port may follow.
func bracketed(h *Hop, literal string) error {
	inner, ok := strings.CutPrefix(literal, "[")
	inner, _, closed := strings.Cut(inner, "]")
	ip, err := netip.ParseAddr(strings.TrimPrefix(inner, "IPv6:"))
	if !ok || !closed || err != nil {
		return fmt.Errorf("mail: Received: %q is not the client's address", literal)
	}
	h.Client = ip.WithZone("")
	return nil
}

func eximComment(h *Hop, c string) {
	if sender, ok := strings.CutPrefix(c, "envelope-from "); ok {
		h.Sender, _ = ParseReversePath(unescapeComment(sender))
		return
	}
	// Versions before 4.94 wrote TLSv1.2:ECDHE-RSA-AES256-GCM-SHA384:256.
	version, rest, old := strings.Cut(c, ":")
	if after, ok := strings.CutPrefix(version, "TLS"); ok {
		h.TLSVersion = "TLS " + strings.TrimPrefix(after, "v")
		if old {
			h.TLSCipher, _, _ = strings.Cut(rest, ":")
		}
	}
}
