package imap

import (
	"slices"
	"strings"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/mail"
	"mailflow/sim/store"
)

// Search implements [imapserver.Session].
func (s *session) Search(kind imapserver.NumKind, c *imap.SearchCriteria, o *imap.SearchOptions) (*imap.SearchData, error) {
	var data imap.SearchData
	var numbers imap.SeqSet
	var uids imap.UIDSet
	for _, p := range s.view.all() {
		m, ok := s.account.Message(s.view.name, p.uid)
		if !ok {
			continue
		}
		found, err := s.found(&sought{Message: m, number: p.number}, c)
		if err != nil {
			return nil, err
		}
		if !found {
			continue
		}
		numbers.AddNum(p.number)
		uids.AddNum(imap.UID(p.uid))
		n := p.number
		if kind == imapserver.NumKindUID {
			n = uint32(p.uid)
		}
		if data.Min == 0 {
			data.Min = n
		}
		data.Max = n
		data.Count++
	}
	data.All = numbers
	if kind == imapserver.NumKindUID {
		data.All = uids
	}
	if o.ReturnSave {
		s.view.save(uids)
	}
	return &data, nil
}

// save remembers what "$" stands for from now on.
func (v *view) save(found imap.UIDSet) {
	v.mu.Lock()
	v.saved = found
	v.mu.Unlock()
}

// sought is a message that is looked at, with what it costs to find out kept
// for the next question.
type sought struct {
	store.Message
	number uint32
	texts  *texts
}

// found reports whether a message meets all of the criteria (RFC 9051 §6.4.4).
func (s *session) found(m *sought, c *imap.SearchCriteria) (bool, error) {
	if in, err := s.inSets(m, c); !in || err != nil {
		return false, err
	}
	if !m.meets(c) {
		return false, nil
	}
	for i := range c.Not {
		if found, err := s.found(m, &c.Not[i]); found || err != nil {
			return false, err
		}
	}
	for i := range c.Or {
		found, err := s.found(m, &c.Or[i][0])
		if !found && err == nil {
			found, err = s.found(m, &c.Or[i][1])
		}
		if !found || err != nil {
			return false, err
		}
	}
	return true, nil
}

func (s *session) inSets(m *sought, c *imap.SearchCriteria) (bool, error) {
	sets := make([]imap.NumSet, 0, len(c.SeqNum)+len(c.UID))
	for _, set := range c.SeqNum {
		sets = append(sets, set)
	}
	for _, set := range c.UID {
		sets = append(sets, set)
	}
	for _, set := range sets {
		picked, err := s.view.pick(set)
		if err != nil {
			return false, err
		}
		if !slices.ContainsFunc(picked, func(p numbered) bool { return p.number == m.number }) {
			return false, nil
		}
	}
	return true, nil
}

// meets reports whether the message itself is as wanted.
func (m *sought) meets(c *imap.SearchCriteria) bool {
	lacks := func(f imap.Flag) bool { return !m.Has(string(f)) }
	has := func(f imap.Flag) bool { return m.Has(string(f)) }
	switch size := int64(m.Size()); {
	case slices.ContainsFunc(c.Flag, lacks), slices.ContainsFunc(c.NotFlag, has):
	case c.Larger > 0 && size <= c.Larger, c.Smaller > 0 && size >= c.Smaller:
	case !between(m.InternalDate, c.Since, c.Before):
	case !m.sentBetween(c.SentSince, c.SentBefore):
	case !m.headerHas(c.Header):
	case !m.saysAll(c.Text, c.Body):
	default:
		return true
	}
	return false
}

// between compares days, whatever the time zone (RFC 9051 §6.4.4).
func between(t, since, before time.Time) bool {
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	return (since.IsZero() || !day.Before(since)) && (before.IsZero() || day.Before(before))
}

func (m *sought) sentBetween(since, before time.Time) bool {
	if since.IsZero() && before.IsZero() {
		return true
	}
	e := envelope(m.Mail)
	return e != nil && !e.Date.IsZero() && between(e.Date, since, before)
}

func (m *sought) headerHas(wanted []imap.SearchCriteriaHeaderField) bool {
	for _, w := range wanted {
		value := strings.ToLower(w.Value)
		if !slices.ContainsFunc(m.Mail.Header(), func(f mail.Field) bool {
			return f.Is(w.Key) && strings.Contains(readable(f), value)
		}) {
			return false
		}
	}
	return true
}

// readable is a field's value in lower case, with RFC 2047 undone.
func readable(f mail.Field) string { return strings.ToLower(mail.DecodeText(f.Value())) }
