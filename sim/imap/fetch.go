package imap

import (
	"io"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"

	"mailflow/sim/store"
)

// Fetch implements [imapserver.Session]. An answer that holds part of a message
// goes out on its own, marked with the message's identity.
func (s *session) Fetch(w *imapserver.FetchWriter, set imap.NumSet, o *imap.FetchOptions) error {
	picked, err := s.view.pick(set)
	if err != nil {
		return err
	}
	missing := false
	for _, p := range picked {
		m, ok := s.account.Message(s.view.name, p.uid)
		if !ok {
			missing = true
			continue
		}
		if err := s.fetchOne(w, p.number, m, *o); err != nil {
			return err
		}
	}
	s.front.topic("")
	if _, byNumber := set.(imap.SeqSet); missing && byNumber {
		return no("EXPUNGEISSUED", "Some of the messages no longer exist") // RFC 5530 §3
	}
	return nil
}

func (s *session) fetchOne(w *imapserver.FetchWriter, number uint32, m store.Message, o imap.FetchOptions) error {
	if len(o.BodySection)+len(o.BinarySection) > 0 {
		s.front.topic(m.Identity)
	}
	if opens(&o) && !s.view.readOnly && !m.Has(store.Seen) {
		uids := []store.UID{m.UID}
		if changes, err := s.account.Flag(s.view.name, uids, store.AddFlags, store.Seen); err == nil && len(changes) > 0 {
			m.Flags = changes[0].Flags
		}
		o.Flags = true // RFC 9051 §6.4.5: the new flag should be told
	}
	r := w.CreateMessage(number)
	writeFacts(r, m, &o)
	for _, want := range o.BodySection {
		if err := literal(r.WriteBodySection, want, section(m.Mail, want)); err != nil {
			return err
		}
	}
	for _, want := range o.BinarySection {
		if err := literal(r.WriteBinarySection, want, decoded(m.Mail, want)); err != nil {
			return err
		}
	}
	for _, want := range o.BinarySectionSize {
		r.WriteBinarySectionSize(want, uint32(len(decoded(m.Mail, &imap.FetchItemBinarySection{Part: want.Part}))))
	}
	return r.Close()
}

// writeFacts writes all that is no literal.
func writeFacts(r *imapserver.FetchResponseWriter, m store.Message, o *imap.FetchOptions) {
	if o.UID {
		r.WriteUID(imap.UID(m.UID))
	}
	if o.Flags {
		r.WriteFlags(flagsOf(m.Flags))
	}
	if o.InternalDate {
		r.WriteInternalDate(m.InternalDate)
	}
	if o.RFC822Size {
		r.WriteRFC822Size(int64(m.Size()))
	}
	if o.Envelope {
		r.WriteEnvelope(envelope(m.Mail))
	}
	if o.BodyStructure != nil {
		r.WriteBodyStructure(structure(m.Mail))
	}
}

// opens reports whether the message counts as seen by being fetched so.
func opens(o *imap.FetchOptions) bool {
	for _, want := range o.BodySection {
		if !want.Peek {
			return true
		}
	}
	for _, want := range o.BinarySection {
		if !want.Peek {
			return true
		}
	}
	return false
}

// literal writes a section with one of the library's two methods for that.
func literal[Item any](begin func(Item, int64) io.WriteCloser, want Item, octets string) error {
	w := begin(want, int64(len(octets)))
	if _, err := io.WriteString(w, octets); err != nil {
		return err
	}
	return w.Close()
}
