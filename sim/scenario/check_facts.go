package scenario

import "strings"

// checkFacts checks that every expectation says something that can be true.
func (d *draft) checkFacts() {
	for _, e := range d.Expect {
		if m := e.Mailbox; m != nil && m.User != "" {
			d.checkMailbox(m)
		}
		if h := e.Header; h != nil && h.User != "" && h.Field != "" {
			d.checkHeader(h)
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
