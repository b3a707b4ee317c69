package trail

import (
	"net/netip"
	"strings"

	"mailflow/sim/mail"
)

// unknown reads a line by the grammar that all software shares. What stands
// behind from may then be a claim or a finding; only the words helo and ehlo
// mark a claim.
func (l *Line) unknown(s mail.Stamp) {
	from, by := s.Clause("from"), s.Clause("by")
	l.By, l.Name = by.Value, from.Value
	l.Software = product(s)
	l.ID = s.Clause("id").Value
	l.For = strings.Trim(s.Clause("for").Value, "<>")
	l.Protocol, _, _ = strings.Cut(s.Clause("with").Value, " ")
	l.Client = addressIn(from.Value)
	for _, c := range from.Comments {
		l.comment(c)
	}
	l.Server = addressIn(strings.Join(by.Comments, " "))
	for _, clause := range s.Clauses {
		for _, c := range clause.Comments {
			if version := tlsVersion(c); version != "" && l.TLS == "" {
				l.TLS = version
			}
		}
	}
}

// comment reads what stands in parentheses behind from.
func (l *Line) comment(c string) {
	if ip := addressIn(c); ip.IsValid() && (!l.Client.IsValid() || strings.HasPrefix(l.Name, "[")) {
		l.Client = ip
	}
	words := strings.Fields(c)
	for i, word := range words {
		name, value, pair := strings.Cut(word, "=")
		switch marks := strings.EqualFold(name, "helo") || strings.EqualFold(name, "ehlo"); {
		case marks && pair:
			l.Claimed = value
		case marks && i+1 < len(words):
			l.Claimed = words[i+1]
		case i == 0 && len(words) > 1 && !pair && strings.Contains(word, ".") && strings.HasPrefix(words[1], "["):
			l.Checked = strings.TrimSuffix(word, ".")
			l.Claimed, l.Name = l.Name, ""
		}
	}
}

// addressIn finds a network address, in brackets or bare.
func addressIn(s string) netip.Addr {
	for word := range strings.FieldsFuncSeq(s, func(r rune) bool { return strings.ContainsRune(" \t[]()@", r) }) {
		if ip, err := netip.ParseAddr(strings.TrimPrefix(word, "IPv6:")); err == nil {
			return ip.WithZone("")
		}
	}
	return netip.Addr{}
}

// tlsVersion finds a version of TLS in a comment.
func tlsVersion(c string) string {
	i := strings.Index(strings.ToUpper(c), "TLS")
	if i < 0 {
		return ""
	}
	rest := strings.TrimLeft(c[i+3:], "v ")
	if len(rest) < 3 || rest[0] != '1' || rest[1] != '.' && rest[1] != '_' || rest[2] < '0' || rest[2] > '3' {
		return ""
	}
	return "TLS 1." + rest[2:3]
}

// product is what the writer calls itself in the parenthesis behind its name,
// or, for older servers of Microsoft, behind with.
func product(s mail.Stamp) string {
	if with := s.Clause("with").Value; strings.HasPrefix(with, "Microsoft SMTPSVC") {
		return "Microsoft SMTPSVC"
	}
	for _, c := range s.Clause("by").Comments {
		word := strings.FieldsFunc(c, func(r rune) bool { return strings.ContainsRune(" /,;(", r) })
		if len(word) > 0 && word[0][0] >= 'A' && word[0][0] <= 'Z' && !strings.ContainsAny(word[0], ".:=@[") {
			return firstOf(word[0], 40)
		}
	}
	return ""
}
