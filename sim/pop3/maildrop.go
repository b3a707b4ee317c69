package pop3

import (
	"fmt"
	"strconv"
	"strings"
)

// stat is STAT (RFC 1939 §5).
func (s *session) stat(string) {
	n, octets := s.drop.Total()
	s.yes(strconv.Itoa(n) + " " + strconv.Itoa(octets))
}

// list is LIST: the sizes of all messages, or of one.
func (s *session) list(arg string) {
	s.scan(arg, holding(s.drop.Total()), func(i int) string {
		return strconv.Itoa(s.drop.Messages()[i].Size())
	})
}

// uidl is UIDL (RFC 1939 §7): the lasting names of all messages, or of one.
func (s *session) uidl(arg string) {
	s.scan(arg, "unique-id listing follows", s.drop.UniqueID)
}

// scan answers with a line for each message that is not marked, or for one.
func (s *session) scan(arg, title string, what func(i int) string) {
	if arg != "" {
		if i, ok := s.number(arg); ok {
			s.yes(strconv.Itoa(i+1) + " " + what(i))
		}
		return
	}
	listing := []string{}
	for i := range s.drop.Messages() {
		if !s.drop.Deleted(i) {
			listing = append(listing, strconv.Itoa(i+1)+" "+what(i))
		}
	}
	s.respond(response{status: "+OK " + title, listing: listing})
}

// retr is RETR: a whole message.
func (s *session) retr(arg string) {
	i, ok := s.number(arg)
	if !ok {
		return
	}
	m := s.drop.Messages()[i]
	s.respond(response{
		status: fmt.Sprintf("+OK %d octets", m.Size()), message: m.Mail.String(), sends: true, about: m.Identity,
	})
}

// top is TOP (RFC 1939 §7): the header and the first lines of the body.
func (s *session) top(arg string) {
	number, lines, _ := strings.Cut(arg, " ")
	i, ok := s.number(number)
	if !ok {
		return
	}
	n, err := strconv.ParseUint(lines, 10, 31)
	if err != nil {
		s.violation("TOP needs a number of lines.", "How many lines?")
		return
	}
	m := s.drop.Messages()[i]
	whole, body := m.Mail.String(), m.Mail.Body()
	s.respond(response{
		status: "+OK top of message follows", message: top(whole[:len(whole)-len(body)], body, int(n)), sends: true, about: m.Identity,
	})
}

// dele is DELE: the message is marked, and goes at QUIT.
func (s *session) dele(arg string) {
	if i, ok := s.number(arg); ok {
		s.drop.Delete(i)
		s.yes(fmt.Sprintf("message %d is marked", i+1))
	}
}

// rset is RSET: all marks off.
func (s *session) rset(string) {
	s.drop.Reset()
	s.yes("maildrop has " + holding(s.drop.Total()))
}

// holding says how much there is.
func holding(messages, octets int) string {
	return fmt.Sprintf("%s (%d octets)", count(messages), octets)
}

func count(messages int) string {
	if messages == 1 {
		return "1 message"
	}
	return strconv.Itoa(messages) + " messages"
}

// number finds the message that a client means, or says no.
func (s *session) number(arg string) (int, bool) {
	n, err := strconv.ParseUint(arg, 10, 31)
	switch {
	case err != nil || n == 0:
		s.violation("The number of a message is missing or is no number.", "Which message?")
	case int(n) > len(s.drop.Messages()):
		s.no(fmt.Sprintf("No such message, there are only %d", len(s.drop.Messages())))
	case s.drop.Deleted(int(n) - 1):
		s.no(fmt.Sprintf("Message %d is marked as deleted", n))
	default:
		return int(n) - 1, true
	}
	return 0, false
}
