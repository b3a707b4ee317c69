package trail

import (
	"net/netip"
	"strings"
	"time"
	"unicode/utf8"

	"mailflow/sim/mail"
)

// Line is one Received field.
type Line struct {
	Number   int    `json:"number"` // counted from the top of the header, from 1
	Value    string `json:"value"`  // unfolded
	Part     Part   `json:"part"`
	Software string `json:"software,omitempty"` // as far as its form tells; anybody can write any form
	By       string `json:"by,omitempty"`       // the host that wrote it

	// SameHost says that another program of the same host wrote the line before.
	SameHost bool `json:"same_host,omitempty"`

	// Whom the message came from: the name that the client gave, the name that
	// the writer found for its address, or a name of which this form does not
	// tell which of the two it is; and the address that the writer saw.
	Claimed string     `json:"claimed,omitempty"`
	Checked string     `json:"checked,omitempty"`
	Name    string     `json:"name,omitempty"`
	Client  netip.Addr `json:"client,omitzero"`

	Protocol string     `json:"protocol,omitempty"`
	TLS      string     `json:"tls,omitempty"`
	User     string     `json:"user,omitempty"`
	ID       string     `json:"id,omitempty"` // by which the writer's log knows it
	Sender   string     `json:"sender,omitempty"`
	For      string     `json:"for,omitempty"`
	Server   netip.Addr `json:"server,omitzero"`

	At   time.Time `json:"at,omitzero"`
	Date string    `json:"date,omitempty"` // as written, if it cannot be read

	Trust  Trust    `json:"trust"`
	Wait   *Wait    `json:"wait,omitempty"` // before this line was written
	Doubts []string `json:"doubts,omitempty"`

	nameless bool // the form would show a name of the client's address, and shows none
}

// Part is what a line is about.
type Part string

const (
	Transfer   Part = "transfer"   // from one server to the next
	Submission Part = "submission" // from somebody who had logged in
	Service    Part = "service"    // from one program of a host to the next
	Origin     Part = "origin"     // the message was written on the host itself
	Unreadable Part = "unreadable"
)

// readLine reads one field, of any software.
func readLine(value string) Line {
	l := Line{Value: strings.Join(strings.Fields(value), " "), Part: Unreadable}
	s, err := mail.ParseStamp(value)
	if err != nil {
		l.Value = firstOf(l.Value, maxShown)
		return l
	}
	l.At = s.At
	if s.At.IsZero() {
		l.Date = s.Date
	}
	if !l.known(s) {
		l.unknown(s)
	}
	l.Part = l.part(s)
	return l
}

// maxShown is how much of a line is kept that cannot be read.
const maxShown = 300

func firstOf(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n] + "…"
}

// known reads a line in the form of one of the dialects.
func (l *Line) known(s mail.Stamp) bool {
	for _, d := range mail.Dialects {
		if !d.Wrote(s) {
			continue
		}
		h, err := d.Facts(s)
		if err != nil {
			return false
		}
		l.Software, l.By, l.Server, l.ID = d.Product, h.By, h.Server, h.ID
		l.Claimed, l.Checked, l.Client = h.HelloName, h.ReverseName, h.Client
		l.Protocol, l.User, l.Sender, l.For = string(h.Protocol), h.User, h.Sender.String(), h.Recipient.String()
		l.TLS = strings.TrimSpace(h.TLSVersion + " " + h.TLSCipher)
		l.nameless = d != mail.Exchange && h.Client.IsValid() && h.ReverseName == ""
		return true
	}
	return false
}

// part sorts a line.
func (l *Line) part(s mail.Stamp) Part {
	from := s.Clause("from").Value
	switch {
	case len(s.Comments) > 0 && l.By == "": // qmail-queue
		if strings.HasSuffix(s.Comments[0], "from network") {
			return Service
		}
		return Origin
	case strings.HasPrefix(s.Clause("via").Value, "Mailbox Transport"), l.Client.IsValid() && l.Client == l.Server:
		return Service
	case from == "" && s.Clause("with").Value == "", strings.HasPrefix(s.Clause("with").Value, "local"):
		return Origin
	case l.User != "", strings.HasSuffix(strings.ToUpper(l.Protocol), "A") && strings.Contains(strings.ToUpper(l.Protocol), "MTP"):
		return Submission
	}
	return Transfer
}

// join notes which lines were written on the host of the line before.
func (t *Trail) join() {
	for i := range t.Lines {
		l := &t.Lines[i]
		if l.Part != Service || i == 0 {
			continue
		}
		before := t.Lines[i-1]
		if l.By == "" {
			l.By = before.By
		}
		l.SameHost = strings.EqualFold(l.By, before.By)
	}
}
