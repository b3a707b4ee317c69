package mail

import "strings"

// Words fills the {placeholders} of a dialect's wording. Only those that the
// wording has are used.
type Words struct {
	Host    string // the name of the host that speaks
	Peer    string // the name of the other host, as known or as claimed
	IP      string // the other host's network address
	Port    string
	Domain  string // the domain that a message is for
	Address string // the mailbox in question
	User    string // who is logged in
	ID      string // queue id
	Command string // the SMTP command that was answered
	Reply   string // what the other host said
	Reason  string // why, in words
	Subject string // the subject of a message
	Sender  string // its sender
	Age     string // how long it has waited
}

// With fills in the placeholders of a reply. What is filled in is cleaned, so
// that no peer can end our line.
func (r Reply) With(w Words) Reply {
	r.Text = w.Fill(r.Text)
	return r
}

// Fill puts the words into a text. A placeholder that does not exist stays.
func (w Words) Fill(text string) string {
	if strings.IndexByte(text, '{') < 0 {
		return text
	}
	var b strings.Builder
	b.Grow(len(text) + 32)
	for {
		before, rest, ok := strings.Cut(text, "{")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		name, after, _ := strings.Cut(rest, "}")
		value, known := w.named(name)
		if !known {
			b.WriteByte('{')
			text = rest
			continue
		}
		b.WriteString(Clean(value))
		text = after
	}
}

func (w Words) named(name string) (string, bool) {
	switch name {
	case "host":
		return w.Host, true
	case "peer":
		return w.Peer, true
	case "ip":
		return w.IP, true
	case "port":
		return w.Port, true
	case "domain":
		return w.Domain, true
	case "address":
		return w.Address, true
	case "user":
		return w.User, true
	case "id":
		return w.ID, true
	case "command":
		return w.Command, true
	case "reply":
		return w.Reply, true
	case "reason":
		return w.Reason, true
	case "subject":
		return w.Subject, true
	case "sender":
		return w.Sender, true
	case "age":
		return w.Age, true
	}
	return "", false
}
