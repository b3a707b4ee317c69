package mail

import (
	netmail "net/mail"
	"slices"
	"strings"
	"time"
)

// dated reads what stands behind the last semicolon. Comments around the date
// are common, behind it (the zone's name) and even for something else
// (Sendmail's envelope-from).
func (s *Stamp) dated(text string) {
	ends := commentEnds(text)
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if end := ends[i]; text[i] == '(' && end > 0 {
			s.Trailing = append(s.Trailing, text[i+1:end-1])
			i = end - 1
			b.WriteByte(' ')
			continue
		}
		b.WriteByte(text[i])
	}
	s.Date = strings.Join(strings.Fields(b.String()), " ")
	s.At, _ = parseStampDate(s.Date)
}

// undated finds the date of a field that has no semicolon before it. Some
// software forgets it, and then the date seems to belong to the last clause.
func (s *Stamp) undated() {
	if len(s.Clauses) == 0 {
		return
	}
	last := &s.Clauses[len(s.Clauses)-1]
	words := strings.Fields(last.Value)
	i := slices.IndexFunc(words, beginsDate)
	if i < 0 {
		return
	}
	last.Value = strings.Join(words[:i], " ")
	s.dated(strings.Join(words[i:], " "))
}

// beginsDate knows a weekday with its comma, and a date of ISO 8601.
func beginsDate(word string) bool {
	switch word {
	case "Mon,", "Tue,", "Wed,", "Thu,", "Fri,", "Sat,", "Sun,":
		return true
	}
	if len(word) < len(time.DateOnly) {
		return false
	}
	_, err := time.Parse(time.DateOnly, word[:len(time.DateOnly)])
	return err == nil
}

// zones are those names of zones that still mean something (RFC 5322 §4.3).
var zones = map[string]string{
	"UT": "+0000", "UTC": "+0000", "Z": "+0000", "GMT": "+0000",
	"EST": "-0500", "EDT": "-0400", "CST": "-0600", "CDT": "-0500", "MST": "-0700", "MDT": "-0600", "PST": "-0800", "PDT": "-0700",
}

// layouts are forms of dates beside that of RFC 5322 that have been seen in
// Received fields, once the zone is an offset.
var layouts = []string{
	time.RFC3339Nano,
	"2006-01-02 15:04:05 -0700",
	"2006-01-02 15:04:05",
	"2006-01-02T15:04:05",
	"Mon Jan 2 15:04:05 2006 -0700",
	"Mon Jan 2 15:04:05 2006",
	"Mon, 2 Jan 2006 15:04:05",
	"2 Jan 2006 15:04:05",
}

// parseStampDate reads a date in any of the forms that are known. Without a
// zone it is taken for UTC.
func parseStampDate(s string) (time.Time, bool) {
	words := strings.Fields(s)
	if n := len(words); n > 0 && strings.HasPrefix(words[n-1], "m=") { // Go's monotonic clock
		words = words[:n-1]
	}
	n := len(words)
	if n == 0 {
		return time.Time{}, false
	}
	if n > 1 && isOffset(words[n-2]) { // "+0000 UTC", as Go prints
		words = words[:n-1]
	} else if offset, ok := zones[words[n-1]]; ok {
		words[n-1] = offset
	}
	s = strings.Join(words, " ")
	if at, err := netmail.ParseDate(s); err == nil {
		return at, true
	}
	for _, layout := range layouts {
		if at, err := time.Parse(layout, s); err == nil {
			return at, true
		}
	}
	return time.Time{}, false
}

func isOffset(s string) bool {
	return len(s) == 5 && (s[0] == '+' || s[0] == '-') && isDigits(s[1:])
}
