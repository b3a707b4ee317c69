package imap

import (
	"slices"

	"github.com/emersion/go-imap/v2"

	"mailflow/sim/store"
)

// Select implements [imapserver.Session]; EXAMINE ends here as well.
func (s *session) Select(name string, o *imap.SelectOptions) (*imap.SelectData, error) {
	v, messages, err := s.watch(name, o.ReadOnly)
	if err != nil {
		return nil, refusal(err)
	}
	st, err := s.account.Status(name)
	if err != nil {
		v.stop()
		return nil, refusal(err)
	}
	s.look(v)
	data := &imap.SelectData{
		Flags:       flagsIn(messages),
		NumMessages: uint32(len(messages)),
		UIDNext:     imap.UID(st.Next),
		UIDValidity: st.Validity,
	}
	if !o.ReadOnly {
		data.PermanentFlags = append(slices.Clip(data.Flags), imap.FlagWildcard)
	}
	for i, m := range messages {
		if !m.Has(store.Seen) {
			data.FirstUnseenSeqNum = uint32(i + 1)
			break
		}
	}
	if s.conn.EnabledCaps().Has(imap.CapIMAP4rev2) {
		data.List = &imap.ListData{Mailbox: name, Delim: separator}
	}
	return data, nil
}

// Unselect implements [imapserver.Session].
func (s *session) Unselect() error {
	if s.view != nil {
		s.view.stop()
		s.look(nil)
	}
	return nil
}

// look makes a folder the selected one.
func (s *session) look(v *view) {
	s.mu.Lock()
	s.view = v
	s.mu.Unlock()
}

// flagsIn is the system flags and the keywords that messages have.
func flagsIn(messages []store.Message) []imap.Flag {
	all := slices.Clip(store.SystemFlags)
	for _, m := range messages {
		for _, f := range m.Flags {
			if !slices.Contains(all, f) {
				all = append(all, f)
			}
		}
	}
	if len(all) > len(store.SystemFlags) {
		all = store.Flags(all...)
	}
	return flagsOf(all)
}

// writable refuses a command that changes a folder opened with EXAMINE.
func (s *session) writable() error {
	if s.view.readOnly {
		return no(imap.ResponseCodeNoPerm, "The mailbox was opened to be looked at only")
	}
	return nil
}
