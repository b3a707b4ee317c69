package mua

import (
	"slices"
	"strings"

	"mailflow/sim/mail"
)

// longestThread is how many letters a letter names as those before it. Of a
// longer thread it names the first and the last of the others.
const longestThread = 20

// thread says which letters an answer to one belongs to: In-Reply-To, and
// References with the oldest first (RFC 5322 §3.6.4). A letter without a
// Message-ID cannot be named.
func thread(parent mail.Header) (inReplyTo string, references []string) {
	before := messageIDs(parent.Get("References"))
	if len(before) == 0 {
		if before = messageIDs(parent.Get("In-Reply-To")); len(before) > 1 {
			before = nil // which of them it answers nobody can tell
		}
	}
	own := messageIDs(parent.Get("Message-ID"))
	if len(own) == 0 {
		return "", nil
	}
	references = append(before, own[0])
	if n := len(references); n > longestThread {
		references = slices.Concat(references[:1], references[n-longestThread+1:])
	}
	return own[0], references
}

// messageIDs are the identifiers in a field. What is none is left out: others
// wrote it.
func messageIDs(value string) []string {
	var ids []string
	for _, word := range strings.Fields(value) {
		if inner, ok := strings.CutPrefix(word, "<"); ok && isMessageID(strings.TrimSuffix(inner, ">"), inner) {
			ids = append(ids, word)
		}
	}
	return ids
}

func isMessageID(id, inner string) bool {
	return id != inner && len(id) < 250 && strings.Count(id, "@") == 1 &&
		!strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' || r == '<' || r == '>' })
}
