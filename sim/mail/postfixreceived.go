package mail

import (
	"fmt"
	"net/netip"
	"strings"
)

// postfixReceived writes
//
//	from HELO (reverse [ip]) … by host (Postfix) with ESMTPS id ID
//	for <recipient>; date
//
// and, for a message that the host wrote itself, by, id and date alone.
func postfixReceived(h Hop) []Field {
	lines := make([]string, 0, 5)
	if h.Client.IsValid() {
		lines = append(lines, "from "+postfixHello(h)+" ("+postfixName(h)+" "+AddressLiteral(h.Client)+")")
	}
	if h.TLSVersion != "" {
		bits := tlsBits(h.TLSCipher)
		version := strings.Replace(h.TLSVersion, "TLS ", "TLSv", 1)
		lines = append(lines, fmt.Sprintf("(using %s with cipher %s (%d/%d bits))",
			CleanToken(version), CleanToken(h.TLSCipher), bits, bits))
	}
	if h.User != "" {
		lines = append(lines, "(Authenticated sender: "+CleanComment(h.User)+")")
	}
	by := "by " + CleanToken(h.By) + " (Postfix)"
	id := "id " + CleanToken(h.ID)
	date := "; " + h.At.Format(postfixDate)
	switch {
	case !h.Client.IsValid():
		lines = append(lines, by, id+date)
	case h.Recipient.IsNull():
		lines = append(lines, by+" with "+string(h.Protocol)+" "+id+date)
	default:
		lines = append(lines, by+" with "+string(h.Protocol)+" "+id, "for "+h.Recipient.Path()+date)
	}
	return []Field{FoldedField("Received", lines...)}
}

// postfixDate pads the day with a space and names the zone in a comment.
const postfixDate = "Mon, _2 Jan 2006 15:04:05 -0700 (MST)"

// postfixHello is the name in front; a client that sent no HELO gets its
// reverse name there too.
func postfixHello(h Hop) string {
	if h.HelloName == "" {
		return postfixName(h)
	}
	return CleanToken(h.HelloName)
}

func postfixName(h Hop) string {
	if h.ReverseName == "" {
		return "unknown"
	}
	return CleanName(h.ReverseName)
}

// tlsBits is the strength that the name of a cipher promises.
func tlsBits(cipher string) int {
	if strings.Contains(cipher, "256_GCM") || strings.Contains(cipher, "CHACHA20") || strings.Contains(cipher, "256_CBC") {
		return 256
	}
	return 128
}

// postfixWrote knows its name behind the host's. Mail from the host itself has
// the number of the user there too.
func postfixWrote(s Stamp) bool {
	by := s.Clause("by")
	return len(by.Comments) > 0 && (by.Comments[0] == "Postfix" || strings.HasPrefix(by.Comments[0], "Postfix, from userid "))
}

func postfixFacts(s Stamp) (Hop, error) {
	h := Hop{By: s.Clause("by").Value, ID: s.Clause("id").Value, Protocol: Protocol(s.Clause("with").Value), At: s.At}
	from := s.Clause("from")
	if from.Value == "" {
		return h, nil
	}
	if len(from.Comments) == 0 {
		return Hop{}, fmt.Errorf("mail: Received: the client's address is missing")
	}
	name, literal, _ := strings.Cut(from.Comments[0], " ")
	ip, err := postfixIP(literal)
	if err != nil {
		return Hop{}, err
	}
	h.HelloName, h.Client = from.Value, ip
	if name != "unknown" {
		h.ReverseName = name
	}
	for _, c := range from.Comments[1:] {
		postfixComment(&h, c)
	}
	h.Recipient = s.recipient()
	return h, nil
}

func postfixComment(h *Hop, c string) {
	if user, ok := strings.CutPrefix(c, "Authenticated sender: "); ok {
		h.User = user
		return
	}
	words := strings.Fields(c)
	if len(words) >= 5 && words[0] == "using" && words[3] == "cipher" {
		h.TLSVersion = strings.Replace(words[1], "TLSv", "TLS ", 1)
		h.TLSCipher = words[4]
	}
}

func postfixIP(literal string) (netip.Addr, error) {
	ip, ok := parseLiteral(literal)
	if !ok {
		return netip.Addr{}, fmt.Errorf("mail: Received: %q is not the client's address", literal)
	}
	return ip, nil
}
