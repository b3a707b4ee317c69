package imap

import (
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/store"
)

// separator is [store.Separator] as the library wants it.
const separator = '/'

// Create implements [imapserver.Session].
func (s *session) Create(name string, o *imap.CreateOptions) error {
	if len(o.SpecialUse) > 0 {
		return no(imap.ResponseCodeCannot, "A new mailbox cannot have a special use")
	}
	return refusal(s.account.Create(name, s.cfg.Host.Now()))
}

// Delete implements [imapserver.Session].
func (s *session) Delete(name string) error {
	_, err := s.account.Delete(name)
	return refusal(err)
}

// Rename implements [imapserver.Session].
func (s *session) Rename(from, to string, _ *imap.RenameOptions) error {
	_, err := s.account.Rename(from, strings.TrimSuffix(to, store.Separator), s.cfg.Host.Now())
	return refusal(err)
}

// Subscribe implements [imapserver.Session].
func (s *session) Subscribe(name string) error { return refusal(s.account.Subscribe(name, true)) }

// Unsubscribe implements [imapserver.Session].
func (s *session) Unsubscribe(name string) error { return refusal(s.account.Subscribe(name, false)) }

// Status implements [imapserver.Session].
func (s *session) Status(name string, o *imap.StatusOptions) (*imap.StatusData, error) {
	st, err := s.account.Status(name)
	if err != nil {
		return nil, refusal(err)
	}
	data := &imap.StatusData{Mailbox: name, UIDNext: imap.UID(st.Next), UIDValidity: st.Validity}
	count := func(wanted bool, n int) *uint32 {
		if !wanted {
			return nil
		}
		v := uint32(n)
		return &v
	}
	data.NumMessages = count(o.NumMessages, st.Messages)
	data.NumRecent = count(o.NumRecent, 0) // \Recent is gone (RFC 9051 Appendix E)
	data.NumUnseen = count(o.NumUnseen, st.Unseen)
	data.NumDeleted = count(o.NumDeleted, st.Deleted)
	data.AppendLimit = count(o.AppendLimit, appendLimit)
	if o.Size {
		data.Size = &st.Octets
	}
	if o.DeletedStorage {
		return nil, &imap.Error{Type: imap.StatusResponseTypeBad, Text: "Unknown STATUS data item"}
	}
	return data, nil
}

// List implements [imapserver.Session]; LSUB ends here as well.
func (s *session) List(w *imapserver.ListWriter, ref string, patterns []string, o *imap.ListOptions) error {
	if len(patterns) == 0 { // asks for the separator (RFC 9051 §6.3.9)
		return w.WriteList(&imap.ListData{Attrs: []imap.MailboxAttr{imap.MailboxAttrNoSelect}, Delim: separator})
	}
	folders := s.account.Folders()
	for i, f := range folders {
		data := listed(f, folders[i+1:])
		if !matches(f.Name, ref, patterns) || !selected(f, data, o) {
			continue
		}
		if o.ReturnStatus != nil {
			data.Status, _ = s.Status(f.Name, o.ReturnStatus)
		}
		if err := w.WriteList(data); err != nil {
			return err
		}
	}
	return nil
}

func matches(name, ref string, patterns []string) bool {
	for _, p := range patterns {
		if imapserver.MatchList(name, separator, ref, p) {
			return true
		}
	}
	return false
}

// selected reports whether a folder is one of those asked for.
func selected(f store.Folder, data *imap.ListData, o *imap.ListOptions) bool {
	if o.SelectSpecialUse && f.Use == "" {
		return false
	}
	if o.SelectSubscribed && !f.Subscribed {
		// Then only for the sake of those below it (RFC 5258 §3.5).
		return o.SelectRecursiveMatch && data.ChildInfo != nil
	}
	if !o.SelectRecursiveMatch {
		data.ChildInfo = nil
	}
	return true
}

// listed describes a folder; those that follow it in the list are where its
// children are.
func listed(f store.Folder, following []store.Folder) *imap.ListData {
	data := &imap.ListData{Mailbox: f.Name, Delim: separator}
	children := imap.MailboxAttrHasNoChildren
	for _, g := range following {
		if strings.HasPrefix(g.Name, f.Name+store.Separator) {
			children = imap.MailboxAttrHasChildren
			if g.Subscribed {
				data.ChildInfo = &imap.ListDataChildInfo{Subscribed: true}
			}
		}
	}
	data.Attrs = append(data.Attrs, children)
	if f.Subscribed {
		data.Attrs = append(data.Attrs, imap.MailboxAttrSubscribed)
	}
	if f.Use != "" {
		data.Attrs = append(data.Attrs, imap.MailboxAttr(f.Use))
	}
	return data
}
