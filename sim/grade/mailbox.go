package grade

import (
	"fmt"
	"slices"

	"mailflow/sim/scenario"
	"mailflow/sim/trace"
)

// judgeMailbox judges what lies in a folder: what its last change left there.
func judgeMailbox(sc *scenario.Scenario, m *scenario.MailboxFact, events []trace.Event) string {
	box := owner(sc, m.User)
	messages, unseen := 0, 0
	for _, e := range events {
		if c, ok := e.Body.(trace.MailboxChanged); ok && c.Folder == m.Folder && box.is(c.User, e.Node) {
			messages, unseen = c.Messages, c.Unseen
		}
	}
	if (m.Messages == nil || *m.Messages == messages) && (m.Unseen == nil || *m.Unseen == unseen) {
		return ""
	}
	found := fmt.Sprintf("%s of %s holds %s", m.Folder, m.User, count(messages, "letter"))
	if m.Unseen != nil && messages > 0 {
		found += fmt.Sprintf(", %d unseen", unseen)
	}
	return found
}

// mailboxOwner is a person as message stores know them: by address, or by login
// name on a host of the person's site.
type mailboxOwner struct {
	address, login string
	hosts          []*scenario.Host
}

func owner(sc *scenario.Scenario, address string) mailboxOwner {
	for _, s := range sc.Sites {
		for _, u := range s.Users {
			if u.Address == address {
				return mailboxOwner{address, u.Name, s.Hosts}
			}
		}
	}
	return mailboxOwner{address: address}
}

func (o mailboxOwner) is(user, node string) bool {
	at := func(h *scenario.Host) bool { return h.Name == node }
	return user == o.address || user == o.login && slices.ContainsFunc(o.hosts, at)
}
