package imap

import (
	"io"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/mail"
	"mailflow/sim/store"
	"mailflow/sim/trace"
)

// Append implements [imapserver.Session]. The message is the one that the
// client's octets were marked with.
func (s *session) Append(folder string, r imap.LiteralReader, o *imap.AppendOptions) (*imap.AppendData, error) {
	octets, err := io.ReadAll(r)
	if err != nil {
		return nil, err
	}
	at := o.Time
	if at.IsZero() {
		at = s.cfg.Host.Now()
	}
	flags := make([]string, len(o.Flags))
	for i, f := range o.Flags {
		flags[i] = string(f)
	}
	c, err := s.account.Append(folder, store.Message{
		InternalDate: at, Flags: flags, Mail: mail.Parse(string(octets)), Identity: s.front.now().Message,
	})
	if err != nil {
		return nil, s.refusal(folder, err)
	}
	validity, err := s.validity(folder)
	return &imap.AppendData{UIDValidity: validity, UID: imap.UID(c.UID)}, err
}

// Copy implements [imapserver.Session].
func (s *session) Copy(set imap.NumSet, folder string) (*imap.CopyData, error) {
	picked, err := s.view.pick(set)
	if err != nil {
		return nil, err
	}
	changes, err := s.account.Copy(s.view.name, uidsOf(picked), folder)
	if err != nil {
		return nil, s.refusal(folder, err)
	}
	return s.copied(folder, changes)
}

// Move implements [imapserver.SessionMove]. The library polls afterwards: that
// tells which messages have left.
func (s *session) Move(w *imapserver.MoveWriter, set imap.NumSet, folder string) error {
	if err := s.writable(); err != nil {
		return err
	}
	picked, err := s.view.pick(set)
	if err != nil {
		return err
	}
	changes, err := s.account.Move(s.view.name, uidsOf(picked), folder)
	if err != nil {
		return s.refusal(folder, err)
	}
	data, err := s.copied(folder, changes)
	if data == nil || err != nil {
		return err
	}
	return w.WriteCopyData(data)
}

// copied is which message got which UID; nil if there was none to copy.
func (s *session) copied(folder string, changes []store.Change) (*imap.CopyData, error) {
	data := &imap.CopyData{}
	for _, c := range changes {
		if c.What == trace.Appended {
			data.SourceUIDs.AddNum(imap.UID(c.CopyOf))
			data.DestUIDs.AddNum(imap.UID(c.UID))
		}
	}
	if len(data.SourceUIDs) == 0 {
		return nil, nil
	}
	var err error
	data.UIDValidity, err = s.validity(folder)
	return data, err
}

func (s *session) validity(folder string) (uint32, error) {
	st, err := s.account.Status(folder)
	return st.Validity, refusal(err)
}
