package mua

import (
	"slices"

	"mailflow/sim/imap"
	"mailflow/sim/mail"
	"mailflow/sim/trace"
)

// The folders that a mail program cannot do without.
const (
	inbox   = "INBOX"
	trash   = "Trash"
	archive = "Archive"
)

// letter is what the device remembers of a message in the inbox.
type letter struct {
	identity string // in the trace
	id       string // POP3's unique-id
	uid      imap.UID
	subject  string
	octets   string
	seen     bool
}

// longestSubject is more than a proper subject needs, encoded words and all; in
// octets.
const longestSubject = 16 << 10

// subjectOf is the subject of a message as people read it (RFC 2047). The
// message may be anything: what cannot be decoded stays as it is.
func subjectOf(octets string) string {
	return decoded(mail.Parse(octets).Header().Get("Subject"))
}

// decoded is the value of a field as people read it.
func decoded(raw string) string {
	return mail.DecodeText(raw[:min(len(raw), longestSubject)])
}

// pile is the letters in the inbox, the newest last.
type pile []*letter

// newest finds the newest letter with this subject, any if it is empty; nil if
// there is none.
func (p pile) newest(subject string) *letter {
	for _, l := range slices.Backward(p) {
		if subject == "" || l.subject == subject {
			return l
		}
	}
	return nil
}

// unread is newest, but where no subject is asked for one that was not read
// comes before those that were.
func (p pile) unread(subject string) *letter {
	if subject == "" {
		for _, l := range slices.Backward(p) {
			if !l.seen {
				return l
			}
		}
	}
	return p.newest(subject)
}

// without is the pile when a letter has left it.
func (p pile) without(gone *letter) pile {
	return slices.DeleteFunc(p, func(l *letter) bool { return l == gone })
}

// missing is a letter that is not in the inbox, or not any more.
func missing(m trace.Mark, subject string) *failure {
	if subject == "" {
		return because(m, "The inbox is empty.", "", "")
	}
	return because(m, "In the inbox there is no letter “"+mail.Clean(subject)+"”.", "", "")
}
