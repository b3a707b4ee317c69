package scenario

import (
	"slices"
	"strings"
)

// facts calls do for every fact of the scenario: what it promises, and the
// choices of its questions.
func (d *draft) facts(do func(*Expectation)) {
	for _, q := range d.Ask {
		for _, c := range q.Choices {
			do(c)
		}
	}
	for _, e := range d.Expect {
		do(e)
	}
}

// checkFacts checks that every fact says something that can be true.
func (d *draft) checkFacts() {
	d.facts(func(e *Expectation) {
		if m := e.Mailbox; m != nil && m.User != "" {
			d.checkMailbox(m)
		}
		if h := e.Header; h != nil && h.User != "" && h.Field != "" {
			d.checkHeader(h)
		}
	})
	for _, q := range d.Ask {
		d.checkChoices(q)
	}
}

// checkChoices checks that the choices of a question can be told apart.
func (d *draft) checkChoices(q *Question) {
	for i, c := range q.Choices {
		same := func(other *Expectation) bool { return other.Text == c.Text }
		if c.Text != "" && slices.ContainsFunc(q.Choices[:i], same) {
			d.fault(&c.Text, "another choice of this question is `%s` too", c.Text)
		}
	}
}

func (d *draft) checkMailbox(m *MailboxFact) {
	switch {
	case m.Messages == nil && m.Unseen == nil:
		d.fault(m, "`mailbox` needs one of the keys messages or unseen")
	case m.Messages != nil && m.Unseen != nil && *m.Unseen > *m.Messages:
		d.fault(&m.Unseen, "%d letters cannot be unseen where only %d lie", *m.Unseen, *m.Messages)
	}
	if strings.EqualFold(m.Folder, "inbox") { // RFC 9051 §5.1
		m.Folder = "INBOX"
	}
}

func (d *draft) checkHeader(h *HeaderFact) {
	if h.Count == nil && h.Contains == "" {
		d.fault(h, "`header` needs one of the keys count or contains")
	}
	if strings.ContainsAny(h.Field, ": \t\r\n") {
		d.fault(&h.Field, "`%s` is no name of a header field; write it without the colon", h.Field)
	}
}
