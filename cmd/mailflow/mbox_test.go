package main

import (
	"net/mail"
	"regexp"
	"strings"
)

// fataler is what a reader of mailboxes needs of a test or of a script.
type fataler interface {
	Fatalf(format string, args ...any)
}

// fromLine opens each message of an mbox: RFC 4155 appendix A.
var fromLine = regexp.MustCompile(`^From \S+ (Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} [ 1-3][0-9] [0-9:]{8} [0-9]{4}$`)

// quotedFrom is a line that was quoted so as not to look like that one.
var quotedFrom = regexp.MustCompile(`(?m)^>(>*From )`)

// readMbox reads an mbox file as another program would: what our own writer
// thinks of the format plays no part in it.
func readMbox(t fataler, text string) []*mail.Message {
	var messages []*mail.Message
	for part := range strings.SplitSeq("\n"+text, "\nFrom ") {
		if part == "" {
			continue
		}
		first, rest, _ := strings.Cut(part, "\n")
		if !fromLine.MatchString("From " + first) {
			t.Fatalf("not a From line: %q", "From "+first)
		}
		m, err := mail.ReadMessage(strings.NewReader(quotedFrom.ReplaceAllString(rest, "$1")))
		if err != nil {
			t.Fatalf("a message that cannot be read: %v\n%s", err, part)
		}
		messages = append(messages, m)
	}
	return messages
}
