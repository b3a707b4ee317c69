package trail

import (
	"fmt"
	"strings"
)

// doubt notes for each line what a careful reader would stop at.
func (t *Trail) doubt() {
	for i := range t.Lines {
		l := &t.Lines[i]
		l.names()
		l.form()
		if l.Wait != nil && l.Wait.Skewed {
			l.note("It is earlier than the line below it: one of the two clocks is wrong, or one of the two lines is a lie.")
		}
		if i > 0 {
			l.chain(t.Lines[i-1])
		}
	}
}

func (l *Line) note(text string) { l.Doubts = append(l.Doubts, text) }

// names compares what the client called itself with what the writer found.
func (l *Line) names() {
	switch {
	case l.nameless:
		l.note("The address of the client had no name in the DNS that leads back to it.")
	case l.Client.IsPrivate() && l.Trust == Border:
		l.note(l.Client.String() + " is a private address: the client was inside, or an address translator stood before it.")
	case l.Claimed != "" && l.Checked != "" && canonical(l.Claimed) != canonical(l.Checked):
		l.note(fmt.Sprintf("The client called itself %s; the DNS calls its address %s.", l.Claimed, l.Checked))
	}
}

// form notes what the form itself hides.
func (l *Line) form() {
	switch {
	case l.Part == Unreadable:
		l.note("This is no Received field as RFC 5321 §4.4 describes it.")
		return
	case l.Software == "Exchange" && l.Part != Service:
		l.note("The number behind id is that of the build of Exchange, the same in every message; no log can be searched for it.")
	case l.Software == "qmail" && l.Part == Transfer:
		l.note("qmail writes SMTP whatever was spoken, and never whether it was encrypted.")
	}
	if l.At.IsZero() {
		l.note("There is no date that can be read.")
	}
}

// chain compares whom a line names as the client with the writer of the line
// below. They should be the same host. Names such as localhost tell nothing.
func (l *Line) chain(below Line) {
	if l.Part == Service || l.Part == Origin || l.Part == Unreadable || !strings.Contains(below.By, ".") {
		return
	}
	if l.Client.IsValid() && l.Client == below.Server {
		return
	}
	names := 0
	for _, name := range []string{l.Claimed, l.Checked, l.Name} {
		if name == "" || strings.HasPrefix(name, "[") || strings.EqualFold(name, "unknown") {
			continue
		}
		if names++; related(name, below.By) {
			return
		}
	}
	if names > 0 {
		l.note(fmt.Sprintf("The chain has a gap: this line does not say that the message came from %s, which is said to have written the line below.", below.By))
	}
}

// related reports whether two names are of one host or of one domain. Inside
// of a domain a host often has several names.
func related(a, b string) bool {
	a, b = canonical(a), canonical(b)
	return a == b || parent(a) == parent(b)
}

// parent is the domain of a host. A domain right below the top is its own.
func parent(name string) string {
	if _, domain, ok := strings.Cut(name, "."); ok && strings.Contains(domain, ".") {
		return domain
	}
	return name
}
