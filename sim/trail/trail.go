package trail

import (
	"errors"
	"io"
	"mime"
	netmail "net/mail"
	"strings"
	"time"

	"mailflow/sim/mail"
)

const (
	// MaxOctets is how much of a message is looked at. A header that is longer
	// was made to be a nuisance.
	MaxOctets = 1 << 20

	// MaxLines is how many Received fields are read, from the top. Every server
	// takes far fewer for a loop.
	MaxLines = 100
)

// Trail is the way of a message, as its header tells it.
type Trail struct {
	From    string    `json:"from,omitempty"`
	To      string    `json:"to,omitempty"`
	Subject string    `json:"subject,omitempty"`
	Written time.Time `json:"written,omitzero"` // as Date says

	Own   Own    `json:"own"`
	Lines []Line `json:"lines"` // in the order of the way: the lowest first

	// Border is which of Lines was written by the reader's host that took the
	// message from strangers; -1 if none was.
	Border int `json:"border"`

	Skipped int  `json:"skipped,omitempty"` // Received fields below those that were read
	Cut     bool `json:"cut,omitempty"`     // the header was longer than was looked at
}

// Read reads the way of a message. It looks at no more than MaxOctets of it; a
// body is not needed.
func Read(message string, own Own) Trail {
	cut := len(message) > MaxOctets
	if cut {
		message = message[:MaxOctets]
	}
	m := mail.Parse(start(message))
	h := m.Header()
	t := Trail{
		From: decoded(h.Get("From")), To: decoded(h.Get("To")), Subject: decoded(h.Get("Subject")),
		Border: -1, Cut: cut && h.Len()+len(m.Body()) == m.Len(), // no empty line was found
	}
	if at, err := netmail.ParseDate(h.Get("Date")); err == nil {
		t.Written = at
	}
	number := 0
	for _, f := range h {
		if !f.Is("Received") {
			continue
		}
		if number++; number > MaxLines {
			t.Skipped++
			continue
		}
		l := readLine(f.Value())
		l.Number = number
		t.Lines = append([]Line{l}, t.Lines...)
	}
	t.join()
	t.judge(own)
	t.measure()
	t.doubt()
	return t
}

// start drops what stands before the header in files and what people paste:
// a byte order mark, empty lines, the line with which mbox begins a message.
func start(message string) string {
	message = strings.TrimPrefix(message, "\ufeff")
	message = strings.TrimLeft(message, "\r\n")
	if strings.HasPrefix(message, "From ") || strings.HasPrefix(message, ">From ") {
		_, message, _ = strings.Cut(message, "\n")
	}
	return message
}

// decoded reads encoded words (RFC 2047), where they can be read.
func decoded(s string) string {
	d := mime.WordDecoder{CharsetReader: func(string, io.Reader) (io.Reader, error) { return nil, errCharset }}
	if text, err := d.DecodeHeader(firstOf(s, maxShown)); err == nil {
		return text
	}
	return s
}

var errCharset = errors.New("trail: only UTF-8, ISO 8859-1 and ASCII are read")

// Hosts counts the hosts that are named as writers of lines. Several programs of
// one count once.
func (t Trail) Hosts() int {
	n := 0
	for _, l := range t.Lines {
		if !l.SameHost && l.Part != Unreadable {
			n++
		}
	}
	return n
}
