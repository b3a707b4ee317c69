package mail

import (
	"fmt"
	"net/netip"
	"strconv"
	"strings"
)

// qmailReceived writes two fields. qmail-smtpd takes the message and writes
//
//	from reverse (HELO name) (ip)
//	  by host with SMTP; date
//
// and qmail-queue, which knows nothing of SMTP, puts this on top:
//
//	(qmail 12345 invoked from network); date
//
// It never says more than SMTP, whatever was said after EHLO. Dates have no
// weekday and are always in UTC, as "-0000" promises (RFC 5322 §3.3).
func qmailReceived(h Hop) []Field {
	date := "; " + h.At.UTC().Format("2 Jan 2006 15:04:05 -0000")
	if !h.Client.IsValid() {
		return []Field{FoldedField("Received", "(qmail "+qmailProcess(h.ID)+" invoked for bounce)"+date)}
	}
	name := h.ReverseName
	if name == "" {
		name = "unknown"
	}
	from := "from " + qmailSafe(name)
	if h.HelloName != "" && !strings.EqualFold(h.HelloName, name) {
		from += " (HELO " + qmailSafe(h.HelloName) + ")"
	}
	return []Field{
		FoldedField("Received", "(qmail "+qmailProcess(h.ID)+" invoked from network)"+date),
		brokenField("Received", "\r\n  ", from+" ("+h.Client.String()+")", "by "+qmailSafe(h.By)+" with SMTP"+date),
	}
}

// qmailProcess is the number of the process in a queue id.
func qmailProcess(id string) string {
	_, process, _ := strings.Cut(id, " qp ")
	return CleanToken(process)
}

// qmailSafe turns every character that qmail does not trust into a question
// mark: brackets too, so an address literal loses them.
func qmailSafe(s string) string {
	return replaceBytes(s, func(c byte) bool {
		letter := c|0x20 >= 'a' && c|0x20 <= 'z'
		return !letter && (c < '0' || c > '9') && strings.IndexByte(".@%+/=:-", c) < 0
	})
}

// qmailWrote knows the line of the queue by its name, and that of the server by
// an address in plain parentheses and a date without a weekday.
func qmailWrote(s Stamp) bool {
	if _, ok := qmailInvoked(s); ok {
		return true
	}
	from, by := s.Clause("from"), s.Clause("by")
	n := len(from.Comments)
	if n == 0 || len(by.Comments) > 0 || s.Clause("id").Value != "" || strings.Contains(s.Date, ",") || !strings.HasSuffix(s.Date, "-0000") {
		return false
	}
	_, err := qmailIP(from.Comments[n-1])
	return err == nil
}

// qmailInvoked reads "qmail 12345 invoked from network" and finds the number.
func qmailInvoked(s Stamp) (string, bool) {
	if len(s.Comments) == 0 {
		return "", false
	}
	words := strings.Fields(s.Comments[0])
	if len(words) < 4 || words[0] != "qmail" || words[2] != "invoked" {
		return "", false
	}
	return words[1], true
}

func qmailFacts(s Stamp) (Hop, error) {
	if process, ok := qmailInvoked(s); ok {
		return Hop{ID: strconv.FormatInt(s.At.Unix(), 10) + " qp " + process, At: s.At}, nil
	}
	from := s.Clause("from")
	h := Hop{By: s.Clause("by").Value, Protocol: Protocol(s.Clause("with").Value), At: s.At}
	if from.Value != "unknown" {
		h.ReverseName, h.HelloName = from.Value, from.Value
	}
	n := len(from.Comments)
	if n == 0 {
		return Hop{}, fmt.Errorf("mail: Received: the client's address is missing")
	}
	for _, c := range from.Comments[:n-1] {
		if helo, ok := strings.CutPrefix(c, "HELO "); ok {
			h.HelloName = helo
		}
	}
	var err error
	h.Client, err = qmailIP(from.Comments[n-1])
	return h, err
}

// qmailIP reads an address, before which a name may stand that the client's
// ident server gave.
func qmailIP(c string) (netip.Addr, error) {
	ip, err := netip.ParseAddr(c[strings.LastIndexByte(c, '@')+1:])
	if err != nil {
		return netip.Addr{}, fmt.Errorf("mail: Received: %q is not the client's address", c)
	}
	return ip.WithZone(""), nil
}
